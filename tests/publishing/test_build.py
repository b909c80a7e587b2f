"""Whole builds of a small book, in processes of their own."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from small_book import append, content, copy_book, mibg

pytestmark = pytest.mark.build

SURVIVAL = "notebooks/results/survival.md"
WARNING_CELL = "\n```{code-cell} ipython3\nimport warnings; warnings.warn('mind the gap')\n```\n"
FAILING_CELL = "\n```{code-cell} ipython3\nraise ValueError('two lines\\nof message')\n```\n"

STAGES = {
    "beginning": "stage.Stage.__enter__",
    "executing": "cache.Cache.put",
    "laying out": "stage.Stage.fill",
    "finishing": "stage.Stage.finish",
    "promoting": "publish.promote",
}
KILLED = """
import os, signal
from mibg.publishing import cache, publish, stage
{} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""
KILLED_AFTERWARDS = """
import os, signal
from mibg.publishing import publish
promote = publish.promote
publish.promote = lambda *paths: (promote(*paths), os.kill(os.getpid(), signal.SIGKILL))
"""
REFUSED = """
import errno, os
from mibg.publishing import cache, publish, stage
def refused(*_):
    raise OSError(errno.{0}, os.strerror(errno.{0}), "ledger.csv")
{1} = refused
"""


def site_of(book: Path) -> Path:
    return book / "_build" / "html"


def leftovers(book: Path) -> list[str]:
    return sorted(path.name for path in (book / "_build").iterdir())


def test_a_build_publishes_pages_and_ledger(built_book: Path) -> None:
    site = site_of(built_book)
    assert (site / "index.html").is_file()
    assert "Four invented patients" in (site / "notebooks/results/survival.html").read_text(encoding="utf-8")
    ledger = json.loads((site / "ledger.json").read_text(encoding="utf-8"))
    # Hand count: the fixture's patients.csv has four rows, its claims.csv prints 4.
    assert [(record["id"], record["value"]) for record in ledger["records"]] == [("cohort.n", 4)]
    assert [claim["verdict"]["label"] for claim in ledger["claims"]] == ["attained"]
    assert (site / "ledger.csv").is_file()


def test_the_site_holds_no_sources_and_no_machine_paths(built_book: Path) -> None:
    published = content(site_of(built_book))
    assert not [name for name in published if name.endswith(".ipynb") or name.startswith("_sources")]
    assert not [name for name, data in published.items() if str(built_book).encode() in data]


def test_a_build_leaves_nothing_beside_the_site(built_book: Path) -> None:
    assert leftovers(built_book) == [".html.lock", "executed", "html"]


