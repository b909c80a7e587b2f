"""Units of the paper and of the estimates, and the one way between them."""

from __future__ import annotations

from typing import Final

DAYS_PER_MONTH: Final = 30.4375
DAYS_PER_YEAR: Final = 365.25

_DAYS: Final = {"days": 1.0, "months": DAYS_PER_MONTH, "years": DAYS_PER_YEAR}


def is_duration(unit: str) -> bool:
    """Whether a unit measures time: ``days``, ``months`` or ``years``."""
    return unit in _DAYS


def convert(value: float, unit: str, to: str) -> float:
    """Convert a value between units of the same quantity.

    Parameters
    ----------
    value : float
        In `unit`.
    unit, to : str
        ``days``, ``months`` (30.4375 days), ``years`` (365.25 days); any other unit converts only to itself.

    Returns
    -------
    float
        In `to`.

    Raises
    ------
    ValueError
        When the two units measure different quantities.
    """
    if unit == to:
        return value
    if is_duration(unit) and is_duration(to):
        return value * _DAYS[unit] / _DAYS[to]
    raise ValueError(f"cannot convert {unit!r} to {to!r}")
