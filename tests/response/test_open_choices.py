"""What the paper leaves open of a rule: other readings of it; expected values by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from course_tables import labs, symptoms
from imaging_tables import assessed, first_treatment

from mibg.response import Conflict, InvalidCriteria, Window, assess_symptoms, imaging_followup, imaging_rules
from mibg.response.biochemical import BiochemicalCriteria, analyte_rules, assess_analytes, assess_labs
from mibg.response.recist import BestCriteria, Confirmation


@pytest.mark.parametrize(
    ("value", "limit", "any_fall", "normal"),
    [("100", 60, "SD", "SD"), ("99.9", 60, "PR", "SD"), ("60", 60, "PR", "PR"), ("60.1", 60, "PR", "SD"),
     ("40", 100, "PR", "SD"), ("40", None, "PR", "SD")],
)  # fmt: skip
def test_a_response_is_any_fall_or_a_return_to_normal(
    value: str, limit: float | None, any_fall: str, normal: str
) -> None:
    # Before treatment 100: a limit of 100 is not exceeded, and a value without a limit is never known to be normal.
    rows = labs({"P01": f"-5:100 91:{value}"}, upper_limit=limit)
    for response_by, expected in (("any fall", any_fall), ("normal", normal)):
        criteria = BiochemicalCriteria(response_by=response_by)  # type: ignore[arg-type]
        assert assess_analytes(rows, first_treatment(["P01"]), criteria)["response"].tolist() == [expected]


def test_the_rule_says_what_a_response_is() -> None:
    told = {
        by: next(rule.sentence for rule in analyte_rules(BiochemicalCriteria(response_by=by)) if rule.name == "pr.fall")
        for by in ("share", "any fall", "normal")
    }
    assert told["share"] == "at least 50 % below baseline"
    assert told["any fall"] == "below baseline"
    assert told["normal"].startswith("no higher than the upper limit")


RISE, FALL, LEVEL = "-5:100 91:130 150:130", "-5:100 91:90 150:40", "-5:100 91:90 150:100"


@pytest.mark.parametrize(
    ("cga", "hiaa", "expected"),
    [(RISE, RISE, ["NE", "PD"]), (RISE, FALL, ["SD", "PR"]), (RISE, LEVEL, ["SD", "SD"]), (RISE, "", ["NE", "PD"]),
     ("", RISE, ["NE", "PD"]), ("91:90 150:90", RISE, ["NE", "PD"])],
)  # fmt: skip
def test_progression_by_both_needs_every_analyte_that_can_be_judged(cga: str, hiaa: str, expected: list[str]) -> None:
    rows = labs({"P01": cga, "P01 5-HIAA": hiaa})
    found = assess_labs(rows, first_treatment(["P01"]), BiochemicalCriteria(progression_by="both"))
    assert found["response"].tolist() == expected


@pytest.mark.parametrize(
    ("conflict", "response", "day", "fate"),
    [("progression", "PD", 100, "assessed"), ("response", "PR", 110, "assessed"),
     ("not evaluable", "NE", 110, "not evaluable")],
)  # fmt: skip
def test_progression_beside_a_response(conflict: Conflict, response: str, day: int, fate: str) -> None:
    # CT on day 100 shows progression, the scan on day 110 a response: only progression is known before the other exam.
    exams = [assessed({"P01": "100:PD"}).assign(modality="CT"), assessed({"P01": "110:PR"}).assign(modality="scan")]
    found = imaging_followup(pd.concat(exams), first_treatment(["P01"]), conflict=conflict)
    assert found[["response", "days", "fate", "conflict"]].iloc[0].tolist() == [response, day, fate, True]
    assert next(rule.name for rule in imaging_rules(conflict)) == found["rule"].iloc[0]


UNKNOWN: dict[str, Callable[[], object]] = {
    "a baseline is one of last, mean, highest, not 'median'": lambda: BiochemicalCriteria(baseline="median"),  # type: ignore[arg-type]
    "a single rise is one of stable, not evaluable, not 'no'": lambda: BiochemicalCriteria(single_rise="no"),  # type: ignore[arg-type]
    "what a response goes by is one of share, any fall, normal": lambda: BiochemicalCriteria(response_by="x"),  # type: ignore[arg-type]
    "what progression goes by is one of either, both": lambda: BiochemicalCriteria(progression_by="x"),  # type: ignore[arg-type]
    "a fall, in %, is a finite number, not '50'": lambda: BiochemicalCriteria("50"),  # type: ignore[arg-type]
    "a conflict is one of progression, response": lambda: imaging_rules("x"),  # type: ignore[arg-type]
    "a reading is one of none worse, any improved, majority": lambda: assess_symptoms(
        symptoms({"A": "5:pain=better"}),
        first_treatment(["A"]),
        "x",  # type: ignore[arg-type]
    ),
    "a baseline window is a Window, not (-6, 0)": lambda: BiochemicalCriteria(baseline_window=(-6, 0)),  # type: ignore[arg-type]
    "the time until stable disease counts, in days, is a finite number from 0 up": lambda: BestCriteria(None, -1),
    "the end of a window, in months, is a finite number from 9 up, not 3": lambda: Window(9, 3),
    "the time until a confirmation, in days, is a finite number from 0 up, not -5": lambda: Confirmation(-5),
}


@pytest.mark.parametrize("message", UNKNOWN)
def test_a_choice_that_there_is_not_is_refused(message: str) -> None:
    """Taken for another one, it would give that one's numbers."""
    with pytest.raises(InvalidCriteria, match=re.escape(message)):
        UNKNOWN[message]()
