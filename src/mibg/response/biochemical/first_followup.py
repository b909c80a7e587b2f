"""Both analytes together at first follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from mibg.response.assessments import NOT_EVALUABLE, PROGRESSION
from mibg.response.biochemical.analytes import FIRST_OF_TWO, SINGLE_RISE, assess_analytes
from mibg.response.biochemical.criteria import DEFAULT_CRITERIA, BiochemicalCriteria
from mibg.response.biochemical.either import ANALYTES, analyte_pair_rules
from mibg.response.followup import UNTREATED, fates, first_followup
from mibg.response.rules import decide
from mibg.response.windows import FOLLOW_UP, Window

_COUNTS: Final = ["before", "within", "after"]


def biochemical_followup(
    labs: pd.DataFrame,
    first_treatment: pd.Series,
    window: Window = FOLLOW_UP,
    criteria: BiochemicalCriteria = DEFAULT_CRITERIA,
) -> pd.DataFrame:
    """Judge the laboratory values at first follow-up, a patient a row.

    Each analyte has its own first follow-up: the earliest value within the window that can be judged. Where that value
    is raised and the next one too, even if that lies after the window, it is progression, known on the day of the
    next. A rise that no value follows stays what `criteria` makes of a single rise, and is flagged.

    Parameters
    ----------
    labs, first_treatment, criteria
        As for `assess_analytes`.
    window : Window
        Of the first value; by default that of imaging, since the paper names none for laboratory values.

    Returns
    -------
    DataFrame, one row a patient, in the order of `first_treatment`
        patient_id; ``date`` and ``days`` of the last value that decided, when the response is known; response and
        rule, by `analyte_pair_rules`; ``cga`` and ``hiaa``, the response of each analyte, ``cga_rule`` and
        ``hiaa_rule``, which of `analyte_rules` gave it; ``unconfirmed``, whether an analyte counts whose rise stayed
        single; the values after treatment ``before``, ``within`` and ``after`` the window, of both analytes; ``fate``,
        as `first_followup` has it.

    Raises
    ------
    InvalidFindings
        As `assess_analytes`.
    """
    sides = followup_by_analyte(assess_analytes(labs, first_treatment, criteria), first_treatment, window)
    return join_analytes(sides, first_treatment, criteria)


def followup_by_analyte(
    assessed: pd.DataFrame, first_treatment: pd.Series, window: Window = FOLLOW_UP
) -> dict[str, pd.DataFrame]:
    """Find first follow-up by each analyte alone.

    Parameters
    ----------
    assessed : DataFrame
        Of `assess_analytes`.
    first_treatment, window
        As for `biochemical_followup`.

    Returns
    -------
    dict of str to DataFrame
        By ``cga`` and ``hiaa``: of `first_followup`, and ``known``, the day on which the response is known.
    """
    values = _with_hindsight(assessed)
    return {
        name: _followed(values[values["analyte"] == code], first_treatment, window) for name, code in ANALYTES.items()
    }


def join_analytes(
    sides: Mapping[str, pd.DataFrame], first_treatment: pd.Series, criteria: BiochemicalCriteria = DEFAULT_CRITERIA
) -> pd.DataFrame:
    """Judge first follow-up from that of `followup_by_analyte`; see `biochemical_followup`."""
    facts = pd.DataFrame({name: side["response"] for name, side in sides.items()}).astype(object)
    rules = pd.DataFrame({f"{name}_rule": side["rule"] for name, side in sides.items()}).astype(object)
    judged = facts[facts.notna().any(axis=1)].assign(awaited=False)
    decided = decide(analyte_pair_rules(criteria), judged).reindex(facts.index)
    known = pd.DataFrame({name: side["known"] for name, side in sides.items()})
    found = pd.concat([_when(known, facts, first_treatment), decided, facts, rules], axis=1)
    found["unconfirmed"] = rules.isin([f"{word}.{SINGLE_RISE}" for word in ("sd", "ne")]).any(axis=1)
    found[_COUNTS] = sum(side[_COUNTS] for side in sides.values())
    return found.assign(fate=fates(found, sides["cga"]["fate"] == UNTREATED))


def _with_hindsight(values: pd.DataFrame) -> pd.DataFrame:
    """Call the first of two raised values progression, known on the day of the second."""
    awaited = values["rule"] == FIRST_OF_TWO
    known = values["date"].mask(awaited, values["date"].shift(-1))
    response = values["response"].astype(object).mask(awaited, PROGRESSION)
    return values.assign(response=response, known=known)


def _followed(values: pd.DataFrame, first_treatment: pd.Series, window: Window) -> pd.DataFrame:
    """First follow-up by one analyte, and when its response is known."""
    found = first_followup(values, first_treatment, window)
    return found.merge(values[["patient_id", "date", "known"]], on=["patient_id", "date"], how="left")


def _when(known: pd.DataFrame, facts: pd.DataFrame, first_treatment: pd.Series) -> pd.DataFrame:
    """Patient, day on which the response is known, and days since first treatment."""
    judged = known.where(facts.notna() & ~facts.isin([NOT_EVALUABLE])).max(axis=1)
    date = judged.fillna(known.max(axis=1))
    days = (date - first_treatment.reset_index(drop=True)).dt.days.astype("Int64")
    return pd.DataFrame({"patient_id": first_treatment.index, "date": date, "days": days})