def test_the_same_input_gives_the_same_bytes(built_book: Path, tmp_path: Path) -> None:
    elsewhere = copy_book(tmp_path / "another place")
    done = mibg(elsewhere, "build", "--out", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    first, second = content(site_of(built_book)), content(tmp_path / "site")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_nothing_changed(book: Path) -> None:
    done = mibg(book, "build")
    assert (done.returncode, done.stdout) == (0, f"{site_of(book)}/index.html\n")
    assert "nothing has changed" in done.stderr


def test_prose_is_published_without_executing_anything(book: Path) -> None:
    append(book / "book/index.md", "\nMore prose.\n")
    done = mibg(book, "build")
    assert done.returncode == 0, done.stderr
    assert "executing 0 of 2 notebooks" in done.stderr
    assert "More prose." in (site_of(book) / "book/index.html").read_text(encoding="utf-8")


def test_a_damaged_cache_and_a_changed_notebook_are_executed_again(book: Path) -> None:
    damaged = [path for path in (book / "_build/executed").iterdir() if b"SYN-1" in path.read_bytes()]
    for path in damaged:
        path.write_bytes(path.read_bytes().replace(b"SYN-1", b"SYN-9"))
    append(book / SURVIVAL, "\nMore prose.\n")
    done = mibg(book, "build")
    assert done.returncode == 0, done.stderr
    assert len(damaged) == 1
    assert "executing 2 of 2 notebooks" in done.stderr
    assert "SYN-1" in (site_of(book) / "notebooks/methods/patients.html").read_text(encoding="utf-8")


def test_an_error_in_a_notebook_stops_the_build(book: Path) -> None:
    before = content(site_of(book))
    append(book / SURVIVAL, FAILING_CELL)
    done = mibg(book, "build")
    assert done.returncode == 1
    # Hand count: the notebook has four code cells, the appended one is the fifth.
    assert "mibg: notebook results/survival, code cell 5: ValueError: two lines; mend it" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(site_of(book)) == before
    assert not [path for path in (book / "_build/executed").iterdir() if b"ValueError" in path.read_bytes()]


def test_a_warning_in_a_notebook_stops_the_build(book: Path) -> None:
    before = content(site_of(book))
    append(book / SURVIVAL, WARNING_CELL)
    done = mibg(book, "build")
    assert done.returncode == 1
    # Hand count: the notebook has four code cells, the appended one is the fifth.
    assert "mibg: notebook results/survival, code cell 5: " in done.stderr
    assert "UserWarning: mind the gap; mend what it warns of" in done.stderr
    assert content(site_of(book)) == before


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_build_leaves_the_last_site(book: Path, stage: str) -> None:
    before = content(site_of(book))
    append(book / SURVIVAL, "\nMore prose.\n")
    assert mibg(book, "build", before=KILLED.format(STAGES[stage])).returncode == -9
    assert content(site_of(book)) == before


def test_a_build_killed_once_it_has_promoted_leaves_the_new_site(book: Path) -> None:
    append(book / "book/index.md", "\nMore prose.\n")
    assert mibg(book, "build", before=KILLED_AFTERWARDS).returncode == -9
    assert "More prose." in (site_of(book) / "book/index.html").read_text(encoding="utf-8")
    assert "nothing has changed" in mibg(book, "build").stderr


def test_after_a_killed_build_the_next_one_succeeds(book: Path) -> None:
    before = content(site_of(book))
    append(book / SURVIVAL, "\nMore prose.\n")
    assert mibg(book, "build", before=KILLED.format(STAGES["finishing"])).returncode == -9
    done = mibg(book, "build")
    assert done.returncode == 0, done.stderr
    assert leftovers(book) == [".html.lock", "executed", "html"]
    assert content(site_of(book)) != before


@pytest.mark.parametrize("reason", ["ENOSPC", "EACCES", "EROFS"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_full_disk_or_a_read_only_folder_leaves_the_last_site(book: Path, stage: str, reason: str) -> None:
    """A folder whose rights are taken away is no hindrance to root, so the refusal is feigned, at each stage."""
    if reason != "ENOSPC" and stage not in ("beginning", "promoting"):
        pytest.skip("where a folder cannot be written, a build ends as it begins or as it is promoted")
    before = content(site_of(book))
    append(book / SURVIVAL, "\nMore prose.\n")
    done = mibg(book, "build", before=REFUSED.format(reason, STAGES[stage]))
    assert done.returncode == 1
    number, remedy = getattr(errno, reason), "free some space" if reason == "ENOSPC" else "give the rights"
    told = f"mibg: [Errno {number}] {os.strerror(number)}: 'ledger.csv'; {remedy}, and run it again"
    assert done.stderr.splitlines()[-1] == told
    assert content(site_of(book)) == before
    assert leftovers(book) == [".html.lock", "executed", "html"]


def test_a_page_with_a_fault_is_not_published(book: Path) -> None:
    before = content(site_of(book))
    append(book / "book/index.md", "\n[nowhere](no-such-page.md)\n\n{stat}`no.such`\n")
    done = mibg(book, "build")
    assert done.returncode == 1
    assert "book/index.md:5" in done.stderr and "no-such-page" in done.stderr
    assert "no.such" in done.stderr
    assert str(book) not in done.stderr
    assert content(site_of(book)) == before


def test_bad_input_writes_nothing(tmp_path: Path) -> None:
    book = copy_book(tmp_path / "book")
    patients = book / "data/reconstructed/patients.csv"
    patients.write_text(patients.read_text(encoding="utf-8").replace("48.0", "old"), encoding="utf-8")
    append(book / "data/published/claims.csv", "Bad Id,abstract,1,Something else,5,patients,,count,cohort,,none\n")
    before = content(book)
    done = mibg(book, "build")
    assert done.returncode == 2
    faults = [line for line in done.stderr.splitlines() if ".csv, row" in line]
    assert len(faults) == 2, done.stderr
    assert "patients.csv, row 3, column age_at_treatment: 'old'" in done.stderr
    assert "claims.csv, row 3, column id: 'Bad Id'" in done.stderr
    assert content(book) == before


def test_another_cohort_is_named_without_its_path(book: Path, tmp_path: Path) -> None:
    cohort = (book / "data/reconstructed").rename(tmp_path / "my cohort")
    append(cohort / "patients.csv", "SYN-5,female,33.3,\n")
    append(cohort / "treatments.csv", "SYN-5,2002-10-15,18500\n")
    done = mibg(book, "build", "--cohort", cohort, "--out", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/notebooks/results/survival.html").read_text(encoding="utf-8")
    assert "my cohort" in page
    assert not [name for name, data in content(tmp_path / "site").items() if str(tmp_path).encode() in data]
    assert json.loads((tmp_path / "site/ledger.json").read_text(encoding="utf-8"))["provenance"]["patients"] == 5


def test_behind_a_gate_nothing_is_published_that_it_has_not_seen(book: Path) -> None:
    before = content(site_of(book))
    done = mibg(book, "build", "--disclosure", "5")
    assert done.returncode == 1
    assert "shows something that no gate has looked at" in done.stderr
    assert "SYN-" not in done.stderr
    assert content(site_of(book)) == before


def test_behind_a_gate_an_error_quotes_no_patient(book: Path) -> None:
    failing = "\n```{code-cell} ipython3\nraise ValueError('SYN-1 was 61.5')\n```\n"
    for notebook in (book / "notebooks").rglob("*.md"):
        text = notebook.read_text(encoding="utf-8").replace('study.cohort.patients[["patient_id", "sex"]]', "None")
        notebook.write_text(
            text.replace("print(", "repr((").replace("object())", "object()))") + failing, encoding="utf-8"
        )
    done = mibg(book, "build", "--disclosure", "5")
    assert done.returncode == 1
    assert "ValueError, its message is not told" in done.stderr
    assert "SYN-1" not in done.stderr and "61.5" not in done.stderr
