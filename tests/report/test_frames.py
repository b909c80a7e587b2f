"""Tables from rules and data frames; every expected text by hand."""

from __future__ import annotations

import pandas as pd

from mibg.report import frame_table, rule_table
from mibg.response import Rule

FRAME = pd.DataFrame(
    {
        "patient_id": ["A", None],
        "exam_date": [pd.Timestamp("1999-06-01"), pd.NaT],
        "days": pd.array([89, None], "Int64"),
        "flagged": [True, False],
        "evaluable": pd.array([False, None], "boolean"),
        "sum_mm": [23.5, 20.0],
    }
)


def test_a_frame_is_shown_as_text() -> None:
    table = frame_table("Exams", FRAME)
    assert table.header == ("patient id", "exam date", "days", "flagged", "evaluable", "sum mm")
    assert table.rows == (("A", "1999-06-01", "89", "yes", "no", "23.5"), ("", "", "", "no", "", "20"))


def test_rules_are_shown_in_their_order() -> None:
    rules = [
        Rule("pd.new", "a lesion is new", lambda facts: facts["new"], "PD", "clause 1"),
        Rule("sd", "otherwise", lambda facts: facts["new"].notna(), "SD", "clause 2"),
    ]
    assert rule_table("Rules", rules).rows == (
        ("pd.new", "PD", "a lesion is new", "clause 1"),
        ("sd", "SD", "otherwise", "clause 2"),
    )
