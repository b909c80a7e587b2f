"""Every combination of what the paper leaves open: counted by hand, and held against the slow road."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mibg.cohort import read_cohort
from mibg.decisions import Bench, Choices, analyse, compute, load_register
from mibg.disclosure.gate import Gate
from mibg.layout import reconstructed_folder
from mibg.reanalysis.multiverse import (
    HEADLINES,
    Headline,
    Multiverse,
    as_judged,
    chapter,
    counts_table,
    dimensions,
    exclusion_table,
    influences,
    multiverse,
    point_frame,
    quantities,
    specification_frame,
    specifications,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "decisions"))
from planted import bare, planted

REGISTER = load_register()
BY_NAME = {headline.name: headline for headline in HEADLINES}
# By hand, off the register: options of study_end, vital_status, median are 3, 3, 2; of time_zero 2, of second_dose 3;
# of imaging_window, imaging_response, imaging_patients, conflict, equivocal 3, 2, 2, 3, 3; of symptoms_window and
# symptoms_together 3, 4; of labs_window, labs_baseline, labs_progression, single_rise 3, 3, 2, 2.
COMBINATIONS = {
    "overall": 3 * 3 * 2,
    "repeat": 3 * 3 * 2,
    "imaging": 3 * 3 * 2 * 2 * 3 * 3 * 2 * 2 * 3 * 3,
    "symptoms": 3 * 3 * 2 * 2 * 3 * 3 * 4,
    "biochemistry": 3 * 3 * 2 * 2 * 3 * 3 * 3 * 2 * 2,
}
# By hand: vital status has two options where one repeats what is declared; without an equivocal finding there is one
# reading of it; and of the six pairs of imaging_response and conflict the two with CT alone and another conflict go.
KEPT = {
    "overall": 3 * 2 * 2,
    "repeat": 3 * 2 * 2,
    "imaging": 3 * 2 * 2 * 2 * 3 * 3 * 2 * 4 * 1,
    "symptoms": 3 * 2 * 2 * 2 * 3 * 3 * 4,
    "biochemistry": 3 * 2 * 2 * 2 * 3 * 3 * 3 * 2 * 2,
}


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(read_cohort(reconstructed_folder()))


@pytest.fixture(scope="module")
def found(bench: Bench) -> dict[str, Multiverse]:
    """Every headline of the reconstruction, charts as judged in the Results."""
    return {
        name: multiverse(bench, headline, specifications(bench, as_judged(dimensions(headline, REGISTER))))
        for name, headline in BY_NAME.items()
    }


@pytest.mark.parametrize("name", BY_NAME)
def test_combinations_are_those_counted_by_hand(bench: Bench, name: str) -> None:
    counted = specifications(bench, dimensions(BY_NAME[name], REGISTER))
    assert (counted.combinations, len(counted.kept)) == (COMBINATIONS[name], KEPT[name])
    assert len(set(counted.kept)) == len(counted.kept)


def test_a_decision_that_moves_no_median_is_not_asked() -> None:
    assert "plus_minus" not in dimensions(BY_NAME["overall"], REGISTER)
    assert "time_zero" not in dimensions(BY_NAME["repeat"], REGISTER)
    assert "labs_response" not in dimensions(BY_NAME["biochemistry"], REGISTER)


def test_with_ct_alone_a_conflict_changes_nothing(bench: Bench) -> None:
    """The rule that leaves these combinations out: they would repeat what is kept."""
    chosen = [
        Choices(imaging_response="ct_alone", imaging_patients=patients, conflict=conflict)
        for patients in ("with_ct", "with_imaging")
        for conflict in ("progression", "response", "not_evaluable")
    ]
    told = [compute(analyse(bench, one), "imaging.os.p").value for one in chosen]
    assert len(set(told[:3])) == len(set(told[3:])) == 1


@pytest.mark.parametrize("name", BY_NAME)
def test_the_specification_of_the_results_gives_their_numbers(
    bench: Bench, found: dict[str, Multiverse], name: str
) -> None:
    rows = specification_frame(found[name])
    (row,) = rows[rows["results"]].to_dict("records")
    _agrees(bench, BY_NAME[name], Choices(), row)


@pytest.mark.parametrize("name", BY_NAME)
def test_specifications_agree_with_the_slow_road(bench: Bench, found: dict[str, Multiverse], name: str) -> None:
    rows = specification_frame(found[name]).to_dict("records")
    for place in random.Random(name).sample(range(len(rows)), 3):
        _agrees(bench, BY_NAME[name], found[name].specifications.kept[place], rows[place])


def test_charts_judged_anew_agree_with_the_slow_road(bench: Bench) -> None:
    for name, chosen in {
        "imaging": Choices(imaging_window="months_0_to_9", conflict="response", time_zero="first_followup"),
        "symptoms": Choices(symptoms_together="complaints_alone", second_dose="ends_followup", median="r"),
        "biochemistry": Choices(labs_baseline="mean", single_rise="not_evaluable", study_end="last_death"),
    }.items():
        asked = {one: (getattr(chosen, one),) for one in dimensions(BY_NAME[name], REGISTER)}
        one = multiverse(bench, BY_NAME[name], specifications(bench, asked))
        _agrees(bench, BY_NAME[name], chosen, specification_frame(one).to_dict("records")[0])


def _agrees(bench: Bench, headline: Headline, chosen: Choices, row: dict[Hashable, Any]) -> None:
    """The same numbers as `mibg.decisions.compute`, but for the last digits of sums in another order."""
    slow = compute(analyse(bench, chosen), headline.estimate)
    low, high = slow.ci or (None, None)
    for name, number in {"estimate": slow.value, "low": low, "high": high}.items():
        assert row[name] == pytest.approx(float("nan") if number is None else number, rel=1e-12, nan_ok=True), name
    assert row["n"] == slow.n
    if headline.test is not None:
        assert row["p"] == pytest.approx(compute(analyse(bench, chosen), headline.test).value, rel=1e-12)


def test_points_gather_what_compares_the_same(found: dict[str, Multiverse]) -> None:
    rows = specification_frame(found["imaging"])
    points = point_frame(rows)
    assert points["specifications"].sum() == len(rows)
    assert points["estimate"].is_monotonic_increasing
    assert points["results"].sum() == 1
    assert (rows.groupby("point")["estimate"].nunique() == 1).all()


@pytest.mark.parametrize("name", BY_NAME)
def test_behind_a_gate_nothing_tells_which_specifications_a_cohort_leaves(
    found: dict[str, Multiverse], name: str
) -> None:
    """Combinations are those of the register; what a cohort leaves of them, and what moves it, is not shown."""
    shown, gate = chapter(found[name], REGISTER), Gate(5)
    records = {one: gate.estimate(estimate) for one, (_, estimate) in shown.records.items()}
    assert set(shown.combined) == {f"multiverse.{name}.combinations"}
    assert list(records)[-len(shown.decides_mover) :] == list(shown.decides_mover)
    for one in (f"multiverse.{name}.specifications", f"multiverse.{name}.comparisons", *shown.decides_mover):
        assert records[one].withheld, one
    for told in records.values():
        assert not {"specifications", "estimable"} & set(told.parts)
        assert not re.search(r"\d+ specifications", f"{told.convention} {told.reason}")
    if BY_NAME[name].pair is not None:
        longer = shown.records[f"multiverse.{name}.longer"][1]
        assert records[f"multiverse.{name}.longer"].withheld == ((longer.smallest or 0) <= 5)
        assert longer.parts["specifications"] == len(shown.rows)


def test_the_tables_tell_in_estimates_what_depends_on_the_cohort(found: dict[str, Multiverse]) -> None:
    shown = {name: chapter(one, REGISTER) for name, one in found.items()}
    counts, excluded = counts_table(shown), exclusion_table(shown)
    assert [one.value for one in counts["specifications"]] == [len(one.rows) for one in shown.values()]
    cells = [*counts["specifications"], *counts["points"], *excluded["combinations"].dropna()]
    assert all(Gate(5).estimate(cell).withheld for cell in cells)
    assert excluded["combinations"].isna().sum() == 1


def test_influence_by_hand() -> None:
    """Four specifications by hand: a moves 10 and 2, 6 on average; b moves 1 and 11, 6 on average."""
    rows = pd.DataFrame(
        {"a": ["x", "x", "y", "y"], "b": ["s", "t", "s", "t"], "estimate": [0.0, 1, 10, -1], "point": [2, 3, 4, 1]}
    )
    told = influences(rows, ("b", "a")).set_index("decision")
    assert told["mean"].to_dict() == {"a": (10 + 2) / 2, "b": (1 + 11) / 2}
    assert told["greatest"].to_dict() == {"a": 10, "b": 11}
    assert told["compares"].all()


def test_planted_charts_by_hand(tmp_path: Path) -> None:
    """Seven charts, three deaths on days 500, 600 and 700.

    Where the others were alive at the end, six are at risk by day 500, since one was treated in the last year: half is
    left on day 700. Where they are censored when last seen, before day 500, three are at risk: a third is left on
    day 600.
    """
    bench = Bench(planted(tmp_path))
    overall = specifications(bench, dimensions(BY_NAME["overall"], REGISTER))
    rows = specification_frame(multiverse(bench, BY_NAME["overall"], overall))
    told = rows.set_index(["study_end", "vital_status", "median"])["estimate"]
    assert told["declared", "declared", "spss"] == pytest.approx(700 / 365.25)
    assert told["declared", "alive_when_seen", "spss"] == pytest.approx(600 / 365.25)
    # The last treatment was in the year that ends with the declared end: of 3 ends 2 are left, of 3 vital statuses 2.
    assert (overall.combinations, len(overall.kept)) == (18, 2 * 2 * 2)
    imaging = specifications(bench, dimensions(BY_NAME["imaging"], REGISTER))
    assert len(imaging.kept) == 2 * 2 * 2 * 2 * 3 * 3 * 2 * 4 * 3, "a finding is equivocal, so its readings are asked"


def test_two_patients_of_whom_nothing_is_known_give_reasons(tmp_path: Path) -> None:
    cohort = bare(tmp_path)
    for headline in HEADLINES:
        bench = Bench(cohort)
        asked = as_judged(dimensions(headline, REGISTER))
        shown = chapter(multiverse(bench, headline, specifications(bench, asked)), REGISTER)
        assert shown.points["estimate"].isna().all()
        assert shown.points["reason"].ne("").all()
        assert shown.mover == "nothing does, in this cohort"
    assert all(one.value is None and one.reason for one in quantities(cohort).values())
