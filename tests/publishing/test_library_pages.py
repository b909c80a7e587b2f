"""Pages of the library: read by one build, taken over by the next, and the same for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sphinx_site import build, pages_of, small_ledger, soup, stage

from mibg.publishing.kept import Kept

SURVIVAL = "book/reference/survival"


@pytest.mark.build
def test_pages_that_are_taken_over_are_the_same_bytes(tmp_path: Path) -> None:
    """The second book is told another text, and shows that of the first: it has not read its own."""
    kept = tmp_path / "library-pages"
    first, second = staged(tmp_path / "first", kept), staged(tmp_path / "second", kept)
    (second / f"{SURVIVAL}.md").write_text("# Another text\n", encoding="utf-8")
    site, again = build(first), build(second)
    assert site.succeeded, site.output
    assert again.succeeded, again.output
    assert "Curves, medians" in soup(again.site / f"{SURVIVAL}.html").get_text()
    found = [page.relative_to(site.site) for page in pages_of(site.site)]
    assert len(found) > 20
    assert [page for page in found if (site.site / page).read_bytes() != (again.site / page).read_bytes()] == []


def staged(folder: Path, kept: Path) -> Path:
    """The small book, told where pages of the library are kept."""
    place = stage(folder, small_ledger()) / "_config.yml"
    config = yaml.safe_load(place.read_text(encoding="utf-8"))
    config["sphinx"]["config"]["mibg_library_pages"] = str(kept)
    place.write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def test_what_is_kept_is_found_by_its_key_alone_and_only_whole(tmp_path: Path) -> None:
    (tmp_path / "read").write_bytes(b"pages")
    kept = Kept(tmp_path / "_build" / "library-pages", "one library")
    assert not kept.laid_out(tmp_path / "nothing yet").exists()
    kept.keep(tmp_path / "read")
    assert kept.laid_out(tmp_path / "laid out").read_bytes() == b"pages"
    assert not Kept(kept.file, "another").laid_out(tmp_path / "another").exists()
    kept.file.write_bytes(kept.file.read_bytes()[:-1])
    assert not kept.laid_out(tmp_path / "damaged").exists()


def test_what_is_damaged_is_kept_anew(tmp_path: Path) -> None:
    (tmp_path / "read").write_bytes(b"pages")
    kept = Kept(tmp_path / "library-pages", "one library")
    kept.file.write_bytes(b"damaged")
    kept.keep(tmp_path / "read")
    assert kept.laid_out(tmp_path / "laid out").read_bytes() == b"pages"
