"""Pages of a built site in headless Chromium, which may ask the network for nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

DESKTOP: Final = {"viewport": {"width": 1280, "height": 860}}
PHONE: Final = {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True}
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """A page being visited, and what it asked of others."""

    page: Page
    site: Path
    asked: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site.as_uri()}/{path}")

    def answer(self, route: Route) -> None:
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.abort()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; without one, skip, and fail where `CI` is set."""
    with sync_playwright() as playwright:
        try:
            system = next(filter(None, map(shutil.which, _NAMES)), None)
            browser = playwright.chromium.launch(executable_path=system, args=_ARGUMENTS)
        except Error as error:
            lacking = f"no Chromium here: {error.message.splitlines()[0]}"
            pytest.fail(lacking) if os.environ.get("CI") else pytest.skip(lacking)
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, site: Path, **circumstances: Any) -> Iterator[Visit]:
    """Visit a site in a fresh context, e.g. ``DESKTOP`` or ``PHONE``."""
    context = browser.new_context(**circumstances)
    visit = Visit(context.new_page(), site)
    context.route("**/*", visit.answer)
    yield visit
    context.close()
