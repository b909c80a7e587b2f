"""Provide Chromium for the browser tests, by whichever means this machine allows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """Path of a Chromium on this machine, or None."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _bundled()


def main() -> None:
    """Install Debian's package where apt and the rights are there, else Playwright's own build."""
    if installed():
        return
    for means in (_install_by_apt, _install_by_playwright):
        if means() and installed():
            return
    print("No Chromium could be installed; the browser tests will be skipped.", file=sys.stderr)


def _install_by_apt() -> bool:
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    return _runs("apt-get", "update", "-q") and _runs(
        "apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"
    )


def _install_by_playwright() -> bool:
    return _runs(sys.executable, "-m", "playwright", "install", "chromium")


def _bundled() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where no system Chromium serves

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110 - a plain question of a foreign path


def _runs(*command: str) -> bool:
    print("Chromium:", *command)
    return subprocess.run(command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}).returncode == 0


if __name__ == "__main__":
    main()
