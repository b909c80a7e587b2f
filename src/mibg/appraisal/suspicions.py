"""What is well formed but suspicious in a cohort, or will cost a chapter: each as a sentence, a search and a remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mibg.appraisal import course, people
from mibg.appraisal.hits import Hits
from mibg.cohort import Study
from mibg.cohort.reader import position
from mibg.cohort.typed_table import TypedTable
from mibg.faults import Fault

Tables = Mapping[str, TypedTable]
Search = Callable[[Tables, Study | None], Iterator[Hits]]


@dataclass(frozen=True)
class Suspicion:
    """Something that a data manager would want to look at.

    Parameters
    ----------
    sentence : str
        What is suspicious, as the manual prints it.
    search : callable
        Finds the rows, a table and column at a time.
    remedy : str
        What to do, as an imperative.
    """

    sentence: str
    search: Search
    remedy: str


SUSPICIONS = (
    Suspicion("a column has no value in any row", people.empty_columns, "fill it in, or leave it out"),
    Suspicion("two patients are the same in all but their id", people.twins, "leave one out if they are one patient"),
    Suspicion("a code is almost, but not quite, a usual one", people.near_codes, "write the usual one if it is meant"),
    Suspicion("an age at treatment is below 18 or above 95 years", people.ages, "look it up"),
    Suspicion("the day of a death is not known", people.imputed_deaths, "look up the day; until then it is imputed"),
    Suspicion("a death lies after the end of the study", people.late_deaths, "check study_end; it is not counted"),
    Suspicion("a living patient was last seen long before the study's end", people.long_unseen, "look up alive_on"),
    Suspicion("an activity is unusual", course.activities, "check its unit, which is MBq"),
    Suspicion("two treatments lie less than 30 days apart", course.close_treatments, "look up their dates"),
    Suspicion("a date lies 20 years or more from first treatment", course.distant_dates, "look it up"),
    Suspicion("a patient has no row in a table that others have", course.without_rows, "add what the chart has"),
    Suspicion("a measure has no value before treatment", course.no_baseline, "add the value before treatment"),
    Suspicion("no follow-up lies 3 to 9 months after treatment", course.never_followed, "add what the chart has"),
)


def suspicions(tables: Tables, study: Study | None) -> list[Fault]:
    """Look for everything suspicious.

    Parameters
    ----------
    tables : mapping of str to TypedTable
        All tables of the contract, as far as they could be read.
    study : Study or None
        None where the study file is at fault.

    Returns
    -------
    list of Fault
        One for each suspicion, table and column, at the first of its rows; by file, row and column.
    """
    found = [_told(hits, one) for one in SUSPICIONS for hits in one.search(tables, study) if len(hits.rows)]
    return sorted(found, key=position)


def _told(hits: Hits, suspicion: Suspicion) -> Fault:
    rows: list[Any] = sorted(pd.unique(pd.Series(list(hits.rows))))
    more = f" (and in {len(rows) - 1} more rows)" if len(rows) > 1 else ""
    column = hits.table.label(hits.column)
    return Fault(hits.table.source, f"{hits.problem}{more}", suspicion.remedy, int(rows[0]), column)
