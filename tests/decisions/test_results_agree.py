"""The options that the register calls chosen are those of the Results: their chapters record the same estimates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import mibg.audit
import mibg.audit.study
import mibg.report
from mibg.audit import Record, open_study
from mibg.cohort import read_cohort
from mibg.decisions import STATISTICS, Bench, Choices, analyse, compute
from mibg.estimate import Estimate
from mibg.layout import book_root, reconstructed_folder

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n((?::[^\n]*\n)*)\n?(.*?)^```", re.MULTILINE | re.DOTALL)
CHAPTERS = sorted((book_root() / "notebooks" / "results").glob("*.md"))


def recorded_by(chapter: Path) -> Iterator[str]:
    yield from (body for _, body in CELL.findall(chapter.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def records() -> dict[str, Estimate]:
    """What the chapters of the Results record of the cohort that ships with the book, figures not drawn."""
    kept: dict[str, Estimate] = {}

    def keep(found: list[Record], _: object = None) -> None:
        kept.update({record.id: record.estimate for record in found})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mibg.audit.study, "_publish", keep)
        patch.setattr(mibg.audit, "open_study", cache(open_study))
        for figure in ("survival_figure", "flow_figure", "activity_figure"):
            patch.setattr(mibg.report, figure, lambda *_, **__: None)
        for chapter in CHAPTERS:
            names: dict[str, Any] = {}
            for body in recorded_by(chapter):
                exec(body, names)
    return kept


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(read_cohort(reconstructed_folder()))


@pytest.mark.parametrize("statistic", STATISTICS)
def test_the_chosen_options_are_those_of_the_results(
    bench: Bench, records: dict[str, Estimate], statistic: str
) -> None:
    """But for the last digits of a sum in another order, and for second opinions, which chapters alone ask for."""
    found, told = compute(analyse(bench, Choices()), statistic), records[statistic]
    assert found.value == pytest.approx(told.value, rel=1e-12)
    assert dict(found.parts) == pytest.approx(dict(told.parts), rel=1e-12)
    assert replace(found, value=told.value, parts=told.parts, second=told.second) == told


def test_another_option_is_told_apart(bench: Bench, records: dict[str, Estimate]) -> None:
    """By hand: half the width of a 95 % interval is 1.96 standard errors; a standard deviation is the root of n."""
    se = records["os.median"].se
    assert se is not None
    for option, times in (("half_width", 1.96), ("standard_deviation", 211**0.5)):
        found = compute(analyse(bench, Choices().with_option("plus_minus", option)), "os.median")
        assert found.se == pytest.approx(times * se)
        assert replace(found, se=se, convention="") == replace(records["os.median"], convention="")
