"""What other patients show beside a printed number: a difference with its interval, and never a failure."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final

from mibg.audit.formatting import describe, format_estimate, signed
from mibg.audit.matching import matching
from mibg.description import wilson
from mibg.estimate import Estimate
from mibg.published import Claim, Part
from mibg.units import convert

SIGNIFICANCE_LEVEL: Final = 0.05
_Z: Final = 1.96


@dataclass(frozen=True)
class _Ranged:
    """A number and its limits; None where there is none on that side."""

    value: float
    low: float | None = None
    high: float | None = None


def compare(claim: Claim, estimate: Estimate) -> str:
    """Set an estimate from other patients beside a claim.

    The difference is what is recomputed minus what is printed. Its limits join those of either side (Newcombe, Stat
    Med 1998;17:873, method 10, for shares; Zou & Donner, Stat Med 2008;27:1693, for any): a printed count of so
    many patients has Wilson's, a printed mean or median those of its standard error. A number printed without
    either is taken as exact, and the sentence says so. A count of so many patients is compared as a share, for a count
    follows the size of a cohort. Of two p-values no difference is taken.

    Parameters
    ----------
    claim : Claim
        Judged by a statistic.
    estimate : Estimate
        That statistic, with a value, in patients who are not the paper's.

    Returns
    -------
    str
        Sentences.
    """
    return f"{_beside(claim, estimate)}. Here {describe(estimate)}."


def _beside(claim: Claim, estimate: Estimate) -> str:
    if claim.kind in ("p_value", "statement"):
        return _significance(claim, estimate)
    found = matching("value", claim, estimate)
    if found is None or claim.unit == "year":
        return f"The paper prints {claim.printed}"
    if claim.unit != "patients":
        return _difference(claim, _here(claim, found, estimate), _printed(claim))
    if claim.denominator is None:
        return f"The paper counts {claim.printed}, and a count follows the size of a cohort"
    printed = _share(int(claim.parts[0].number), claim.denominator)
    return _difference(claim, _share(int(found), estimate.n), printed)


def _difference(claim: Claim, here: _Ranged, printed: _Ranged) -> str:
    unit = "percentage points" if claim.unit in ("%", "patients") else claim.unit
    digits = 0 if claim.unit == "patients" else _digits(claim.parts[0])
    value = here.value - printed.value
    low = None if here.low is None else value - hypot(here.value - here.low, _reach(printed, printed.high))
    high = None if here.high is None else value + hypot(here.high - here.value, _reach(printed, printed.low))
    text = f"Difference from the paper {signed(value, digits)} {unit}"
    if low is not None or high is not None:
        limits = ("not reached" if limit is None else signed(limit, digits) for limit in (low, high))
        text += f" (95% CI {' to '.join(limits)}{_taken_as_exact(printed)})"
    return f"{text}{_direction(here.value)}" if claim.kind == "difference" else text


def _reach(printed: _Ranged, limit: float | None) -> float:
    return 0.0 if limit is None else limit - printed.value


def _taken_as_exact(printed: _Ranged) -> str:
    return ", the printed number taken as exact" if printed.low is None else ""


def _direction(found: float) -> str:
    """Say which way a difference goes; every printed one is above zero."""
    if found == 0:
        return "; there is none here"
    return "; it goes the same way as the printed one" if found > 0 else "; it goes the other way than the printed one"


def _here(claim: Claim, value: float, estimate: Estimate) -> _Ranged:
    low, high = estimate.ci or (None, None)
    ends = (None if end is None else convert(end, estimate.unit, claim.unit) for end in (low, high))
    return _Ranged(value, *ends)


def _printed(claim: Claim) -> _Ranged:
    """Printed number, with limits where a standard error, a standard deviation or a number of patients gives them."""
    numbers = {part.name: float(part.number) for part in claim.parts}
    value, n = numbers["value"], claim.denominator
    if claim.unit == "%" and n:
        return _share(round(value / 100 * n), n)
    se = numbers["sd"] / sqrt(n) if "sd" in numbers and n else numbers.get("se")
    return _Ranged(value) if se is None else _Ranged(value, value - _Z * se, value + _Z * se)


def _share(hits: int, n: int) -> _Ranged:
    return _Ranged(100 * hits / n, *wilson(hits, n))


def _digits(part: Part) -> int:
    exponent = part.number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _significance(claim: Claim, estimate: Estimate) -> str:
    """Tell what is significant on either side; a p-value follows the number of patients too."""
    if estimate.unit != "p":
        return f"The paper says so of everybody, and here it is true of {format_estimate(estimate)}"
    printed = claim.kind == "p_value"
    found = estimate.value is not None and estimate.value < SIGNIFICANCE_LEVEL
    words = f"The printed difference is {'significant' if printed else 'not significant'} at {SIGNIFICANCE_LEVEL:g}"
    same = f"{words}, and so is this one" if printed else f"{words}, and neither is this one"
    return same if printed == found else f"{words}, and this one is{'' if found else ' not'}"
