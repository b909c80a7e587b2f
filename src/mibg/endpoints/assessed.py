"""What a series of assessments says of a patient: when an event was seen, since when it may have been there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints.endpoint import CompetingEndpoint, Definition, days_between
from mibg.endpoints.vital_status import study_end, vital_status
from mibg.response import evaluable
from mibg.survival import competing_times, interval_times

DEATH = "death"


@dataclass(frozen=True, eq=False)
class Assessed:
    """The assessments of a cohort that count, beside its vital status.

    Parameters
    ----------
    rows : DataFrame
        Evaluable assessments after first treatment and within the time under observation, in the order of patient and
        date, with the columns of `vital_status` beside their own.
    status : DataFrame
        From `vital_status`.
    study_end : Timestamp or None
        Last day of the study; None where it has none.
    """

    rows: pd.DataFrame
    status: pd.DataFrame
    study_end: pd.Timestamp | None


@dataclass(frozen=True)
class Ending:
    """The event that a series of assessments is watched for.

    Parameters
    ----------
    name : str
        Of the event.
    definition : Definition
        Its rules.
    without : str
        What a patient lacks who has no time zero, and is left out.
    """

    name: str
    definition: Definition
    without: str


def assessed(cohort: Cohort, assessments: pd.DataFrame) -> Assessed:
    """Keep what can be counted of assessments.

    Parameters
    ----------
    cohort : Cohort
        For dates of treatment and death.
    assessments : DataFrame
        Columns ``patient_id``, ``date``, ``response`` at least.
    """
    status = vital_status(cohort)
    rows = assessments[evaluable(assessments)].merge(status.reset_index(), on="patient_id")
    within = (rows["date"] > rows["treated"]) & (rows["date"] <= rows["end"])
    kept = rows[within].sort_values(["patient_id", "date"], ignore_index=True)
    return Assessed(kept, status, study_end(cohort))


def until(found: Assessed, zero: pd.Series, shows_it: pd.Series, ending: Ending) -> CompetingEndpoint:
    """Follow each patient until an assessment shows the event, or he dies, or is assessed no more.

    Parameters
    ----------
    found : Assessed
        Of the cohort.
    zero : Series of datetime64, by patient_id
        Time zero of those who enter.
    shows_it : Series of bool, indexed as the rows of `found`
        Assessments that show the event; the first counts.
    ending : Ending
        What the event is.
    """
    status = found.status.join(zero.rename("zero")).dropna(subset="zero")
    seen, shown = (_dates(rows, status) for rows in (found.rows, found.rows[shows_it]))
    clear, positive = _interval(found.rows, shown["min"], status)
    cause = np.select([shown["min"].notna(), status["died"]], [1, 2], 0)
    end = shown["min"].fillna(status["end"].where(status["died"], seen["max"].fillna(status["zero"])))
    return CompetingEndpoint(
        status.index.to_numpy(dtype=str),
        competing_times(days_between(status["zero"], end), cause, (ending.name, DEATH)),
        interval_times(days_between(status["zero"], clear), _days_or_never(status["zero"], positive)),
        status["zero"].to_numpy(),
        found.study_end,
        ending.definition,
        {ending.without: len(found.status) - len(status)},
    )


def _interval(rows: pd.DataFrame, shown: pd.Series, status: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Dates between which the event came about: as the rule has them that saw it, else those of the assessments."""
    since = rows["patient_id"].map(shown)
    clear = _dates(rows[~(rows["date"] >= since)], status)["max"].fillna(status["zero"])
    if "first_raised" not in rows:
        return clear, shown
    told = rows[rows["date"] == since].drop_duplicates("patient_id").set_index("patient_id").reindex(status.index)
    positive = told["first_raised"].fillna(shown)
    return told["last_clear"].fillna(clear).clip(lower=status["zero"]), positive.clip(lower=status["zero"])


def _dates(rows: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """First and last date of each patient's assessments from his time zero on."""
    counted = rows[rows["date"] >= rows["patient_id"].map(status["zero"])]
    return counted.groupby("patient_id")["date"].agg(["min", "max"]).reindex(status.index)


def _days_or_never(zero: pd.Series, event: pd.Series) -> npt.NDArray[np.float64]:
    days = days_between(zero, event)
    return np.where(np.isnan(days), np.inf, days)
