"""Lesions that RECIST cannot judge are refused with their rows, all kinds of fault at once."""

from __future__ import annotations

import contextlib

import pandas as pd
import pytest
from recist_tables import BASELINE, CASES, baselines_of, course, exam_table, judge, lesion_table

from mibg.response import InvalidFindings, assess_lesions


def two(**changed: str) -> pd.DataFrame:
    """A liver lesion of 50 mm, then of 40 mm, the second row changed."""
    rows = course(50, 40)
    return pd.concat([rows.iloc[:1], rows.iloc[1:].assign(**changed)])


@pytest.mark.parametrize(
    ("lesions", "message"),
    [
        (pd.concat([course(20).assign(lesion=f"T{n}", organ=f"o{n}") for n in range(6)]), "at most 5 target lesions"),
        (pd.concat([course(20).assign(lesion=f"T{n}") for n in range(3)]), "an organ has at most 2"),
        (
            pd.concat([course(20, node=True, organ=f"o{n}").assign(lesion=f"N{n}") for n in range(3)]),
            "lymph nodes being one organ: patient_id P, exam_date 2000-01-01, modality CT, lesion_id N0",
        ),
        (course(14, node=True), "a node 15 mm across its short axis: .*diameter_mm 14"),
        (course(9), "at least 10 mm at baseline"),
        (course("TSTM"), "a target lesion is measured at baseline"),
        (course(50, -3), "a diameter is from 0 to 10,000 mm: .*diameter_mm -3"),
        (two(lesion="T9"), "a lesion at follow-up was a target at baseline.*lesion_id T9"),
        (two(kind="node"), "a lymph node at every exam or at none"),
        (two(organ="lungs"), "a lesion stays in its organ"),
        (pd.concat([course(50, 40), course(50, 41).iloc[1:]]), "a lesion stands once at an exam"),
    ],
)  # fmt: skip
def test_faults_are_named_with_their_lesions(lesions: pd.DataFrame, message: str) -> None:
    with pytest.raises(InvalidFindings, match=message):
        judge(lesions)


def many(number: int, organ: str = "organ") -> pd.DataFrame:
    """Lesions of 20 mm, each in an organ of its own unless all are told to be in one."""
    places = [f"organ {n}" if organ == "organ" else organ for n in range(number)]
    return pd.concat([course(20).assign(lesion=f"T{n}", organ=place) for n, place in enumerate(places)])


VALIDATION = {
    "V01": many(6),
    "V02": many(3, "liver"),
    "V03": course(14, node=True),
    "V04": course(15, node=True),
    "V05": course(9),
    "V06": course(10),
    "V10": course(50, -1),
    "V12": two(lesion="T9"),
}

EXPECTED = pd.read_csv(CASES / "edge_validation.csv").set_index("case")["expected"].to_dict()

# A node below 15 mm is no target (V07, V08): its short axis in mm, what the exam tells of it as non-target disease, and
# the overall response while it stays as it is.
NODES = {
    ("V07", "valid as non-target"): ([10, 14, 14.9], "persistent", "non-CR/non-PD"),
    ("V08", "not disease"): ([1, 9, 9.9], "none", "NE"),
}

# X-rays and the thickness of slices have no place in the contract (V09, V13). Exams before baseline are passed over
# (V11), as the chapter on imaging says: see the last test.
NOT_ASKED = {"V09", "V11", "V13"}


@pytest.mark.parametrize("case", VALIDATION)
def test_what_is_chosen_at_baseline_is_accepted_or_refused(case: str) -> None:
    """Eisenhauer 2009, section 3; the reason stands beside each case."""
    with contextlib.nullcontext() if EXPECTED[case] == "valid" else pytest.raises(InvalidFindings):
        judge(VALIDATION[case])


@pytest.mark.parametrize(("case", "word"), NODES)
def test_a_node_too_small_for_a_target_is_told_of_at_the_exam(case: str, word: str) -> None:
    sizes, told, response = NODES[case, word]
    assert EXPECTED[case] == word
    for size in sizes:
        with pytest.raises(InvalidFindings, match="a node 15 mm across its short axis"):
            judge(course(size, size, node=True))
    exams = course(*sizes[:2])[["patient", "visit"]].assign(non_target=told)
    assert judge(course().astype({"token": str}), exams)["response"].tolist() == [response]
    # Beside a target, such a node alone keeps a response from being complete.
    beside = judge(course(50, "ABS"), exams)["response"].tolist()
    assert beside == ["PR" if told == "persistent" else "CR"]


def test_each_case_is_asked_or_named() -> None:
    assert set(EXPECTED) == VALIDATION.keys() | {case for case, _ in NODES} | NOT_ASKED


@pytest.mark.parametrize("lesions", [course(10), course(15, node=True), course(50, "TSTM")])
def test_the_smallest_that_counts_is_accepted(lesions: pd.DataFrame) -> None:
    judge(lesions)


def test_all_faults_are_told_at_once() -> None:
    small = pd.concat([course(9).assign(lesion=f"T{n}", organ="liver") for n in range(3)])
    with pytest.raises(InvalidFindings) as told:
        judge(small)
    assert len(str(told.value).splitlines()) == 2
    assert str(told.value).count("lesion_id T0") == 2


@pytest.mark.parametrize(
    ("state", "diameter", "message"),
    [
        ("measured", None, "a measured lesion has a diameter"),
        ("absent", 3.0, "only a measured lesion has a diameter"),
        ("measured", float("inf"), "a diameter is from 0 to 10,000 mm"),
    ],
)
def test_sizes_stand_with_their_state(state: str, diameter: float | None, message: str) -> None:
    lesions = lesion_table(course(50, 40)).astype({"diameter_mm": float})
    lesions.loc[lesions.index[1], ["state", "diameter_mm"]] = [state, diameter]
    with pytest.raises(InvalidFindings, match=message):
        assess_lesions(exam_table(course(50, 40)), lesions, baselines_of(["P"]))


def test_a_measurement_without_an_exam_is_refused() -> None:
    exams = exam_table(course(50))
    with pytest.raises(InvalidFindings, match=r"a measurement belongs to an exam: .*exam_date 2000-03-01"):
        assess_lesions(exams, lesion_table(course(50, 40)), baselines_of(["P"]))


def test_an_exam_or_a_baseline_given_twice_is_refused() -> None:
    lesions, exams = lesion_table(course(50, 40)), exam_table(course(50, 40))
    with pytest.raises(InvalidFindings, match="an exam stands once"):
        assess_lesions(pd.concat([exams, exams]), lesions, baselines_of(["P"]))
    with pytest.raises(InvalidFindings, match=r"one baseline a modality: .*\nan exam stands once"):
        assess_lesions(pd.concat([exams, exams]), lesions, baselines_of(["P", "P"]))


def test_exams_before_the_baseline_are_passed_over() -> None:
    """A measurement of an older exam, though of a lesion that was no target, is no fault."""
    lesions, exams = lesion_table(course(50, 40)), exam_table(course(50, 40))
    older = BASELINE - pd.Timedelta(days=90)
    early = lesions.iloc[:1].assign(exam_date=older, lesion_id="T7")
    found = assess_lesions(
        pd.concat([exams, exams.iloc[:1].assign(exam_date=older)]), pd.concat([lesions, early]), baselines_of(["P"])
    )
    assert found["response"].tolist() == ["SD"]
