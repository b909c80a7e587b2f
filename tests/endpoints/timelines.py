"""Cohorts of a few patients, each a short timeline in days since first treatment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from mibg.cohort import Cohort, Study

TREATED = pd.Timestamp("2000-01-01")
STUDY_DAYS = 4000


@dataclass(frozen=True)
class Timeline:
    """Assessments as ``day: response``, and the day of death."""

    seen: Mapping[int, str] = field(default_factory=dict)
    died: int | None = None


def on(day: int | None) -> pd.Timestamp | None:
    return None if day is None else TREATED + pd.Timedelta(days=day)


def cohort_of(timelines: Mapping[str, Timeline]) -> Cohort:
    died = pd.DatetimeIndex([on(line.died) or pd.NaT for line in timelines.values()])
    ids = pd.array(list(timelines), dtype="string")
    patients = pd.DataFrame({"patient_id": ids, "death_date": died, "observed_until": pd.NaT})
    treatments = pd.DataFrame({"patient_id": ids, "treatment_date": TREATED})
    end = TREATED + pd.Timedelta(days=STUDY_DAYS)
    study = Study(
        title="Timelines", origin="other", study_end=date(end.year, end.month, end.day), vital_status_complete=True,
        source="", licence="", treatment="",
    )  # fmt: skip
    tables = {"patients": patients, "treatments": treatments}
    return Cohort(study, tables, frozenset(tables))


def assessments_of(timelines: Mapping[str, Timeline]) -> pd.DataFrame:
    rows = [
        (name, on(day), response, "by hand") for name, line in timelines.items() for day, response in line.seen.items()
    ]
    found = pd.DataFrame(rows, columns=["patient_id", "date", "response", "rule"])
    return found.astype({"patient_id": "string", "date": "datetime64[ns]"})
