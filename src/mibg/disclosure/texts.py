"""Numbers in sentences: those of a method stay, any other is taken for a count of patients."""

from __future__ import annotations

import re
from typing import Final

from mibg.disclosure.rounding import midpoint
from mibg.units import DAYS_PER_MONTH

_METHOD: Final = (
    r"seed \d+",
    r"since \d{4}",
    r"[±≤<] ?\d+(?:\.\d+)?",
    r"exactly 0\.5",
    r"below 0\.05",
    r"n [+-] 1\b",
    r"rho = \d",
    r"\d+(?:\.\d+)? ?%",
    r"\d+ (?:degree|coefficient|data sets|completed data sets|strata|tests|bootstrap|replicates|months|years)",
    r"from -?\d+ to \d+(?= under which)",
    r"5-HIAA",
)
_NUMBER: Final = re.compile(
    rf"(?P<method>{'|'.join(_METHOD)})|(?P<day>(?<=day )\d+(?:\.\d+)?|\d+(?:\.\d+)?(?= days))|(?P<count>\d+(?:\.\d+)?)"
)


def without_small_numbers(text: str, least: int) -> str:
    """Round every number of a sentence that may come from patients.

    Parameters
    ----------
    text : str
        A convention, a reason, the rules of an endpoint.
    least : int
        See `mibg.disclosure.rounding.midpoint`.

    Returns
    -------
    str
        Days become whole months in days, which those of a declared landmark are; other numbers are rounded as counts.
    """

    def rounded(found: re.Match[str]) -> str:
        if found["method"]:
            return found["method"]
        if found["day"]:
            return _whole_months(float(found["day"]))
        count = midpoint(round(float(found["count"])), least)
        return few(least) if count is None else str(count)

    return _NUMBER.sub(rounded, text)


def few(least: int) -> str:
    """Say of a count that it is in the first class."""
    return f"{least} or fewer"


def _whole_months(days: float) -> str:
    exact = round(days / DAYS_PER_MONTH) * DAYS_PER_MONTH
    return f"{days:g}" if abs(days - exact) < 1 else f"{exact:.0f}"
