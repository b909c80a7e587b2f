"""Standard errors: what they say of the curve, and of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import erfc, log, sqrt
from typing import Final

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.numbers import Numbers
from mibg.published.checks.ranges import Range
from mibg.units import convert

_STEP: Final = 0.1
_STEP_PERCENT: Final = 10
"""Survival falls by this much between the two times, 0.55 and 0.45, that the standard error of a median rests on."""
_FACTOR: Final = 2
"""The most time that a standard error allows is notable where it is less by more than this, whatever the rounding."""


def check_standard_errors(numbers: Numbers) -> Iterator[Check]:
    """Ask of every median with a standard error whether the curve it implies fits the median and the patients.

    The standard error of a median is that of the survival there, at least sqrt(0.25 / n), over the slope of the curve;
    the slope is taken between survival 0.55 and 0.45. So the time between these is at most 0.2 SE sqrt(n), and equal to
    it without censoring before: too long a time says nothing, one too short that the error is too small. Beside it
    stand the time that a constant hazard through the median would take, and that between printed points.

    Yields
    ------
    Check
        One for each claim that prints a standard error; notable at worst.
    """
    for claim in numbers.claims:
        if claim.scope == "cohort" and {"value", "se"} <= {part.name for part in claim.parts}:
            size = numbers.size(claim.id)
            yield _implied(claim.id, size, numbers) if size is not None else _without_size(claim.id)


def check_comparisons(numbers: Numbers) -> Iterator[Check]:
    """Ask of every p whether a Wald test of the two printed medians and standard errors gives one like it.

    Yields
    ------
    Check
        One for each p about the cohort. It is another test than the log-rank test, and so notable at worst.
    """
    of = {name: comparison.of for comparison in numbers.relations.comparisons for name in comparison.claims}
    for claim in numbers.claims:
        if claim.kind == "p_value" and claim.scope == "cohort":
            yield _wald(claim.id, of[claim.id], numbers) if claim.id in of else _without_medians(claim.id)


def _implied(name: str, size: Range, numbers: Numbers) -> Check:
    median, se = numbers.months(name), numbers.months(name, "se")
    implied = Range.of(
        *(2 * _STEP * max(float(e or 0), 0.0) * sqrt(n or 0) for e, n in ((se.low, size.low), (se.high, size.high)))
    )
    constant = median.times(Fraction(log(0.55 / 0.45) / log(2)))
    shortest = Range(_scaled(constant.low, 1 / _FACTOR), None)
    steps = (
        f"0.2 × SE of {se} months × square root of {size} patients = {implied} months",
        f"constant hazard: median of {median} months × ln(0.55 / 0.45) / ln 2 = {constant} months",
        *dict.fromkeys(_between_points(name, median, numbers)),
    )
    finding = f"From survival 0.55 to 0.45 in at most {implied} months; at a constant hazard it would be {constant}."
    outcome = Outcome.PASSED if implied.meets(shortest) else Outcome.NOTABLE
    return Check(name, (name,), outcome, finding, steps, numbers.assumed(name))


def _between_points(name: str, median: Range, numbers: Numbers) -> Iterator[str]:
    """How long survival takes to fall by 0.1, on average from the median to each time for which it is printed."""
    for curve in numbers.relations.curves:
        for point in curve.survival if curve.overall == name else ():
            months, left = convert(float(point["years"]), "years", "months"), numbers.value(str(point["claim"]))
            fallen = Range.of(50, 50).minus(left)
            if fallen.low is not None and fallen.high is not None and fallen.low > 0:
                took = Range.of(months, months).minus(median)
                slow = Range(_over(took.low, fallen.high), _over(took.high, fallen.low))
                yield f"printed: 50 % at {median} months, {left} % at {months:g} months: 10 % fewer every {slow} months"


def _over(months: Fraction | None, fallen: Fraction) -> Fraction:
    return _STEP_PERCENT * (months or Fraction(0)) / fallen


def _wald(name: str, of: tuple[str, str], numbers: Numbers) -> Check:
    if not all({"value", "se"} <= {part.name for part in numbers.claims.by_id[each].parts} for each in of):
        return _without_medians(name)
    statistics = sorted(_statistics(of, numbers))
    wald = Range.of(_two_sided(statistics[-1]), _two_sided(statistics[0]))
    printed = numbers.value(name)
    steps = (
        *(f"{numbers.print_of(each)} ({each})" for each in of),
        f"difference over the root of the summed squares of both SEs: {statistics[0]:.3g} to {statistics[-1]:.3g}",
        f"two-sided p of a normal deviate of that size: {wald}",
    )
    outcome = Outcome.PASSED if wald.meets(printed) else Outcome.NOTABLE
    finding = f"A Wald test of the medians gives p {wald}; printed is p {numbers.print_of(name).removesuffix(' p')}."
    return Check(name, (name, *of), outcome, finding, steps)


def _statistics(of: tuple[str, str], numbers: Numbers) -> Iterator[float]:
    """Wald statistics at every corner of what rounding allows, and 0 where the medians can be equal."""
    first, second = (numbers.months(name) for name in of)
    errors = [numbers.months(name, "se") for name in of]
    if first.meets(second):
        yield 0.0
    for one, other, a, b in product(*((each.low or 0, each.high or 0) for each in (first, second, *errors))):
        yield abs(float(one - other)) / max(sqrt(float(a) ** 2 + float(b) ** 2), 1e-9)


def _two_sided(z: float) -> float:
    return erfc(z / sqrt(2))


def _scaled(limit: Fraction | None, factor: float) -> Fraction:
    return (limit or Fraction(0)) * Fraction(factor)


def _without_size(name: str) -> Check:
    return Check(name, (name,), Outcome.UNCHECKED, "It is not said how many patients this median is of.")


def _without_medians(name: str) -> Check:
    return Check(name, (name,), Outcome.UNCHECKED, "No two medians with standard errors are printed for it.")
