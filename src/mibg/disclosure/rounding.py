"""How numbers are rounded before they are shown."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Final

_NICE_STEPS: Final = (1, 2, 5, 10, 20, 25, 50)


def midpoint(n: int, least: int) -> int | None:
    """Round a count to the middle of its class.

    Classes are 0 to `least`, then `least` numbers each. All numbers of the first class, zero among them, look alike;
    were zero told apart, so could be a cell of one, where a total lies at the end of its class.

    Parameters
    ----------
    n : int
        Of patients, or of events; not negative.
    least : int
        A positive number.

    Returns
    -------
    int or None
        None for the first class.

    Notes
    -----
    After the midpoint rounding of OpenSAFELY, which keeps zero apart.
    """
    return None if n <= least else ceil(n / least) * least - least // 2


def significant(value: float, digits: int = 2) -> float:
    """Round to significant digits."""
    return 0.0 if value == 0 else round(value, digits - 1 - floor(log10(abs(value))))


def to_multiple(value: float, step: float) -> float:
    """Round to the nearest multiple of a step."""
    return round(round(value / step) * step, 6)


def step_of_share(n: int, least: int) -> float:
    """Smallest round step, in per cent, that at least `least` of `n` patients make."""
    return float(next((step for step in _NICE_STEPS if step * n >= 100 * least), 100))
