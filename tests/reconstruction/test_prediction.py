"""Prediction: groups that imply each other are whole, and the committed table says what the refits gave."""

from __future__ import annotations

import pytest

from mibg.layout import book_root
from mibg.published import load_claims, load_groups, load_predictions
from mibg.reconstruction import Targets
from mibg.reconstruction.assumptions import load_assumptions
from mibg.reconstruction.prediction import FOLDS, of_fold

CLAIMS = load_claims()
GROUPS = load_groups(CLAIMS)
PREDICTIONS = load_predictions(book_root() / "data" / "predictions.csv")
STATISTICS = {claim.statistic for claim in CLAIMS if claim.statistic}


def group_of(statistic: str) -> frozenset[str]:
    return next(group for group in GROUPS.groups if statistic in group)


def test_every_statistic_is_given_or_in_one_group() -> None:
    placed = [name for group in GROUPS.groups for name in group] + list(GROUPS.given)
    assert sorted(placed) == sorted(STATISTICS)


def test_the_folds_leave_out_every_group_once() -> None:
    left = [name for fold in range(FOLDS) for name in GROUPS.fold(fold, FOLDS)]
    assert sorted(left) == sorted(STATISTICS - GROUPS.given)


def test_a_difference_and_a_test_stand_with_the_medians_they_compare() -> None:
    # By hand: the prefixes of the paper's four contrasts and three comparisons of follow-up.
    measures = ("imaging", "symptoms", "biochemistry")
    for prefix in [f"{name}.os." for name in measures] + [f"followup.{name}." for name in measures]:
        members = {name for name in STATISTICS if name.startswith(prefix) and not name.endswith(".lost")}
        assert len({group_of(name) for name in members}) == 1, prefix
    assert group_of("os.repeat.difference") >= {"os.single.median", "os.multiple.median", "os.repeat.p"}


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("imaging.controlled", ("imaging.cr", "imaging.pr", "imaging.stable", "imaging.pd")),
        ("imaging.pfs.n", ("imaging.ct.n", "imaging.scan.only")),
        ("imaging.ct.n", ("imaging.ct.images", "imaging.ct.reports", "followup.imaging.lost")),
        ("symptoms.n", ("followup.symptoms.lost",)),
        ("biochemistry.n", ("biochemistry.cga.n", "biochemistry.hiaa.n", "biochemistry.both.n")),
        ("treatment.multiple", ("treatment.single", "treatment.two", "treatment.three", "treatment.four")),
    ],
)
def test_a_whole_stands_with_its_parts(whole: str, parts: tuple[str, ...]) -> None:
    assert set(parts) <= group_of(whole)


def test_every_claim_that_is_ever_left_out_has_a_prediction(targets: Targets) -> None:
    assert set(PREDICTIONS) == {target.claim for target in targets if target.statistic not in GROUPS.given}


def test_a_claim_of_the_tables_is_not_predicted_from_the_tables() -> None:
    for name, prediction in PREDICTIONS.items():
        assert (prediction.tables_hit is None) == name.startswith(("table1.", "table2."))


def test_what_is_assumed_is_not_what_is_printed(targets: Targets) -> None:
    # A refit that assumed the printed numbers would predict nothing. Equal shares of men and women are printed too.
    assumed = {(target.statistic, target.part.name): target.part.number for target in load_assumptions(CLAIMS)}
    same = [target for target in targets if assumed.get((target.statistic, target.part.name)) == target.part.number]
    assert {target.statistic for target in same} == {"cohort.sex.male", "cohort.sex.female"}


def test_a_refit_gives_the_committed_rows_again(targets: Targets) -> None:
    rows = list(of_fold(0, 3, targets, GROUPS, ()))
    assert len(rows) > 20
    assert {row["claim"]: row["hit"] for row in rows} == {row["claim"]: PREDICTIONS[row["claim"]].hit for row in rows}
