"""CT and mIBG scan together; expected values by hand from the paper's Results and the sentences of the rules."""

from __future__ import annotations

import pandas as pd
import pytest
from imaging_tables import assessed, first_treatment

from mibg.response.agreement import GROUPS, concordance
from mibg.response.imaging import IMAGING_RULES, imaging_followup

# First follow-up by CT and by scan (a dash: none), then the response together.
PAIRS = {
    "CR CR": "CR", "CR PR": "PR", "CR SD": "PR", "CR PD": "PD", "CR NE": "CR", "CR -": "CR",
    "PR CR": "PR", "PR PR": "PR", "PR SD": "PR", "PR PD": "PD", "PR NE": "PR", "PR -": "PR",
    "SD CR": "PR", "SD PR": "PR", "SD SD": "SD", "SD PD": "PD", "SD NE": "SD", "SD -": "SD",
    "PD CR": "PD", "PD PR": "PD", "PD SD": "PD", "PD PD": "PD", "PD NE": "PD", "PD -": "PD",
    "NE CR": "CR", "NE PR": "PR", "NE SD": "SD", "NE PD": "PD", "NE NE": "NE", "NE -": "NE",
    "- CR": "CR", "- PR": "PR", "- SD": "SD", "- PD": "PD", "- NE": "NE", "- -": "",
    "non-CR/non-PD SD": "SD", "non-CR/non-PD PR": "PR", "non-CR/non-PD -": "SD", "non-CR/non-PD PD": "PD",
}  # fmt: skip
CONFLICTS = {"CR PD", "PR PD", "PD CR", "PD PR"}


def exams(**timelines: dict[str, str]) -> pd.DataFrame:
    """Assessments of each modality from timelines by patient."""
    return pd.concat(assessed(lines).assign(modality=modality) for modality, lines in timelines.items())


def paired(pairs: list[str]) -> pd.DataFrame:
    """Follow-up of one patient for each pair, on day 100 by CT and on day 110 by scan."""
    sides = {name: name.split() for name in pairs}
    ct = {name: f"100:{side[0]}" for name, side in sides.items() if side[0] != "-"}
    scan = {name: f"110:{side[1]}" for name, side in sides.items() if side[1] != "-"}
    return imaging_followup(exams(CT=ct, scan=scan), first_treatment(pairs))


def together(imaging: pd.DataFrame) -> dict[str, str]:
    """Response by patient, empty where there is none."""
    return dict(zip(imaging["patient_id"], imaging["response"].astype(object).fillna(""), strict=True))


def test_every_pair_of_responses() -> None:
    found = paired(list(PAIRS))
    assert together(found) == PAIRS
    assert set(found.loc[found["conflict"], "patient_id"]) == CONFLICTS
    assert set(found["rule"].dropna()) == {rule.name for rule in IMAGING_RULES}


def test_the_response_is_known_once_no_later_exam_can_change_it() -> None:
    # CT on day 100, scan on day 110: progression is final at once, anything else waits for the other exam.
    found = paired(["SD SD", "PR SD", "SD PD", "PD SD", "PD PD", "SD NE", "- PD", "NE NE", "- -"])
    assert found["days"].fillna(-1).tolist() == [110, 110, 110, 100, 100, 100, 110, 110, -1]
    assert found["fate"].tolist() == ["assessed"] * 7 + ["not evaluable", "none"]


def test_ct_and_scan_are_symmetric() -> None:
    turned = {" ".join(reversed(name.split())): response for name, response in PAIRS.items()}
    assert together(paired(list(turned))) == turned


@pytest.mark.parametrize(
    ("ct", "mri", "response", "by_mri"),
    [
        ("", "120:PR", "PR", True),
        ("100:NE", "120:PR", "PR", True),
        ("100:SD", "95:PD", "SD", False),
        ("80:PD", "120:SD", "SD", True),
        ("", "120:NE", "NE", True),
        ("100:NE", "", "NE", False),
    ],
)
def test_an_mri_stands_in_for_a_ct_that_is_not_there(ct: str, mri: str, response: str, by_mri: bool) -> None:
    found = imaging_followup(exams(CT={"A": ct}, MRI={"A": mri}, scan={"A": ""}), first_treatment(["A"]))
    assert found[["response", "by_mri"]].iloc[0].tolist() == [response, by_mri]


def test_exams_outside_the_window_are_told_for_all_modalities_together() -> None:
    found = imaging_followup(
        exams(CT={"A": "30:SD", "B": "275:PD"}, scan={"A": "300:SD", "C": "-10:SD"}),
        first_treatment(["A", "B", "C", "not treated"]),
    )
    assert found["fate"].tolist() == ["before and after", "only after", "none", "not treated"]
    assert bool(found["response"].isna().all())


def test_concordance_counts_those_with_both() -> None:
    # Nine with both: CR/CR, PR/CR, SD/SD twice, PD/PD, SD/PD, PD/SD, SD/PR, non-CR/non-PD with SD.
    pairs = ["CR CR", "PR CR", "SD SD", "PD PD", "SD PD", "PD SD", "SD PR", "non-CR/non-PD SD", "SD NE", "- PR", "PD -"]
    found = pd.concat([paired(pairs), paired(["SD SD"])])
    by_category, by_group = concordance(found), concordance(found, GROUPS)
    assert (by_category.concordant, by_category.discordant) == (5, 4)
    assert by_category.table.to_numpy().tolist() == [[1, 0, 0, 0], [1, 0, 0, 0], [0, 1, 3, 1], [0, 0, 1, 1]]
    assert (by_group.concordant, by_group.discordant) == (6, 3)
    agreeing = by_category.pairs.loc[by_category.pairs["agree"], "patient_id"]
    assert agreeing.tolist() == ["CR CR", "SD SD", "PD PD", "non-CR/non-PD SD", "SD SD"]
    assert by_group.table.to_numpy().tolist() == [[2, 0, 0], [1, 3, 1], [0, 1, 1]]


def test_concordance_of_nobody() -> None:
    none = concordance(paired(["SD -"]))
    assert (none.concordant, none.discordant) == (0, 0)
    assert none.table.shape == (4, 4)
