"""The order in which a patient's dates must stand, and how imputed dates give way to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from mibg.cohort.columns import precision_of
from mibg.cohort.dates import ChartDate
from mibg.cohort.typed_table import TypedTable
from mibg.faults import Fault

Tables = Mapping[str, TypedTable]


@dataclass(frozen=True)
class Place:
    """A date column of a table."""

    table: str
    column: str


@dataclass(frozen=True)
class Order:
    """A patient's `earlier` date must not lie after the `later` one; within one table, row by row."""

    earlier: Place
    later: Place

    @property
    def sentence(self) -> str:
        """The rule in words, as the data dictionary prints it."""
        sides = (f"`{place.table}.{place.column}`" for place in (self.earlier, self.later))
        return " is not after ".join(sides)


_TREATMENT = Place("treatments", "treatment_date")
_DIAGNOSIS = Place("patients", "diagnosis_date")
_ALIVE = Place("patients", "alive_on")
_DEATH = Place("patients", "death_date")
_SIGNS_OF_LIFE = (
    _TREATMENT,
    Place("exams", "exam_date"),
    Place("labs", "lab_date"),
    Place("symptoms", "visit_date"),
)

ORDERS: Final = (
    Order(_DIAGNOSIS, Place("patients", "metastatic_date")),
    Order(_DIAGNOSIS, _TREATMENT),
    *(Order(sign, _DEATH) for sign in _SIGNS_OF_LIFE),
    *(Order(sign, _ALIVE) for sign in _SIGNS_OF_LIFE),
    Order(_TREATMENT, Place("patients", "observed_until")),
    Order(Place("patients", "metastatic_date"), _DEATH),
    Order(_ALIVE, _DEATH),
    Order(Place("therapies", "start_date"), Place("therapies", "stop_date")),
    Order(Place("therapies", "start_date"), _DEATH),
)


@dataclass(frozen=True)
class _Reversal:
    order: Order
    earlier_row: int
    earlier: date
    later_row: int
    later: date


def settle(tables: Tables) -> dict[str, TypedTable]:
    """Move imputed dates of patients within their month or year, as little as needed to keep the order.

    Parameters
    ----------
    tables : mapping of str to TypedTable
        All tables of a cohort.
    """
    settled = dict(tables)
    for order in ORDERS if _any_imputed(tables["patients"]) else ():
        patients = settled["patients"]
        moved = patients.frame.copy()
        for found in _reversals(order, settled):
            _move(moved, found)
        settled["patients"] = replace(patients, frame=moved)
    return settled


def order_faults(tables: Tables) -> list[Fault]:
    """Find dates that stand on the wrong side of another date of the patient."""
    return [_fault(found, tables) for order in ORDERS for found in _reversals(order, tables)]


def _reversals(order: Order, tables: Tables) -> Iterator[_Reversal]:
    if tables[order.earlier.table].frame.empty or tables[order.later.table].frame.empty:
        return
    pairs = _pairs(order, tables)
    for pair in pairs[pairs["earlier"] > pairs["later"]].itertuples():
        row: Any = pair
        yield _Reversal(order, row.earlier_row, row.earlier.date(), row.later_row, row.later.date())


def _pairs(order: Order, tables: Tables) -> pd.DataFrame:
    earlier, later = _side(order.earlier, "earlier", tables), _side(order.later, "later", tables)
    if order.earlier.table == order.later.table:
        return earlier.merge(later, left_on="earlier_row", right_on="later_row")
    return earlier.merge(later, on="patient_id")


def _side(place: Place, name: str, tables: Tables) -> pd.DataFrame:
    frame = tables[place.table].frame
    columns = {"patient_id": frame["patient_id"], name: frame[place.column], f"{name}_row": frame.index}
    return pd.DataFrame(columns).dropna(subset=["patient_id", name])


def _move(patients: pd.DataFrame, found: _Reversal) -> None:
    earlier, later = found.order.earlier, found.order.later
    if _is_imputed(earlier, patients, found.earlier_row):
        known = _chart_date(earlier, patients, found.earlier_row)
        day = min(known.day, max(known.first, found.later))
        patients.loc[found.earlier_row, earlier.column] = pd.Timestamp(day)
    elif _is_imputed(later, patients, found.later_row):
        known = _chart_date(later, patients, found.later_row)
        day = max(known.day, min(known.last, found.earlier))
        patients.loc[found.later_row, later.column] = pd.Timestamp(day)


def _any_imputed(patients: TypedTable) -> bool:
    known = patients.frame[[precision_of(name) for name in patients.table.dates]]
    return bool(known.isin(["month", "year"]).any(axis=None))


def _is_imputed(place: Place, patients: pd.DataFrame, row: int) -> bool:
    return place.table == "patients" and patients.loc[row, precision_of(place.column)] != "day"


def _chart_date(place: Place, frame: pd.DataFrame, row: int) -> ChartDate:
    cell: Any = frame.loc[row]
    return ChartDate(cell[place.column].date(), cell[precision_of(place.column)])


def _fault(found: _Reversal, tables: Tables) -> Fault:
    earlier, later = found.order.earlier, found.order.later
    table = tables[earlier.table]
    known = _chart_date(earlier, table.frame, found.earlier_row)
    taken = "" if known.precision == "day" else f"taken as {found.earlier}, "
    problem = f"{taken}after {later.column} {found.later} ({tables[later.table].source}, row {found.later_row})"
    return table.fault(found.earlier_row, earlier.column, problem, "correct whichever of the two is wrong")
