"""Windows of time about first treatment, in whole days. First treatment is day 0."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final

import numpy.typing as npt
import pandas as pd

from mibg.cohort.columns import Kind
from mibg.response.choices import check_number
from mibg.response.gate import of_kind
from mibg.response.invalid import refuse_all
from mibg.units import DAYS_PER_MONTH


@dataclass(frozen=True)
class Window:
    """A span of days about first treatment.

    Parameters
    ----------
    from_months, to_months : float
        Its ends in months of 30.4375 days after first treatment, negative before it. Each is taken as the nearest
        whole day, and that day is within.

    Raises
    ------
    InvalidCriteria
        When it ends before it begins.
    """

    from_months: float
    to_months: float

    def __post_init__(self) -> None:
        check_number(self.from_months, -inf, "the begin of a window, in months,")
        check_number(self.to_months, self.from_months, "the end of a window, in months,")

    @property
    def first_day(self) -> int:
        """The first day within."""
        return round(self.from_months * DAYS_PER_MONTH)

    @property
    def last_day(self) -> int:
        """The last day within."""
        return round(self.to_months * DAYS_PER_MONTH)

    def __str__(self) -> str:
        return f"day {self.first_day} to day {self.last_day}, both included".replace("-", "−")


FOLLOW_UP_FROM_MONTHS: Final = 3
FOLLOW_UP_TO_MONTHS: Final = 9
BASELINE_FROM_MONTHS: Final = -6
FOLLOW_UP: Final = Window(FOLLOW_UP_FROM_MONTHS, FOLLOW_UP_TO_MONTHS)
BASELINE: Final = Window(BASELINE_FROM_MONTHS, 0)


def first_treatments(patients: pd.DataFrame, treatments: pd.DataFrame) -> pd.Series:
    """Find the day of first treatment of every patient.

    Parameters
    ----------
    patients, treatments : DataFrame
        Of the contract.

    Returns
    -------
    Series of datetime64 by patient_id
        In the order of `patients`; missing for who has no treatment.
    """
    first = treatments.groupby("patient_id")["treatment_date"].min()
    return first.reindex(pd.Index(patients["patient_id"], name="patient_id"))


def since_treatment(rows: pd.DataFrame, date_column: str, first_treatment: pd.Series) -> pd.DataFrame:
    """Add the whole days since first treatment to rows; those of patients never treated drop out.

    Parameters
    ----------
    rows : DataFrame
        With patient_id and a date.
    date_column : str
        The name of the date.
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated.

    Returns
    -------
    DataFrame
        The rows, in their order and with their index, and ``days``, negative before treatment.

    Raises
    ------
    InvalidFindings
        When a patient is none of the cohort, a row has no date, or first treatments are no dates, one a patient.
    """
    _refuse_malformed(first_treatment)
    at_fault = rows[["patient_id", date_column]]
    dated = rows[date_column].notna() & of_kind(rows[date_column], Kind.DATE)
    strange = ~rows["patient_id"].isin(first_treatment.index)
    rules = [(strange, "a row is of a patient of the cohort"), (~dated, "a row has a date")]
    refuse_all(at_fault, rules, list(at_fault.columns))
    typed = rows.astype({date_column: "datetime64[ns]"})
    days = (typed[date_column] - rows["patient_id"].map(first_treatment)).dt.days
    return typed.assign(days=days).dropna(subset="days").astype({"days": "int64"})


def _refuse_malformed(first_treatment: pd.Series) -> None:
    """Refuse days of first treatment that are none, or not one a patient."""
    rows = pd.DataFrame({"patient_id": first_treatment.index, "first_treatment": first_treatment.to_numpy()})
    known = of_kind(first_treatment, Kind.DATE) | first_treatment.isna().to_numpy(dtype=bool)
    rules: list[tuple[npt.ArrayLike, str]] = [
        (~known, "a first treatment is a date; make it one with pandas.to_datetime"),
        (rows["patient_id"].duplicated().to_numpy(), "a patient has one first treatment"),
    ]
    refuse_all(rows, rules, list(rows.columns))
