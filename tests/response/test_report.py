"""Dictated reports; each patient one exam, the expected response beside it by hand from the paper's Methods."""

from __future__ import annotations

from itertools import chain, combinations

import pandas as pd
import pytest
from imaging_tables import exam_rows, finding_rows

from mibg.response.report import REPORT_RULES, assess_reports
from mibg.response.rules import decide

KINDS = ("new_lesion", "disappearance", "larger", "smaller", "no_change")
# Words of the report, what the exams table holds, response, rule.
CASES = [
    ("new_lesion", {}, "PD", "pd.new_lesion"),
    ("new_lesion smaller", {}, "PD", "pd.new_lesion"),
    ("new_lesion disappearance", {}, "PD", "pd.new_lesion"),
    ("new_lesion no_change", {}, "PD", "pd.new_lesion"),
    ("larger", {}, "PD", "pd.growth"),
    ("larger smaller", {}, "PD", "pd.growth"),
    ("larger no_change", {}, "PD", "pd.growth"),
    ("larger disappearance", {}, "PD", "pd.growth"),
    ("disappearance", {}, "CR", "cr.gone"),
    ("disappearance smaller", {}, "PR", "pr.some_gone"),
    ("smaller", {}, "PR", "pr.shrinkage"),
    ("no_change", {}, "SD", "sd.no_change"),
    ("no_change smaller", {}, "NE", "ne.contradiction"),
    ("no_change disappearance", {}, "NE", "ne.contradiction"),
    ("", {}, "NE", "ne.silent"),
    ("", {"new_lesions": "no"}, "NE", "ne.silent"),
    ("", {"new_lesions": "equivocal"}, "NE", "ne.silent"),
    ("smaller", {"new_lesions": "yes"}, "PD", "pd.new_lesion"),
    ("smaller", {"new_lesions": "equivocal"}, "PR", "pr.shrinkage"),
    ("smaller", {"non_target": "progression"}, "PD", "pd.growth"),
    ("disappearance", {"non_target": "persistent"}, "PR", "pr.some_gone"),
    ("disappearance", {"non_target": "complete_response"}, "CR", "cr.gone"),
    ("smaller", {"evaluable": False}, "NE", "ne.exam"),
    ("new_lesion", {"evaluable": False}, "NE", "ne.exam"),
    ("", {"evaluable": False, "new_lesions": "yes"}, "NE", "ne.exam"),
    ("smaller", {"evaluable": True}, "PR", "pr.shrinkage"),
]


@pytest.mark.parametrize(("words", "recorded", "response", "rule"), CASES)
def test_one_report(words: str, recorded: dict[str, object], response: str, rule: str) -> None:
    exams = exam_rows([{"patient_id": "A", "exam_date": "1999-06-01", "modality": "CT", **recorded}])
    found = assess_reports(exams, finding_rows("A 1999-06-01 CT", words))
    assert found.iloc[0].tolist() == [response, rule]


def test_a_cohort_is_judged_as_its_patients_are_one_by_one() -> None:
    # Every set of words at once; the findings of one exam do not touch another, whatever the order of rows.
    sets = list(chain.from_iterable(combinations(KINDS, size) for size in range(len(KINDS) + 1)))
    names = [f"P{number:02}" for number in range(len(sets))]
    exams = exam_rows([{"patient_id": name, "exam_date": "1999-06-01", "modality": "CT"} for name in names])
    findings = pd.concat(
        finding_rows(f"{name} 1999-06-01 CT", " ".join(words)) for name, words in zip(names, sets, strict=True)
    )
    together = assess_reports(exams, findings.sample(frac=1, random_state=0))
    alone = pd.concat(assess_reports(exams.loc[[row]], findings) for row in exams.index)
    assert together["rule"].tolist() == alone["rule"].tolist()
    assert {rule.name for rule in REPORT_RULES} - set(together["rule"]) == {"ne.exam"}


def test_findings_of_another_day_or_modality_are_passed_over() -> None:
    exams = exam_rows([{"patient_id": "A", "exam_date": "1999-06-01", "modality": "CT"}])
    others = pd.concat([finding_rows("A 1999-06-02 CT", "larger"), finding_rows("A 1999-06-01 MRI", "larger")])
    assert assess_reports(exams, others)["rule"].tolist() == ["ne.silent"]


def test_no_exams_no_assessments() -> None:
    assert assess_reports(exam_rows([]), finding_rows("A 1999-06-01 CT", "larger")).empty


def test_a_gap_in_a_decision_table_is_an_error() -> None:
    exams = exam_rows([{"patient_id": "A", "exam_date": "1999-06-01", "modality": "CT"}])
    with pytest.raises(ValueError, match="no rule decides 1 rows"):
        decide(REPORT_RULES[1:2], pd.DataFrame({"new_lesion": [False]}, index=exams.index))
