"""Courses of treatment: each patient's administrations, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from mibg.units import DAYS_PER_MONTH


@dataclass(frozen=True)
class Courses:
    """What each patient received. Every field but the last is a Series by patient_id.

    Parameters
    ----------
    doses : Series of int
        Administrations.
    first_activity, cumulative_activity : Series of float
        In MBq.
    months_to_second, months_to_third : Series of float
        From the first dose to the second, from the second to the third, in months; only those who had it.
    later_activities : Series of float
        Activity of every administration after a patient's first, in MBq, in the order of time of each patient.
    """

    doses: pd.Series
    first_activity: pd.Series
    cumulative_activity: pd.Series
    months_to_second: pd.Series
    months_to_third: pd.Series
    later_activities: pd.Series


def courses(treatments: pd.DataFrame) -> Courses:
    """Sort the treatments table into courses.

    Parameters
    ----------
    treatments : DataFrame
        Of the contract, typed.
    """
    rows = treatments.sort_values(["patient_id", "treatment_date"])
    patients = rows.groupby("patient_id")
    number = patients.cumcount()
    months = patients["treatment_date"].diff().dt.days / DAYS_PER_MONTH
    by_patient = rows["patient_id"]
    return Courses(
        doses=patients.size(),
        first_activity=patients["activity_mbq"].first(),
        cumulative_activity=patients["activity_mbq"].sum(),
        months_to_second=months[number == 1].set_axis(by_patient[number == 1]),
        months_to_third=months[number == 2].set_axis(by_patient[number == 2]),
        later_activities=rows["activity_mbq"].set_axis(rows["patient_id"])[(number > 0).to_numpy()],
    )
