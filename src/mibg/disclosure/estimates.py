"""Estimates on their way out: shown whole and rounded, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from mibg.description.shares import wilson
from mibg.disclosure.rounding import midpoint, significant, step_of_share, to_multiple
from mibg.disclosure.texts import without_small_numbers
from mibg.disclosure.withholding import COUNTED, NO_PATIENTS, SPECIFICATIONS, STEPS, why_withheld
from mibg.estimate import Estimate, SecondOpinion

Number = Callable[[float], float]

_COUNT_PARTS: Final = frozenset({"count", "n", "events", "unknown", "failed", "effective_n"})
_VALUE_PARTS: Final = frozenset({"q1", "q3", "sd", "low", "high", "recorded", "median", "horizon", "inverse", "limit"})


def let_through(estimate: Estimate, least: int) -> Estimate:
    """Show an estimate as far as it may be shown.

    Parameters
    ----------
    estimate : Estimate
        As computed.
    least : int
        Patients, events and cells of so many or fewer are not shown.

    Returns
    -------
    Estimate
        Rounded in every number that it carries; or withheld, with nothing in it but what it is.
    """
    if estimate.unit in NO_PATIENTS:
        return estimate
    why = why_withheld(estimate, least)
    if why is not None:
        return withhold(estimate, why, least)
    return _rounded(estimate, least)


def withhold(estimate: Estimate, why: str, least: int) -> Estimate:
    """Empty an estimate of every number; what it is, and by which method, stays."""
    endpoint = None if estimate.endpoint is None else without_small_numbers(estimate.endpoint, least)
    method = without_small_numbers(estimate.convention, least)
    reason = f"not shown: {why}"
    return Estimate(None, estimate.unit, 0, method, estimate.function, reason=reason, endpoint=endpoint, withheld=True)


def _rounded(estimate: Estimate, least: int) -> Estimate:
    n = midpoint(estimate.n, least) or 0
    events = None if estimate.events is None else midpoint(estimate.events, least)
    said = replace(
        estimate,
        n=n,
        events=events,
        convention=without_small_numbers(estimate.convention, least),
        endpoint=None if estimate.endpoint is None else without_small_numbers(estimate.endpoint, least),
        reason=None if estimate.reason is None else without_small_numbers(estimate.reason, least),
        smallest=None,
    )
    if estimate.value is None:
        return replace(said, se=None, ci=None, parts={}, second=None)
    number = _number_of(estimate, n, events, least)
    parts = {name: _part(name, value, number, least) for name, value in estimate.parts.items()}
    said = replace(
        said,
        value=number(estimate.value),
        se=None if estimate.se is None else significant(estimate.se),
        ci=None if estimate.ci is None else (_limit(estimate.ci[0], number), _limit(estimate.ci[1], number)),
        parts=_shown(parts),
        second=_second(estimate.second, number),
    )
    return _from_counts(said) if estimate.unit == "%" and "count" in parts else said


def _number_of(estimate: Estimate, n: int, events: int | None, least: int) -> Number:
    """How the value of an estimate, and what is in its unit, is rounded."""
    if estimate.unit in COUNTED:
        return lambda value: float(midpoint(round(value), least) or 0)
    if estimate.unit == "%":
        step = 1.0 if SPECIFICATIONS in estimate.parts else step_of_share(n, least)
        return lambda value: to_multiple(value, step)
    if estimate.unit == "p":
        return significant
    if estimate.unit == "ratio":
        return lambda value: round(value, 2) if abs(value) < 10 else significant(value)
    if estimate.unit == "deaths":
        return lambda value: value * (events or 0) / (estimate.events or 1)
    return lambda value: to_multiple(value, STEPS[estimate.unit])


def _limit(limit: float | None, number: Number) -> float | None:
    return None if limit is None else number(limit)


def _part(name: str, value: float, number: Number, least: int) -> float | None:
    if name in _COUNT_PARTS:
        return None if (count := midpoint(round(value), least)) is None else float(count)
    if name == "df":
        return value
    return number(value) if name in _VALUE_PARTS else significant(value)


def _shown(parts: Mapping[str, float | None]) -> dict[str, float]:
    """Parts that say nothing of single patients; how many specifications or events to a coefficient there are does."""
    left_out = ("events_per_parameter", "largest_weight", SPECIFICATIONS, "estimable")
    return {name: value for name, value in parts.items() if value is not None and name not in left_out}


def _second(second: SecondOpinion | None, number: Number) -> SecondOpinion | None:
    return second if second is None or second.value is None else replace(second, value=number(second.value))


def _from_counts(estimate: Estimate) -> Estimate:
    """A share and its interval from the rounded counts, in whole per cent."""
    count, n = min(estimate.parts["count"], float(estimate.n)), estimate.n
    low, high = wilson(count, n)
    second = _second(estimate.second, lambda _: round(100.0 * count / n))
    ci = None if estimate.ci is None else (float(round(low)), float(round(high)))
    return replace(estimate, value=float(round(100 * count / n)), ci=ci, second=second)
