"""What is suspicious about treatments and about what was seen before and after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from mibg.appraisal.hits import Hits, hits
from mibg.cohort import Study
from mibg.cohort.typed_table import TypedTable
from mibg.response.windows import FOLLOW_UP
from mibg.units import DAYS_PER_YEAR

Tables = Mapping[str, TypedTable]

LEAST_ACTIVITY_MBQ: Final = 500
GREATEST_ACTIVITY_MBQ: Final = 40_000
CLOSE_DAYS: Final = 30
DISTANT_YEARS: Final = 20
_SEEN: Final = {"exams": "exam_date", "labs": "lab_date", "symptoms": "visit_date"}
_BASELINES: Final = {"labs": "analyte", "exams": "modality", "symptoms": "symptom"}


def activities(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Activities that are rarely given, as when they were written in another unit."""
    treatments = tables["treatments"]
    given = treatments.frame["activity_mbq"]
    problem = f"outside the usual {LEAST_ACTIVITY_MBQ} to {GREATEST_ACTIVITY_MBQ} MBq"
    unusual = given.notna() & ~given.between(LEAST_ACTIVITY_MBQ, GREATEST_ACTIVITY_MBQ)
    yield hits(treatments, "activity_mbq", problem, unusual)


def close_treatments(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Treatments soon after the one before."""
    treatments = tables["treatments"]
    rows = treatments.frame.sort_values("treatment_date")
    apart = rows.groupby("patient_id")["treatment_date"].diff().dt.days
    yield hits(treatments, "treatment_date", f"less than {CLOSE_DAYS} days after another", apart < CLOSE_DAYS)


def distant_dates(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Dates so far from first treatment that a digit may be wrong."""
    for table in tables.values():
        for column in table.table.dates:
            away = _days(table, column, tables).abs()
            problem = f"{DISTANT_YEARS} years or more from the patient's first treatment"
            yield hits(table, column, problem, away >= DISTANT_YEARS * DAYS_PER_YEAR)


def without_rows(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Patients whom a table does not know that has others."""
    patients = tables["patients"]
    for name in _SEEN:
        known = tables[name].frame["patient_id"]
        if len(known):
            lacking = ~patients.frame["patient_id"].isin(known) & patients.frame["patient_id"].notna()
            yield hits(patients, "patient_id", f"no row in {tables[name].source}", lacking)


def no_baseline(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Series that begin after first treatment, so that nothing can be compared with its start."""
    for name, kind in _BASELINES.items():
        table = tables[name]
        first = _days(table, _SEEN[name], tables).groupby([table.frame["patient_id"], table.frame[kind]])
        late = (first.transform("min") > 0) & (table.frame[kind] != "overall")  # which is a change, and has no start
        yield hits(table, kind, "nothing of this kind on or before first treatment", late)


def never_followed(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Patients seen after treatment, and never within the window of first follow-up."""
    for name, column in _SEEN.items():
        table = tables[name]
        days = _days(table, column, tables)
        after = days[days > 0]
        within = after.between(FOLLOW_UP.first_day, FOLLOW_UP.last_day)
        ever = within.groupby(table.frame["patient_id"]).transform("any").astype("boolean")
        problem = f"this patient has none from day {FOLLOW_UP.first_day} to {FOLLOW_UP.last_day} after treatment"
        yield hits(table, column, problem, ~ever)


def _days(table: TypedTable, column: str, tables: Tables) -> pd.Series[Any]:
    """Days since the patient's first treatment, by row."""
    first = tables["treatments"].frame.groupby("patient_id")["treatment_date"].min()
    treated = pd.to_datetime(table.frame["patient_id"].map(first))
    return (table.frame[column] - treated).dt.days
