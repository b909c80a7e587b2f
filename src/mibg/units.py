"""Units of the paper, of the estimates and of other people's files, and the one way between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DAYS_PER_MONTH: Final = 30.4375
DAYS_PER_YEAR: Final = 365.25

_DAYS: Final[Mapping[str, float]] = {"days": 1.0, "weeks": 7.0, "months": DAYS_PER_MONTH, "years": DAYS_PER_YEAR}
_QUANTITIES: Final = (
    _DAYS,
    {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4},
    {"MBq": 1.0, "GBq": 1000.0, "mCi": 37.0, "Ci": 37_000.0},
)


def is_duration(unit: str) -> bool:
    """Whether a unit measures time: ``days``, ``weeks``, ``months`` or ``years``."""
    return unit in _DAYS


def units_like(unit: str) -> tuple[str, ...]:
    """Name the units that measure the same quantity as this one, itself included."""
    return tuple(next((quantity for quantity in _QUANTITIES if unit in quantity), {unit: 1.0}))


def convert(value: float, unit: str, to: str) -> float:
    """Convert a value between units of the same quantity.

    Parameters
    ----------
    value : float
        In `unit`.
    unit, to : str
        A time (``days``, ``weeks``, ``months`` of 30.4375 days, ``years`` of 365.25 days), a length (``mm``, ``cm``,
        ``m``, ``in``) or an activity (``MBq``, ``GBq``, ``mCi`` of 37 MBq, ``Ci``); any other unit converts only to
        itself.

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
    for quantity in _QUANTITIES:
        if unit in quantity and to in quantity:
            return value * quantity[unit] / quantity[to]
    raise ValueError(f"cannot convert {unit!r} to {to!r}")
