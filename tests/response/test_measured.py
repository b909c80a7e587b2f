"""Measurements before words: which exams RECIST judges, and against which baseline; expected values by hand."""

from __future__ import annotations

import pytest
from imaging_tables import exam_rows, finding_rows, first_treatment, typed

from mibg.response import assess_exams, assess_measured

FIRST = first_treatment(["A"])


def exam(day: str, **recorded: object) -> dict[str, object]:
    """One CT of patient A, or another modality."""
    return {"patient_id": "A", "exam_date": day, "modality": "CT", **recorded}


def lesion(day: str, diameter: float | None, state: str = "measured", **recorded: object) -> dict[str, object]:
    """One liver lesion at an exam."""
    row = exam(day, **recorded)
    return {**row, "lesion_id": "T1", "organ": "liver", "is_node": False, "state": state, "diameter_mm": diameter}


def judged(exams: list[dict[str, object]], lesions: list[dict[str, object]], words: str = "") -> list[object]:
    """Response and `by` of the last exam, of whose report the words are."""
    last = exams[-1]
    findings = finding_rows(f"A {last['exam_date']} {last['modality']}", words)
    sized = assess_measured(exam_rows(exams), findings, typed("lesions", lesions), FIRST)
    found = assess_exams(exam_rows(exams), findings, sized, FIRST)
    return found[["response", "by"]].iloc[-1].tolist()


BEFORE, AFTER = "1999-12-01", "2000-04-10"


def test_measured_wins_over_words() -> None:
    exams, lesions = [exam(BEFORE), exam(AFTER)], [lesion(BEFORE, 50), lesion(AFTER, 30)]
    assert judged(exams, lesions, "larger") == ["PR", "recist"]
    assert judged(exams, lesions, "no_change") == ["PR", "recist"]


@pytest.mark.parametrize("later", [[], [lesion("1999-12-20", None, "not_evaluable")]])
def test_the_baseline_is_the_last_exam_at_which_a_lesion_was_judged(later: list[dict[str, object]]) -> None:
    # From 50 mm to 30 mm is a fall by 40 %; the later exam before treatment tells of no size, and is passed over.
    exams = [exam(BEFORE), exam("1999-12-20"), exam(AFTER)]
    assert judged(exams, [lesion(BEFORE, 50), *later, lesion(AFTER, 30)], "larger") == ["PR", "recist"]


def test_a_new_lesion_in_the_report_is_one_for_recist() -> None:
    exams, lesions = [exam(BEFORE), exam(AFTER)], [lesion(BEFORE, 50), lesion(AFTER, 30)]
    assert judged(exams, lesions, "new_lesion") == ["PD", "recist"]


@pytest.mark.parametrize(
    ("exams", "lesions"),
    [
        pytest.param([exam(AFTER)], [lesion(AFTER, 30)], id="no baseline"),
        pytest.param([exam(BEFORE), exam(AFTER)], [lesion(BEFORE, 50)], id="nothing measured at the exam"),
        pytest.param(
            [exam(BEFORE), exam(AFTER)],
            [lesion(BEFORE, 50), lesion(AFTER, None, "not_evaluable")],
            id="no lesion judged",
        ),
        pytest.param(
            [exam("1999-06-01"), exam(AFTER)], [lesion("1999-06-01", 50), lesion(AFTER, 30)], id="baseline too old"
        ),
        pytest.param(
            [exam(BEFORE, modality="MRI"), exam(AFTER)],
            [lesion(BEFORE, 50, modality="MRI"), lesion(AFTER, 30)],
            id="baseline of another modality",
        ),
    ],
)
def test_words_decide_where_measurements_cannot(
    exams: list[dict[str, object]], lesions: list[dict[str, object]]
) -> None:
    assert judged(exams, lesions, "larger") == ["PD", "report"]
