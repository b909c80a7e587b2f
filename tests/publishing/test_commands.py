"""The commands as a user meets them: help, exit codes, an interrupt, papermill on its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_book import append, content, copy_book, mibg

from mibg import __version__
from mibg.audit import MIME
from mibg.cli import main

SLEEPING_CELL = "\n```{code-cell} ipython3\nimport time; time.sleep(100)\n```\n"
HEAVY = ("pandas", "numpy", "sphinx", "papermill", "jupytext", "nbformat")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"mibg {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["publish"], ["build", "--what"], ["sync", "--from", "pdf"], ["build", "--disclosure", "1"]]
)
def test_bad_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: mibg" in capsys.readouterr().err


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    tell = f"import atexit, sys; atexit.register(lambda: print([n for n in {HEAVY} if n in sys.modules]))"
    done = mibg(tmp_path, "--help", before=tell)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.build
def test_a_missing_cohort(tmp_path: Path) -> None:
    book = copy_book(tmp_path / "book")
    before = content(book)
    done = mibg(book, "build", "--cohort", "nowhere")
    assert done.returncode == 2
    assert "no such folder" in done.stderr.splitlines()[-1]
    assert content(book) == before


@pytest.mark.build
def test_a_page_that_does_not_exist(tmp_path: Path) -> None:
    book = copy_book(tmp_path / "book")
    append(book / "_toc.yml", "  - file: notebooks/results/nothing\n")
    done = mibg(book, "build")
    assert done.returncode == 1
    assert "_toc.yml names notebooks/results/nothing" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.build
@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is sent otherwise there")
def test_an_interrupt_ends_everything(book: Path) -> None:
    before = content(book / "_build/html")
    append(book / "notebooks/results/survival.md", SLEEPING_CELL)
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # also in a background job
    command = [sys.executable, "-c", f"{listening}; import sys; from mibg.cli import main; sys.exit(main())", "build"]
    build = subprocess.Popen(
        command, cwd=book, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONFAULTHANDLER": "1"},
    )  # fmt: skip
    assert build.stderr is not None
    while "executing" not in build.stderr.readline():
        assert build.poll() is None
    time.sleep(2)
    os.killpg(build.pid, signal.SIGINT)
    try:
        _, said = build.communicate(timeout=60)  # returns when the last process has let go of the pipes
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGABRT)  # it says on which line each thread hangs
        _, said = build.communicate()
    assert (build.returncode, said.splitlines()) == (130, ["mibg: interrupted"])
    assert content(book / "_build/html") == before


@pytest.mark.build
def test_papermill_alone_carries_the_evidence(built_book: Path, tmp_path: Path) -> None:
    source, target = built_book / "notebooks/results/survival.ipynb", tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", str(source), str(target), "-p", "cohort", "data/reconstructed"]
    done = subprocess.run(command, cwd=built_book, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    cells = json.loads(target.read_text(encoding="utf-8"))["cells"]
    data = [output.get("data", {}) for cell in cells for output in cell.get("outputs", ())]
    # Hand count: the notebook records one statistic, the four rows of the fixture's patients.csv.
    recorded = [record for item in data if MIME in item for record in item[MIME]["records"]]
    assert [(record["id"], record["estimate"]["value"]) for record in recorded] == [("cohort.n", 4)]
