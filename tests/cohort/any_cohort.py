"""Valid cohorts, generated."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

from mibg.cohort.columns import Kind
from mibg.cohort.identifier_kinds import IDENTIFIERS

DAYS = st.integers(0, 20_000).map(lambda days: date(1950, 1, 1) + timedelta(days=days))


def is_pseudonym(name: str) -> bool:
    identifying = any(one.concerns("patient_id", Kind.TEXT) and one.is_in(name) for one in IDENTIFIERS)
    return not name.startswith("SYN-") and name.strip() == name and not identifying


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40).filter(
    is_pseudonym
)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of as many digits as a spreadsheet keeps."""
    return st.floats(low, high).map(lambda number: float(f"{number:.15g}"))


@st.composite
def cohorts(draw: st.DrawFn) -> dict[str, pd.DataFrame]:
    """Valid cohorts of up to five patients: diagnosis, treatment and death in this order, the rest at random."""
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    days = [sorted(draw(st.lists(DAYS, min_size=3, max_size=3))) for _ in names]
    died = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    patients = {
        "patient_id": names,
        "sex": pd.array([draw(st.sampled_from(["female", "male", None])) for _ in names], dtype="string"),
        "age_at_treatment": [draw(numbers(0, 120)) for _ in names],
        "diagnosis_date": pd.to_datetime([day[0] for day in days]),
        "death_date": [pd.Timestamp(day[2]) if dead else pd.NaT for day, dead in zip(days, died, strict=True)],
    }
    treatments = {
        "patient_id": names,
        "treatment_date": pd.to_datetime([day[1] for day in days]),
        "activity_mbq": [draw(numbers(1e-3, 1e5)) for _ in names],
    }
    return {"patients": pd.DataFrame(patients), "treatments": pd.DataFrame(treatments)}
