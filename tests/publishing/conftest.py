"""One built book for all tests of a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_book import copy_book, mibg


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with its site; not to be changed."""
    book = copy_book(tmp_path_factory.mktemp("built") / "book")
    done = mibg(book, "build")
    assert done.returncode == 0, done.stderr
    return book


@pytest.fixture
def book(built_book: Path, tmp_path: Path) -> Path:
    """A copy of the built book, to be changed at will."""
    return shutil.copytree(built_book, tmp_path / "book")
