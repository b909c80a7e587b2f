"""Scans with labelled mIBG; the expected response beside each by hand from the paper's Results."""

from __future__ import annotations

import pandas as pd
import pytest
from imaging_tables import exam_rows, finding_rows

from mibg.response.scan import SCAN_RULES, assess_scans

# Columns of the exams table, words of the report, response, rule.
CASES: list[tuple[dict[str, object], str, str, str]] = [
    ({"scan_activity": "none"}, "", "CR", "cr.activity"),
    ({"scan_activity": "decreased"}, "", "PR", "pr.activity"),
    ({"scan_activity": "unchanged"}, "", "SD", "sd.activity"),
    ({"scan_activity": "increased"}, "", "PD", "pd.activity"),
    ({"scan_activity": "none", "uptake": "negative"}, "", "CR", "cr.activity"),
    ({"uptake": "negative"}, "", "CR", "cr.activity"),
    ({"scan_activity": "decreased", "uptake": "positive"}, "", "PR", "pr.activity"),
    ({"scan_activity": "none", "uptake": "positive"}, "", "NE", "ne.contradiction"),
    ({"scan_activity": "increased", "uptake": "negative"}, "", "NE", "ne.contradiction"),
    ({"scan_activity": "decreased", "new_lesions": "yes"}, "", "PD", "pd.new_site"),
    ({"scan_activity": "unchanged"}, "new_lesion", "PD", "pd.new_site"),
    ({"scan_activity": "unchanged"}, "larger", "SD", "sd.activity"),
    ({"scan_activity": "unchanged", "new_lesions": "equivocal"}, "", "SD", "sd.activity"),
    ({"scan_activity": "increased", "evaluable": False}, "", "NE", "ne.exam"),
    ({"new_lesions": "yes", "evaluable": False}, "new_lesion", "NE", "ne.exam"),
    ({"uptake": "positive"}, "", "NE", "ne.silent"),
    ({}, "", "NE", "ne.silent"),
    ({}, "larger", "NE", "ne.silent"),
]


@pytest.mark.parametrize(("recorded", "words", "response", "rule"), CASES)
def test_one_scan(recorded: dict[str, object], words: str, response: str, rule: str) -> None:
    exams = exam_rows([{"patient_id": "A", "exam_date": "1999-06-01", "modality": "scan", **recorded}])
    found = assess_scans(exams, finding_rows("A 1999-06-01 scan", words))
    assert found.iloc[0].tolist() == [response, rule]


def test_every_rule_is_tried_above() -> None:
    assert {rule for *_, rule in CASES} == {rule.name for rule in SCAN_RULES}


def test_scans_are_judged_each_by_itself_in_any_order() -> None:
    days = pd.date_range("1999-06-01", periods=len(CASES))
    rows = [
        {"patient_id": "A", "exam_date": day, "modality": "scan", **case[0]}
        for day, case in zip(days, CASES, strict=True)
    ]
    findings = pd.concat(finding_rows(f"A {day:%Y-%m-%d} scan", case[1]) for day, case in zip(days, CASES, strict=True))
    exams = exam_rows(rows).sample(frac=1, random_state=0)
    assert assess_scans(exams, findings).sort_index()["rule"].tolist() == [case[3] for case in CASES]
