"""What is suspicious in columns by themselves, and about who the patients are and how they fared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from mibg.appraisal.hits import Hits, hits
from mibg.cohort import Study
from mibg.cohort.columns import Column, precision_of
from mibg.cohort.complaint import nearest
from mibg.cohort.limits import AnyCode
from mibg.cohort.typed_table import TypedTable
from mibg.units import DAYS_PER_YEAR

Tables = Mapping[str, TypedTable]

YOUNGEST: Final = 18
OLDEST: Final = 95
LONG_UNSEEN_YEARS: Final = 2
_FACTS_OF_A_TWIN: Final = 4


def empty_columns(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Columns that are there, in a table with rows, and hold nothing."""
    for table in tables.values():
        for name in table.text if len(table.text) else ():
            if name != "death_date" and (table.text[name] == "").all():
                yield Hits(table, str(name), "no row has a value", [1])


def twins(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Patients of whom at least four things are known, all of them the same as of another."""
    patients = tables["patients"]
    facts = patients.text.drop(columns="patient_id", errors="ignore")
    same = facts.duplicated() & ((facts != "").sum(axis=1) >= _FACTS_OF_A_TWIN)
    yield hits(patients, "patient_id", "the same as another patient in all but the id", same)


def near_codes(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Codes of open vocabularies that look like misspelt usual ones."""
    for table in tables.values():
        for column in table.table.columns:
            for code, usual in _almost_usual(column, table):
                said = f"{code} looks like the usual code {usual}"
                yield hits(table, column.name, said, table.frame[column.name] == code)


def ages(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Patients who were unusually young or old."""
    patients = tables["patients"]
    age = patients.frame["age_at_treatment"]
    problem = f"below {YOUNGEST} or above {OLDEST} years"
    yield hits(patients, "age_at_treatment", problem, (age < YOUNGEST) | (age > OLDEST))


def imputed_deaths(tables: Tables, _: Study | None) -> Iterator[Hits]:
    """Deaths known to the month or year."""
    patients = tables["patients"]
    known = patients.frame[precision_of("death_date")]
    yield hits(patients, "death_date", "known to the month or year only", known.isin(["month", "year"]))


def late_deaths(tables: Tables, study: Study | None) -> Iterator[Hits]:
    """Deaths after the end of the study."""
    patients = tables["patients"]
    if study is not None and study.study_end is not None:
        late = patients.frame["death_date"] > pd.Timestamp(study.study_end)
        yield hits(patients, "death_date", f"after study_end {study.study_end}", late)


def long_unseen(tables: Tables, study: Study | None) -> Iterator[Hits]:
    """Patients not known to have died whom nobody has seen for long."""
    patients = tables["patients"]
    if study is None or study.study_end is None:
        return
    away = (pd.Timestamp(study.study_end) - patients.frame["alive_on"]).dt.days
    unseen = patients.frame["death_date"].isna() & (away > LONG_UNSEEN_YEARS * DAYS_PER_YEAR)
    then = "counted as alive until then" if study.vital_status_complete else "censored on that day"
    problem = f"more than {LONG_UNSEEN_YEARS} years before study_end {study.study_end}, and {then}"
    yield hits(patients, "alive_on", problem, unseen)


def _almost_usual(column: Column, table: TypedTable) -> Iterator[tuple[str, str]]:
    if not isinstance(column.constraint, AnyCode):
        return
    for code in table.frame[column.name].dropna().unique():
        near = nearest(str(code), column.constraint.usual)
        if near is not None and near != code:
            yield str(code), near
