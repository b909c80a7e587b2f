"""Confirmation: a response that a later assessment shows again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mibg.response.assessments import COMPLETE, NOT_EVALUABLE, PARTIAL, STABLE
from mibg.response.choices import check_number
from mibg.response.recist.criteria import CONFIRMED_AFTER_DAYS


@dataclass(frozen=True)
class Confirmation:
    """When a later assessment confirms a response.

    Parameters
    ----------
    after_days : int
        Days at least between the two; RECIST asks for four weeks.
    not_evaluable_between : int
        Assessments at most between them that are not evaluable.
    stable_between : int
        Assessments at most between two partial responses that show stable disease; RECIST leaves it to the protocol.

    Raises
    ------
    InvalidCriteria
        When one of them is negative or no number.
    """

    after_days: int = CONFIRMED_AFTER_DAYS
    not_evaluable_between: int = 1
    stable_between: int = 0

    def __post_init__(self) -> None:
        check_number(self.after_days, 0, "the time until a confirmation, in days,")
        check_number(self.not_evaluable_between, 0, "the assessments between that are not evaluable")
        check_number(self.stable_between, 0, "the assessments between that are stable")

    def __str__(self) -> str:
        return f"seen again {self.after_days} days or more later"


def confirmed(rows: pd.DataFrame, confirmation: Confirmation | None) -> pd.Series:
    """Whether each response is confirmed by a later one of the same patient.

    Parameters
    ----------
    rows : DataFrame
        patient_id, date and response, in the order of patient and date, numbered from 0.
    confirmation : Confirmation or None
        None confirms everything.

    Returns
    -------
    Series of bool
        A complete response is confirmed by another, with nothing between but what is not evaluable. A partial response
        is confirmed by a partial or complete one; a partial response after a complete one within that time is a
        relapse, and confirms nothing.
    """
    if confirmation is None:
        return pd.Series(True, rows.index)
    pairs = _pairs(rows)
    apart = (pairs["date_later"] - pairs["date"]) >= pd.Timedelta(days=confirmation.after_days)
    allowed = pairs["unclear"] <= confirmation.not_evaluable_between
    complete = (
        (pairs["response"] == COMPLETE) & (pairs["response_later"] == COMPLETE) & (pairs["between"] == pairs["unclear"])
    )
    again = (pairs["response"] == PARTIAL) & pairs["response_later"].isin([PARTIAL, COMPLETE])
    steady = (pairs["other"] == 0) & (pairs["stable"] <= confirmation.stable_between) & ~pairs["relapse"]
    shown = pairs[apart & allowed & (complete | (again & steady))]
    return pd.Series(rows.index.isin(shown["row"]), rows.index)


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Every two assessments of a patient in their order, with what lies between them."""
    response = rows["response"].astype(object)
    at = pd.DataFrame({"patient_id": rows["patient_id"], "date": rows["date"], "response": response, "row": rows.index})
    seen = {"unclear": [NOT_EVALUABLE], "stable": [STABLE], "responses": [COMPLETE, PARTIAL]}
    for name, words in seen.items():
        at[name] = response.isin(words).cumsum()
    at["complete"] = (response == COMPLETE).cumsum()
    at["relapse"] = _last(at, (response == PARTIAL).to_numpy())
    pairs = at.merge(at, on="patient_id", suffixes=("", "_later"))
    pairs = pairs[pairs["row"] < pairs["row_later"]]
    last = pairs["row_later"] - 1
    found = pairs[["row", "date", "response", "date_later", "response_later"]].copy()
    for name in seen:
        found[name] = at[name].to_numpy()[last] - pairs[name].to_numpy()
    found["between"] = last - pairs["row"]
    found["other"] = found["between"] - found["unclear"] - found["stable"] - found["responses"]
    complete_by_then = at["complete"].to_numpy()[np.maximum(pairs["relapse_later"], 0)]
    found["relapse"] = (pairs["relapse_later"] > pairs["row"]) & (complete_by_then > pairs["complete"])
    return found


def _last(at: pd.DataFrame, flags: np.ndarray) -> np.ndarray:
    """Row of the last flag at or before each row; -1 where there is none."""
    found: np.ndarray = np.maximum.accumulate(np.where(flags, at["row"], -1)) if len(at) else at["row"].to_numpy()
    return found
