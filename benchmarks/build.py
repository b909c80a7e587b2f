"""A cold ``mibg build`` against ``jupyter-book build`` executing the same notebooks, and a build with nothing changed.

Every round runs all one after the other on the same copy of the book; a ratio is taken within its round, and the
median over rounds is reported. ``jupyter-book build`` is handed a finished ledger, which it could not make.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import yaml

from benchmarks.tables import cores

REPORT: Final = Path(__file__).parent / "results" / "build.md"
PARTS: Final = ("_config.yml", "_toc.yml", "book", "notebooks", "data", "requirements.txt")
STEP: Final = re.compile(r"^ *([\d.]+) s  (executing|publishing)", re.MULTILINE)
GOAL_COLD: Final = 1.7
GOAL_NOTHING: Final = 10
GOAL_RESULTS: Final = 20
NEXT: Final = 4.0
MIBG_BUILD: Final = ("-m", "mibg", "build")
JUPYTER_BOOK: Final = ("-c", "from jupyter_book.cli.main import main; main()", "build")


@dataclass(frozen=True)
class Round:
    """Seconds of one round; `loaded` and `executed` are points in the cold build, `results` is the run of a part."""

    jupyter_book: float
    cold: float
    nothing: float
    loaded: float
    executed: float
    results: float


def main(rounds: int, book: Path) -> bool:
    """Measure, print the table, and write it down; tell whether both goals are reached."""
    with tempfile.TemporaryDirectory(prefix="mibg-bench-") as folder:
        books = _copies(book, Path(folder))
        seen = [_round(*books) for _ in range(rounds)]
    report = _report(seen)
    print(report)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, encoding="utf-8")
    fast = median(each.results for each in seen) <= GOAL_RESULTS
    return fast and _cold(seen) >= GOAL_COLD and _nothing(seen) >= GOAL_NOTHING


def _copies(book: Path, folder: Path) -> tuple[Path, Path]:
    """One copy for each builder; the second executes in Sphinx, and there each notebook is one file."""
    ours, theirs = folder / "ours", folder / "theirs"
    for copy in (ours, theirs):
        for part in PARTS:
            copy_part = shutil.copytree if (book / part).is_dir() else shutil.copyfile
            copy.mkdir(exist_ok=True)
            copy_part(book / part, copy / part)
    for text in (theirs / "notebooks").rglob("*.md"):
        text.unlink()
    config = yaml.safe_load((theirs / "_config.yml").read_text(encoding="utf-8"))
    config["execute"] = {"execute_notebooks": "force", "timeout": 900}
    config["sphinx"]["config"]["mibg_ledger"] = str(theirs / "ledger.json")
    (theirs / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return ours, theirs


def _round(ours: Path, theirs: Path) -> Round:
    for book in (ours, theirs):
        shutil.rmtree(book / "_build", ignore_errors=True)
    cold, said = _run(ours, *MIBG_BUILD)
    nothing, _ = _run(ours, *MIBG_BUILD)
    shutil.copyfile(ours / "_build/html/ledger.json", theirs / "ledger.json")
    jupyter_book, _ = _run(theirs, *JUPYTER_BOOK, ".")
    steps = _steps(said)
    return Round(jupyter_book, cold, nothing, steps["executing"], steps["publishing"], _results(ours))


def _results(book: Path) -> float:
    """Seconds from the command until the notebooks of the Results, and no others, have been executed anew.

    The pages are the same work as before: the build is interrupted where it would publish them.
    """
    for notebook in (book / "notebooks/results").glob("*.md"):
        notebook.write_text(notebook.read_text(encoding="utf-8") + "\n% measured once more\n", encoding="utf-8")
    with subprocess.Popen([sys.executable, *MIBG_BUILD], cwd=book, stderr=subprocess.PIPE, text=True) as building:
        for line in building.stderr or ():
            if "publishing" in (steps := _steps(line)):
                building.send_signal(signal.SIGINT)
                return steps["publishing"]
    sys.exit("the part Results was not executed to its end")


def _steps(said: str) -> dict[str, float]:
    """When each step of a build began."""
    return {step: float(seconds) for seconds, step in STEP.findall(said)}


def _run(folder: Path, *arguments: str) -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return time.perf_counter() - began, done.stderr


def _cold(rounds: list[Round]) -> float:
    return median(each.jupyter_book / each.cold for each in rounds)


def _nothing(rounds: list[Round]) -> float:
    return median(each.cold / each.nothing for each in rounds)


def _report(rounds: list[Round]) -> str:
    typical = sorted(rounds, key=lambda each: each.cold)[len(rounds) // 2]
    ratios = (f"{each.jupyter_book / each.cold:.1f}" for each in rounds)
    return f"""# Building the book

{len(rounds)} rounds on {cores()} processors, Python {sys.version.split()[0]}. Seconds are those of the round whose cold
build was the median one; ratios are medians over rounds, each taken within its round ({", ".join(ratios)}).

| | seconds | ratio | goal |
|---|---|---|---|
| `jupyter-book build`, executing the notebooks itself | {typical.jupyter_book:.1f} | 1 | |
| `mibg build`, cold | {typical.cold:.1f} | {_cold(rounds):.1f} times as fast | {GOAL_COLD} |
| `mibg build`, nothing changed | {typical.nothing:.2f} | 1/{_nothing(rounds):.0f} of the cold one | 1/{GOAL_NOTHING} |
| the part Results, loaded and executed anew | {typical.results:.1f} | | {GOAL_RESULTS} seconds |

## Where a cold build spends its time

| step | seconds | runs on |
|---|---|---|
| load libraries, check claims and cohort | {typical.loaded:.1f} | one processor |
| execute the notebooks | {typical.executed - typical.loaded:.1f} | all of them |
| judge, publish the pages | {typical.cold - typical.executed:.1f} | one processor |

{_what_next(typical)}
"""


def _what_next(typical: Round) -> str:
    serial = typical.loaded + typical.cold - typical.executed
    goal = typical.jupyter_book / NEXT
    if typical.cold <= goal:
        return f"{NEXT:g} times as fast is reached."
    enough = "could" if serial < goal else "could not"
    return (
        f"{NEXT:g} times as fast would be {goal:.1f} s. What runs on one processor takes {serial:.1f} s, so that more\n"
        f"processors alone {enough} do it. What would: a warm parent that stays between builds, which saves the\n"
        f"{typical.loaded:.1f} s of loading, and pages that are not made again when neither their source nor their\n"
        f"part of the ledger has changed. Writing pages in parallel was tried: it does not pay for so few of them."
    )
