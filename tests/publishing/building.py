"""Whole books of other cohorts than the paper's, built as a user builds them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import lifelines

from mibg.layout import book_root, worked_folder

OVERALL_SURVIVAL: Final = "notebooks/results/overall-survival.html"
PUBLIC: Final = {"lung": "lung.csv", "breast": "gbsg2.csv"}
"""Public data that an installed package ships, by the folder with their mapping."""
_MIBG: Final = "import sys; from mibg.cli import main; sys.exit(main())"


def build(cohort: Path, site: Path, *more: str) -> Path:
    """Build the book of a cohort with every warning an error."""
    return build_and_listen(cohort, site, *more)[1]


def build_and_listen(cohort: Path, site: Path, *more: str) -> tuple[str, Path]:
    """Build the book of a cohort, and give what was said meanwhile."""
    command = [sys.executable, "-c", _MIBG, "build", "--cohort", str(cohort), "--out", str(site), *more]
    done = subprocess.run(command, cwd=book_root(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr, site


def public_data(name: str, folder: Path) -> Path:
    """Lay public data beside the mapping and the study file that the book has for them."""
    home = shutil.copytree(worked_folder("own") / name, folder / name)
    shutil.copy(Path(lifelines.__file__).parent / "datasets" / PUBLIC[name], home)
    return home
