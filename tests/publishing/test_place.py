"""Where a site may be published, and how it is put in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_book import content, copy_book

from mibg.publishing.build import build
from mibg.publishing.failure import BuildFailure
from mibg.publishing.lock import only_build
from mibg.publishing.place import MARK
from mibg.publishing.promote import promote, recover


@pytest.fixture
def plain_book(tmp_path: Path) -> Path:
    return copy_book(tmp_path / "book")


def folder_with(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("out", ["book", "notebooks/site", "data", "_toc.yml", ".", "..", "mine"])
def test_nothing_that_is_not_ours_is_touched(plain_book: Path, out: str) -> None:
    folder_with(plain_book / "mine", "a page of somebody's")
    before = content(plain_book)
    with pytest.raises(BuildFailure, match="name another --out"):
        build(plain_book, plain_book / "data/reconstructed", (plain_book / out).resolve())
    assert content(plain_book) == before


def test_one_build_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with (
        only_build(lock),
        pytest.raises(BuildFailure, match="another build of this site is running"),
        only_build(lock),
    ):
        pytest.fail("two builds at once")
    with only_build(lock):
        assert lock.exists()


def test_the_first_site_is_put_in_place(tmp_path: Path) -> None:
    new = folder_with(tmp_path / "new", "new")
    promote(new, tmp_path / "site", tmp_path / "aside")
    assert content(tmp_path) == {"site/index.html": b"new"}


def test_two_sites_are_exchanged(tmp_path: Path) -> None:
    new, site = folder_with(tmp_path / "new", "new"), folder_with(tmp_path / "site", "old")
    promote(new, site, tmp_path / "aside")
    kept = content(tmp_path)
    assert kept.pop("site/index.html") == b"new"
    assert list(kept.values()) == [b"old"]


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mibg.publishing.promote._exchange", lambda *_: False)
    new, site = folder_with(tmp_path / "new", "new"), folder_with(tmp_path / "site", "old")
    promote(new, site, tmp_path / "aside")
    assert content(tmp_path) == {"site/index.html": b"new", "aside/index.html": b"old"}


def test_a_site_is_recovered_when_a_build_was_killed_between_two_renames(tmp_path: Path) -> None:
    site, aside = tmp_path / "site", folder_with(tmp_path / "aside", "old")
    recover(site, aside)
    assert content(tmp_path) == {"site/index.html": b"old"}


def test_a_site_in_place_is_not_replaced_by_recovery(tmp_path: Path) -> None:
    site, aside = folder_with(tmp_path / "site", "new"), folder_with(tmp_path / "aside", "old")
    recover(site, aside)
    assert (site / "index.html").read_text(encoding="utf-8") == "new"


@pytest.mark.build
def test_an_empty_folder_and_a_site_of_ours_may_be_published_in(built_book: Path) -> None:
    assert (built_book / "_build/html" / MARK).is_file()
    assert build(built_book, built_book / "data/reconstructed", built_book / "_build/html").is_file()
