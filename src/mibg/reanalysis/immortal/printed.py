"""What the paper prints of repeat treatment and overall survival: all that a null simulation is given."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mibg.published import Claims, Part


@dataclass(frozen=True)
class Printed:
    """The printed numbers, each with the interval that rounding allows.

    Parameters
    ----------
    patients : int
        Of the cohort.
    first_year, last_year : int
        In which patients were treated for the first time.
    median : Part
        Overall survival, years.
    five_year : Part
        Alive five years after first treatment, per cent.
    share : Part
        Treated more than once, per cent.
    interval : tuple of Part
        From first to second treatment: lower quartile, median, upper quartile, months.
    difference : Part
        Median survival with several treatments minus that with one, months.
    multiple, single : Part
        Those two medians, years.
    significance : Part
        What the p-value of the log-rank test is printed to be below.
    """

    patients: int
    first_year: int
    last_year: int
    median: Part
    five_year: Part
    share: Part
    interval: tuple[Part, Part, Part]
    difference: Part
    multiple: Part
    single: Part
    significance: Part


def printed_numbers(claims: Claims) -> Printed:
    """Take from the claims what the simulation is calibrated to and held against.

    Raises
    ------
    KeyError
        When the paper does not print one of them.
    """
    patients = claims.by_id["results.os.median"].denominator
    if patients is None:
        raise KeyError("the claim results.os.median has no denominator")
    return Printed(
        patients,
        int(_part(claims, "methods.years", "low").number),
        int(_part(claims, "methods.years", "high").number),
        _part(claims, "results.os.median"),
        _part(claims, "results.os.five_year.treatment"),
        _part(claims, "table1.multiple"),
        _interval(claims),
        _part(claims, "abstract.repeat.difference"),
        _part(claims, "results.os.multiple"),
        _part(claims, "results.os.single"),
        _part(claims, "results.os.repeat.p"),
    )


def _interval(claims: Claims) -> tuple[Part, Part, Part]:
    first, second, third = (_part(claims, "results.interval.first_second", name) for name in ("q1", "value", "q3"))
    return first, second, third


def _part(claims: Claims, claim: str, name: str = "value") -> Part:
    return next(part for part in claims.by_id[claim].parts if part.name == name)


def limits(part: Part) -> tuple[float, float]:
    """Least and greatest value that a printed number allows; infinite where there is none on that side."""
    low, high = part.interval.low, part.interval.high
    return -math.inf if low is None else float(low), math.inf if high is None else float(high)
