"""An ensemble as records, as a table and as a figure, on members made up by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from few_members import BELOW, EXTREMES, MISSED, ONE

from mibg.ensemble import (
    Member,
    Summary,
    Task,
    diversity_records,
    headline_records,
    headline_table,
    read_summary,
    sum_up,
    write_summary,
)
from mibg.ensemble.headlines import HEADLINES
from mibg.estimate import Estimate
from mibg.published import load_spreads
from mibg.report import strip_figure


def whole(seed: int, ratio: float, *, push: str | None = None, side: str | None = None) -> Member:
    """A member with every headline."""
    values = {one.quantity: {"value": ratio, "low": ratio / 2, "high": ratio * 2} for one in HEADLINES}
    task = Task(seed, push, "low" if side == "low" else "high") if push else Task(seed)
    return Member(task, (), values, ("a", f"b{seed}"))


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    pushed = [
        whole(seed, 0.2 if side == "low" else 2.0, push=one.name, side=side)
        for one in HEADLINES
        for side in ("low", "high")
        for seed in (1, 2)
    ]
    folder = tmp_path_factory.mktemp("summary")
    return read_summary(write_summary([*(whole(seed, 0.5 + seed / 10) for seed in range(5)), *pushed], folder))


def test_a_summary_reads_back_as_it_was_written(tmp_path: Path) -> None:
    made = sum_up([*BELOW, *EXTREMES, MISSED])
    read = read_summary(write_summary([*BELOW, *EXTREMES, MISSED], tmp_path))
    assert sorted(read.shared) == pytest.approx(sorted(made.shared), rel=1e-5)
    assert read.headlines["standing"].tolist() == made.headlines["standing"].tolist()
    assert read.members["missed"].tolist() == made.members["missed"].tolist()
    pd.testing.assert_frame_equal(read.spread, made.spread, check_exact=False, rtol=1e-5)
    (spread,) = load_spreads(tmp_path / "spread.csv").values()
    assert (spread.members, spread.least, spread.greatest) == (10, 0.5, 0.5)


def test_a_headline_is_recorded_with_its_spread_and_its_extremes(summary: Summary) -> None:
    # By hand: 0.5 to 0.9 in steps of 0.1; pushed to 0.2 and 2.0.
    found = {name: estimate for name, (_, estimate) in headline_records(summary).items()}
    middle = found["ensemble.imaging.ratio"]
    assert (middle.value, middle.parts["low"], middle.parts["high"], middle.n) == (0.7, 0.5, 0.9, 5)
    assert [found[f"ensemble.imaging.{side}est"].value for side in ("low", "high")] == [0.2, 2.0]
    assert found["ensemble.imaging.above"].value == 0


def test_what_no_member_gives_is_said_to_be_missing() -> None:
    found = {name: estimate for name, (_, estimate) in headline_records(sum_up(BELOW)).items()}
    assert found["ensemble.imaging.lowest"].reason == "no reconstruction gives a value"


def test_an_extreme_is_that_of_all_members_pushed_or_not() -> None:
    beyond = replace(BELOW[0], values={ONE.quantity: {"value": 0.1, "low": 0.05, "high": 0.4}})
    found = sum_up([beyond, *BELOW[1:], *EXTREMES]).headlines.set_index("headline").loc[ONE.name]
    assert (found["lowest"], found["highest"]) == (0.1, 0.7)


def test_members_that_count_are_counted_apart_from_those_that_miss() -> None:
    records = diversity_records(sum_up([*BELOW, *EXTREMES, MISSED]))
    found = {name: estimate.value for name, (_, estimate) in records.items()}
    assert [found[f"ensemble.{name}"] for name in ("members", "pushed", "missed")] == [10, 2, 1]
    assert found["ensemble.shared"] == pytest.approx(200 / 3)


def test_the_table_counts_members_by_direction_and_significance(summary: Summary) -> None:
    first = headline_table(summary).iloc[0]
    assert first["below 1"] == "5 of 5"
    assert first["significant"] == "0 of 5"
    assert first["members"] == "0.70 (0.50 to 0.90)"
    assert first["all found"] == "0.20 to 2.00"


def test_every_member_is_a_point_and_those_pushed_only_for_their_own(summary: Summary) -> None:
    none = Estimate(None, "ratio", 0, "made up", "nowhere", reason="nobody was treated")
    here = {one.name: none for one in HEADLINES} | {ONE.name: Estimate(0.8, "ratio", 9, "x", "y", ci=(0.5, None))}
    figure = strip_figure("strip", summary, here, "Made up.")
    counts = figure.data.groupby("headline").size()
    assert counts.to_dict() == {one.name: 5 + 4 for one in HEADLINES}
    assert not any(math.isnan(ratio) for ratio in figure.data["ratio"])
    assert "0.50 to 0.90 as they come, 0.20 to 2.00 over all found" in figure.alt
