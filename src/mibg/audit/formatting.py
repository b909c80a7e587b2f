"""Numbers as text: one place decides how a value, its interval and its p are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mibg.disclosure.gate import NOT_SHOWN
from mibg.estimate import Estimate
from mibg.units import convert, is_duration

NOT_ESTIMABLE: Final = "not estimable"
_OPEN: Final = "not reached"
_LACKING: Final = {"se": "not estimable", "ci": "no limits can be given"}
_WHOLE_UNITS: Final = ("days", "%", "patients", "MBq", "year", "claims", "reconstructions", "specifications")
_DIGITS: Final = {"years": 1, "months": 1, **dict.fromkeys(_WHOLE_UNITS, 0)}
_COUNTED: Final = ("patients", "year", "ratio", "administrations", "reconstructions", "specifications")
_FINE: Final = ("years", "%")
_UNITLESS_PARTS: Final = (
    *("chi2", "z", "coef", "coef_se", "p", "score"),
    *("events_per_parameter", "z0", "a", "failed"),
)
_WHOLE_PARTS: Final = ("count", "unknown", "n", "events", "df", "specifications", "estimable")
_LEAST_RATIO: Final = 0.01
"""Of two rates that are none: below it no ratio is written as zero."""
_MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Format:
    """What of an estimate to write, and how.

    Parameters
    ----------
    part : str
        ``value``, ``se``, ``ci``, ``n``, ``events`` or a named part of the estimate (``q1``, ``count``, …).
    unit : str, optional
        Unit to write in, where it differs from the estimate's.
    bare : bool
        Leave the unit out.
    digits : int, optional
        Decimals; by default those usual for the unit.
    """

    part: str = "value"
    unit: str | None = None
    bare: bool = False
    digits: int | None = None


def parse_format(text: str) -> Format:
    """Read the words after the colon of an inline statistic, e.g. ``se months``.

    Parameters
    ----------
    text : str
        Words in any order: a part, a unit of time, ``bare``.
    """
    part, unit, bare = "value", None, False
    for word in text.split():
        if is_duration(word):
            unit = word
        elif word == "bare":
            bare = True
        else:
            part = word
    return Format(part, unit, bare)


def format_estimate(estimate: Estimate, how: Format = Format()) -> str:
    """Write one part of an estimate.

    Returns
    -------
    str
        E.g. ``2.4 years``, ``27%``, ``p < 0.001``, ``95% CI 2.0 to 2.9 years``; without a value
        ``not estimable`` or, where it is withheld, ``not shown``, and without an error or limits, as few patients may
        have none, a word that says so.

    Raises
    ------
    KeyError
        When the estimate has no such part.
    """
    if estimate.withheld:
        return NOT_SHOWN
    if how.part in ("n", "events") and getattr(estimate, how.part) is not None:
        return _whole(getattr(estimate, how.part))
    if estimate.value is None:
        return NOT_ESTIMABLE
    if getattr(estimate, how.part, 0) is None:  # without events it is an error of the page
        return _LACKING[how.part]
    if how.part == "ci":
        return _interval(estimate, how)
    return _number(_part(estimate, how.part), estimate.unit, how)


def describe(estimate: Estimate) -> str:
    """Write an estimate whole: value, SE, interval, n and events, or why there is none."""
    if estimate.withheld:
        return str(estimate.reason)
    if estimate.value is None:
        return f"{NOT_ESTIMABLE}: {estimate.reason}"
    texts = [format_estimate(estimate)]
    if estimate.se is not None:
        texts.append(f"SE {format_estimate(estimate, Format('se'))}")
    if estimate.ci is not None:
        texts.append(format_estimate(estimate, Format("ci")))
    texts += [f"{name.replace('_', ' ')} {format_estimate(estimate, Format(name))}" for name in estimate.parts]
    texts.append(f"n = {_whole(estimate.n)}")
    if estimate.events is not None:
        texts.append(f"events = {_whole(estimate.events)}")
    return ", ".join(texts)


def signed(value: float, digits: int, group: str = "") -> str:
    """Write a number with so many decimals, its sign a minus and no hyphen, and no sign before a zero."""
    return f"{value:z{group}.{digits}f}".replace("-", _MINUS)


def _part(estimate: Estimate, name: str) -> float:
    if name in ("value", "se"):
        return float(getattr(estimate, name))
    return estimate.parts[name]


def _interval(estimate: Estimate, how: Format) -> str:
    assert estimate.ci is not None, "an interval is written where there is one"
    bare = Format(unit=how.unit, bare=True, digits=how.digits)
    low, high = (_OPEN if limit is None else _number(limit, estimate.unit, bare) for limit in estimate.ci)
    if not how.bare:
        unit = _suffix(how.unit or estimate.unit)
        low, high = (limit if limit == _OPEN else limit + unit for limit in (low, high))
        low = low.removesuffix(unit) if unit and high != _OPEN else low
    return f"{estimate.ci_level:.0%} CI {low} to {high}"


def _number(value: float, unit: str, how: Format) -> str:
    if how.part in _WHOLE_PARTS:
        return _whole(value)
    if how.part in _UNITLESS_PARTS:
        return signed(value, 2)
    if unit == "p":
        return _p_value(value)
    if unit == "ratio" and 0 < value < _LEAST_RATIO:
        return f"<{_LEAST_RATIO}"
    shown = how.unit or unit
    digits = how.digits if how.digits is not None else _DIGITS.get(shown, 2) + (how.part == "se" and shown in _FINE)
    grouped = signed(convert(value, unit, shown), digits, "," if shown == "MBq" else "")
    return grouped if how.bare else grouped + _suffix(shown)


def _p_value(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}" if value < 0.1 else f"p = {value:.2f}"


def _suffix(unit: str) -> str:
    if unit == "%":
        return "%"
    return "" if unit in _COUNTED else f" {unit}"


def _whole(value: float) -> str:
    return f"{value:.0f}"
