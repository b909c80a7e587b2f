"""Series of laboratory values that can be held against one another, and each value against its baseline."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

from mibg.response.baseline import last_before
from mibg.response.biochemical.criteria import BaselineChoice, BiochemicalCriteria
from mibg.response.gate import refuse_malformed
from mibg.response.invalid import refuse
from mibg.response.windows import since_treatment

SERIES: Final = ["patient_id", "analyte", "fluid"]

_FLUIDS: Final = {"serum": "blood", "plasma": "blood", "urine": "urine", "urine_24h": "urine"}
_USUAL_FLUID: Final = {"CgA": "blood", "5-HIAA": "urine"}
_KEY: Final = ["patient_id", "lab_date", "analyte"]


def value_facts(labs: pd.DataFrame, first_treatment: pd.Series, criteria: BiochemicalCriteria) -> pd.DataFrame:
    """Hold each value after treatment against the baseline of its series.

    A series is one analyte of one patient in one fluid: serum and plasma are blood, spot and 24-hour urine are urine,
    and a specimen that is not named is the usual one of the analyte (blood for chromogranin A, urine for 5-HIAA).

    Parameters
    ----------
    labs, first_treatment, criteria
        As for `assess_analytes`.

    Returns
    -------
    DataFrame, a row a value after treatment, in the order of patient, analyte, fluid and date
        patient_id, analyte, fluid, date, value, unit; ``baseline``, missing where there is none, and whether it is
        ``zero``; ``raised`` and ``fallen`` against it; ``raised_before`` and ``raised_next``, whether the neighbours
        of the value in its series are raised; ``last_clear``, the day of the last value that is not raised, or of first
        treatment; ``first_raised``, the day of the first value of an unbroken row of raised ones.
    """
    _refuse_malformed(labs)
    rows = _series(labs)
    _refuse_units(rows)
    baseline = _baseline(rows, first_treatment, criteria)
    later = since_treatment(rows, "date", first_treatment).query("days > 0")
    later = later.sort_values([*SERIES, "date"], ignore_index=True).join(baseline, on=SERIES)
    exact = later["value"].astype(str).map(Fraction)
    zero = later["baseline"].eq(0)
    held = later.assign(
        zero=zero,
        raised=~zero & exact.gt(later["baseline"] * criteria.raised_above),
        fallen=~zero & _fallen(later, exact, criteria),
    )
    return _in_a_row(held, first_treatment).assign(baseline=later["baseline"].astype("float64"))


def _series(labs: pd.DataFrame) -> pd.DataFrame:
    """Name the fluid of each value, by its specimen or else by its analyte."""
    specimen = labs.reindex(columns=["specimen"])["specimen"].astype(object)
    named = specimen.map(lambda word: _FLUIDS.get(word, word), na_action="ignore")
    fluid = named.where(specimen.notna(), labs["analyte"].map(_USUAL_FLUID))
    rows = labs[["patient_id", "lab_date", "analyte", "value", "unit"]].rename(columns={"lab_date": "date"})
    limit = labs.reindex(columns=["upper_limit"])["upper_limit"].astype("float64")
    return rows.assign(fluid=fluid, upper_limit=limit).astype({"patient_id": object, "analyte": object})


def _baseline(rows: pd.DataFrame, first_treatment: pd.Series, criteria: BiochemicalCriteria) -> pd.Series:
    """Value before treatment of each series that has one, exact, by its key."""
    if criteria.baseline == "last":
        found = last_before(rows, "date", first_treatment, criteria.baseline_window, by=SERIES[1:])
    else:
        window = criteria.baseline_window
        dated = since_treatment(rows, "date", first_treatment)
        found = dated[dated["days"].between(window.first_day, min(window.last_day, 0))]
    exact = found.assign(baseline=found["value"].astype(str).map(Fraction))
    return _summed_up(exact, criteria.baseline)


def _summed_up(found: pd.DataFrame, choice: BaselineChoice) -> pd.Series:
    """One value a series: the only one, the highest, or their mean."""
    if choice == "mean":
        values = found.groupby(SERIES)["baseline"]
        return values.sum().astype(object) / values.size()
    return found.sort_values("value").drop_duplicates(SERIES, keep="last").set_index(SERIES)["baseline"]


def _fallen(later: pd.DataFrame, exact: pd.Series, criteria: BiochemicalCriteria) -> pd.Series:
    """Whether each value is a response, as far as its fall goes."""
    if criteria.response_by == "any fall":
        return exact.lt(later["baseline"])
    if criteria.response_by == "normal":
        return later["baseline"].gt(later["upper_limit"]) & later["value"].le(later["upper_limit"])
    return exact.le(later["baseline"] * criteria.fallen_to)


def _in_a_row(held: pd.DataFrame, first_treatment: pd.Series) -> pd.DataFrame:
    """Look at the neighbours of each value in its series."""
    neighbours = held.groupby(SERIES)["raised"]
    before = neighbours.shift(1, fill_value=False)
    dates = pd.DataFrame(
        {
            "last_clear": held["date"].where(~held["raised"]),
            "first_raised": held["date"].where(held["raised"] & ~before),
        }
    )
    carried = dates.groupby([held[name] for name in SERIES]).ffill()
    return held.assign(
        raised_before=before,
        raised_next=neighbours.shift(-1, fill_value=False),
        last_clear=carried["last_clear"].fillna(held["patient_id"].map(first_treatment)),
        first_raised=carried["first_raised"],
    )


def _refuse_malformed(labs: pd.DataFrame) -> None:
    """Refuse values that no rule can judge."""
    refuse_malformed(labs=labs)
    refuse(labs[_KEY], labs.duplicated(_KEY), "an analyte has one value a day")
    refuse(labs[[*_KEY, "value"]], ~_from_0_up(labs["value"]), "a value is a number from 0 up")


def _from_0_up(values: pd.Series) -> pd.Series:
    """Whether each is a finite number and no less than 0."""
    return values.astype("float64").between(0, np.inf, inclusive="left")


def _refuse_units(rows: pd.DataFrame) -> None:
    """Refuse series in more than one unit."""
    units = rows.groupby(SERIES)["unit"].transform("nunique", dropna=False)
    at_fault = rows[["patient_id", "analyte", "date", "unit"]]
    refuse(at_fault, units > 1, "the values of one analyte of one patient have the same unit")
