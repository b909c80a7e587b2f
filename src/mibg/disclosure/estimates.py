"""Estimates on their way out: shown whole and rounded, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from mibg.description.shares import wilson
from mibg.disclosure.rounding import midpoint, significant, step_of_share, to_multiple
from mibg.disclosure.texts import without_small_numbers
from mibg.estimate import Estimate, SecondOpinion

Number = Callable[[float], float]

NO_PATIENTS: Final = frozenset({"claims", "reconstructions"})
SPECIFICATIONS: Final = "specifications"
"""Unit of their number, and part of what sums them up: those left in depend on single patients, and so does both."""
COUNTED: Final = frozenset({"patients", "administrations"})
COMPARED: Final = frozenset({"p", "ratio", "log odds"})
_MEASURED: Final = "mibg.description.averages."
_CONTRAST: Final = re.compile(r"\b(?:differences?|minus|emulated)\b|_difference", re.IGNORECASE)
_NOBODY: Final = re.compile(r"\b(?:nobody|no|none|nothing|never|only|alone|without)\b", re.IGNORECASE)
_STEPS: Final = {"years": 0.1, "months": 1.0, "days": 30.0, "MBq": 100.0, "log odds": 0.1}
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


def why_withheld(estimate: Estimate, least: int) -> str | None:
    """Give the reason why an estimate may not be shown; None where it may."""
    checks = _WITHOUT_VALUE if estimate.value is None else _CHECKS
    return next((why for check in checks if (why := check(estimate, least)) is not None), None)


def _too_few(estimate: Estimate, least: int) -> str | None:
    if estimate.n <= least:
        return f"it rests on {least} patients or fewer"
    if estimate.events is not None and estimate.events <= least:
        return f"it rests on {least} events or fewer"
    return None


def _unequal(estimate: Estimate, least: int) -> str | None:
    few = estimate.smallest is not None and estimate.smallest <= least
    return f"one of its groups has {least} patients or events, or fewer" if few else None


def _unknown_groups(estimate: Estimate, _: int) -> str | None:
    """A comparison, or what neither is measured nor counts what it rests on, has to tell its smallest group.

    So has what has no value for some reason: the reason may be that a group is empty.
    """
    uncounted = estimate.events is None and "count" not in estimate.parts
    measured = estimate.value is not None and estimate.function.startswith(_MEASURED)
    bare = uncounted and not measured and (estimate.value is None or estimate.unit in {*_STEPS, "%"})
    unknown = (bare or _compares(estimate) or SPECIFICATIONS in estimate.parts) and estimate.smallest is None
    return "how few its smallest group has is not known" if unknown else None


def _compares(estimate: Estimate) -> bool:
    """Whether it is a comparison, by its unit or by the words of its method."""
    return estimate.unit in COMPARED or _CONTRAST.search(f"{estimate.convention} {estimate.function}") is not None


def _tells_of_nobody(estimate: Estimate, least: int) -> str | None:
    """A reason that nobody is left, whatever the groups have, by its words."""
    told = _NOBODY.search(estimate.reason or "")
    return f"why it has no value may tell of {least} patients or fewer" if told else None


def _cell(estimate: Estimate, least: int) -> str | None:
    if estimate.unit in COUNTED and (estimate.value or 0) <= least:
        return f"it counts {least} patients or fewer"
    count = estimate.parts.get("count")
    if estimate.unit == "%" and count is not None and not least < count < estimate.n - least:
        return f"it is true, or untrue, of {least} patients or fewer"
    return None


def _single_values(estimate: Estimate, least: int) -> str | None:
    if estimate.unit not in _STEPS or estimate.unit in COMPARED:
        return None
    sizes = (estimate.n, estimate.events, estimate.smallest)
    seen = min(size for size in sizes if size is not None)
    needed = (4 if "q1" in estimate.parts else 2) * least
    return f"it rests on fewer than {needed} values" if seen < needed else None


def _no_rule(estimate: Estimate, _: int) -> str | None:
    if estimate.unit == "year":
        return "the first and the last belong to single patients"
    if estimate.unit == SPECIFICATIONS:
        return "it moves as single patients do"
    known = {*_STEPS, *COUNTED, *COMPARED, "%", "deaths"}
    return None if estimate.unit in known else "no rule says how it can be shown"


_WITHOUT_VALUE: Final = (_too_few, _unequal, _unknown_groups, _tells_of_nobody, _no_rule)
_CHECKS: Final = (_too_few, _unequal, _unknown_groups, _cell, _single_values, _no_rule)


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
    return lambda value: to_multiple(value, _STEPS[estimate.unit])


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
