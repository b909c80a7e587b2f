"""Curves: survival of everybody against that of the groups that everybody is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from mibg.published.checks.check import Check, Outcome, spoken
from mibg.published.checks.declared import Curve
from mibg.published.checks.numbers import Numbers
from mibg.published.checks.ranges import Range, people, total
from mibg.units import convert

_EVEN: Final = Range.of(Fraction(1, 2), Fraction(1, 2))
_CAUTION: Final = (
    "Estimates obey this exactly only where censoring does not depend on the group, and those of few patients fall in "
    "steps."
)


def check_overall_medians(numbers: Numbers) -> Iterator[Check]:
    """Ask whether the median of everybody lies among those of the groups.

    Yields
    ------
    Check
        One for each declared curve; notable where it does not.
    """
    for curve in numbers.relations.curves:
        names = (curve.overall, *curve.groups)
        overall, *groups = (numbers.months(name) for name in names)
        span = Range(min(_limits(groups, "low")), max(_limits(groups, "high")))
        outcome = Outcome.PASSED if span.meets(overall) else Outcome.NOTABLE
        steps = tuple(f"{numbers.print_of(name)} ({name}) allows {numbers.months(name)} months" for name in names)
        finding = f"The groups' medians span {span} months; that of everybody is {overall}."
        yield Check(curve.name, names, outcome, finding, steps, _CAUTION, spoken(curve.name))


def check_mixtures(numbers: Numbers) -> Iterator[Check]:
    """Ask whether curves through all that is printed of the groups can mix to the curve of everybody.

    Yields
    ------
    Check
        One for each declared curve and each time at which something of it is printed; notable where they cannot.
        Medians alone can always be had, and at that of everybody half live in every mixture of halves: without a
        printed survival, and there, the check has no power.
    """
    for curve in numbers.relations.curves:
        sizes = {median: numbers.size(median) for median in curve.groups}
        for months, printed in _times(curve, numbers).items():
            yield _mixture(curve, sizes, months, printed, numbers)


def _times(curve: Curve, numbers: Numbers) -> dict[Range, str]:
    """Months at which a median or a survival is printed, as far as rounding tells, with the claim."""
    medians = (curve.overall, *curve.groups)
    return {numbers.months(name): name for name in medians} | {
        _months(point): str(point["claim"]) for point in curve.survival
    }


def _mixture(curve: Curve, sizes: Mapping[str, Range | None], months: Range, printed: str, numbers: Numbers) -> Check:
    points = tuple(str(point["claim"]) for point in curve.survival)
    name, ids = f"{curve.name}.{printed}", (curve.overall, *sizes, *points)
    known = {median: size for median, size in sizes.items() if size is not None}
    if len(known) < len(sizes):
        return Check(name, ids, Outcome.UNCHECKED, "The size of a group is not known.", about=spoken(curve.name))
    overall = _survival(_points(curve, numbers), months, printed)
    groups = {median: _survival({median: (numbers.months(median), _EVEN)}, months, printed) for median in sizes}
    mixed = _mixed(groups, known)
    finding = f"At {months} months the groups mix to {_percent(mixed)}; of everybody {_percent(overall)} live."
    could_fail = points and printed != curve.overall
    fits = Outcome.PASSED if could_fail else Outcome.WITHOUT_POWER
    outcome = fits if mixed.meets(overall) else Outcome.NOTABLE
    assumed = f"{_CAUTION} {numbers.assumptions(sizes) or ''}".strip()
    return Check(name, ids, outcome, finding, tuple(_steps(groups, known, mixed)), assumed, spoken(curve.name))


def _steps(groups: Mapping[str, Range], sizes: Mapping[str, Range], mixed: Range) -> Iterator[str]:
    """The size and survival of each group, and how they mix."""
    for median, size in sizes.items():
        yield f"{median}: {people(size)}, survival {_percent(groups[median])}"
    for end, text, per in (("low", "least", "high"), ("high", "most", "low")):
        alive = " + ".join(f"{getattr(size, end)} × {_share(groups[name], end)}" for name, size in sizes.items())
        everybody = " + ".join(f"{getattr(size, per)}" for size in sizes.values())
        yield f"at {text} ({alive}) / ({everybody}) = {100 * float(getattr(mixed, end)):.4g} %"


def _points(curve: Curve, numbers: Numbers) -> dict[str, tuple[Range, Range]]:
    """Times, in months, with the survival printed there, for everybody, by claim."""
    printed = {
        str(point["claim"]): (_months(point), numbers.value(str(point["claim"])).times(Fraction(1, 100)))
        for point in curve.survival
    }
    return {curve.overall: (numbers.months(curve.overall), _EVEN), **printed}


def _survival(points: Mapping[str, tuple[Range, Range]], months: Range, printed: str) -> Range:
    """Bounds, at a time, of a curve that only falls: it starts at 1, ends at or above 0 and passes through the points.

    At the time of its own print it is what is printed, wherever rounding leaves that time.
    """
    if printed in points:
        return points[printed][1]
    before = [at.low or Fraction(0) for time, at in points.values() if _not_after(months, time)]
    after = [at.high or Fraction(1) for time, at in points.values() if _not_after(time, months)]
    return Range(max([Fraction(0), *before]), min([Fraction(1), *after]))


def _not_after(one: Range, other: Range) -> bool:
    """Whether a time comes before another, or with it, wherever rounding leaves the two."""
    return one.high is not None and other.low is not None and one.high <= other.low


def _mixed(groups: Mapping[str, Range], sizes: Mapping[str, Range]) -> Range:
    """Bounds of the survival of everybody, for the sizes that rounding allows."""
    everybody = total(sizes.values())
    alive = total(_alive(size, groups[name]) for name, size in sizes.items())
    assert None not in (alive.low, alive.high, everybody.low, everybody.high), "groups have two limits"
    return Range(alive.low / everybody.high, min(Fraction(1), alive.high / everybody.low))  # type: ignore[operator]


def _alive(size: Range, survival: Range) -> Range:
    low, high = ((size.low, survival.low), (size.high, survival.high))
    return Range((low[0] or Fraction(0)) * (low[1] or Fraction(0)), (high[0] or Fraction(0)) * (high[1] or Fraction(0)))


def _limits(ranges: Sequence[Range], end: str) -> list[Fraction]:
    return [limit for each in ranges if (limit := getattr(each, end)) is not None]


def _months(point: Mapping[str, str | float]) -> Range:
    months = Fraction(convert(float(point["years"]), "years", "months"))
    return Range(months, months)


def _share(survival: Range, end: str) -> str:
    return f"{float(getattr(survival, end) or 0):.4g}"


def _percent(each: Range) -> str:
    return f"{each.times(Fraction(100))} %"
