"""What is said of an ensemble: spread, standing and diversity, on members made up by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from few_members import BELOW, EXTREMES, MISSED, ONE, member

from mibg.ensemble import (
    Member,
    Standing,
    shared_patients,
    spread,
    standing,
    sum_up,
    values,
    write_summary,
)


def stands(members: list[Member]) -> Standing:
    return standing(values(members), ONE)


def test_a_headline_is_settled_where_members_and_extremes_agree() -> None:
    assert stands([*BELOW, *EXTREMES]) == Standing.SETTLED


def test_a_member_without_a_value_keeps_a_headline_from_being_settled() -> None:
    silent = replace(BELOW[0], values={ONE.quantity: {"value": None, "low": None, "high": None}})
    assert stands([silent, *BELOW[1:], *EXTREMES]) == Standing.LEANING


def test_without_both_extremes_nothing_is_settled() -> None:
    assert stands(BELOW) == Standing.LEANING
    assert stands([*BELOW, EXTREMES[0]]) == Standing.LEANING


@pytest.mark.parametrize("odd", [member(2, 1.2, 0.8, 1.7, "high"), member(2, 0.9, 0.7, 1.2, "high")])
def test_an_extreme_that_turns_direction_or_significance_unsettles(odd: Member) -> None:
    assert stands([*BELOW, EXTREMES[0], odd]) == Standing.LEANING


def test_nine_of_ten_lean_and_eight_of_ten_do_not() -> None:
    other = [member(seed, 1.4, 1.1, 1.8) for seed in (20, 21)]
    assert stands([*BELOW[:9], other[0], *EXTREMES]) == Standing.LEANING
    assert stands([*BELOW[:8], *other, *EXTREMES]) == Standing.UNDETERMINED


def test_a_headline_that_is_nowhere_estimable_is_undetermined() -> None:
    table = values([*BELOW, *EXTREMES])
    assert standing(table.assign(value=None), ONE) == Standing.UNDETERMINED


def test_the_spread_is_of_members_as_they_come() -> None:
    # By hand: 0.1 to 1.1 in steps of 0.1; pushed members do not count.
    members = [member(seed, (seed + 1) / 10, 0, 2) for seed in range(11)]
    (row,) = spread(values([*members, *EXTREMES])).to_dict("records")
    assert (row["members"], row["least"], row["median"], row["greatest"]) == (11, 0.1, 0.6, 1.1)
    assert row["fifth"] == pytest.approx(0.15)


def test_what_members_share_is_counted_by_patients() -> None:
    # Two of three patients are common to any two members with different seeds; near-copies share all.
    assert set(shared_patients(BELOW[:3])) == {2 / 3}
    assert list(shared_patients([BELOW[0], BELOW[0]])) == [1.0]


def test_the_summary_is_written_and_the_same_members_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_summary([*BELOW, *EXTREMES], tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    (headline,) = pd.read_csv(tmp_path / "one" / "headlines.csv").head(1).to_dict("records")
    found = [headline[name] for name in ("headline", "standing", "lowest", "highest", "starts")]
    assert found == ["repeat", "settled", 0.3, 0.7, 1]
    assert sum_up(BELOW).headlines["starts"].tolist() == [0, 0, 0, 0]


def test_a_member_that_misses_a_claim_is_listed_and_counts_for_nothing_else() -> None:
    found = sum_up([*BELOW, MISSED])
    assert found.spread["greatest"].max() == 0.5
    assert found.members["missed"].tolist()[-1] == "results.os.median"
