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

_HALF: Final = Fraction(1, 2)
_CAUTION: Final = "Estimates obey this exactly only where censoring does not depend on the group."


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
    """
    for curve in numbers.relations.curves:
        sizes = {median: numbers.size(median) for median in curve.groups}
        for months, printed in _times(curve, numbers).items():
            yield _mixture(curve, sizes, months, printed, numbers)


def _times(curve: Curve, numbers: Numbers) -> dict[Fraction, str]:
    """Months at which a median or a survival is printed, with the claim."""
    medians = (curve.overall, *curve.groups)
    return {_middle(numbers.months(name)): name for name in medians} | {
        _months(point): str(point["claim"]) for point in curve.survival
    }


def _mixture(
    curve: Curve, sizes: Mapping[str, Range | None], months: Fraction, printed: str, numbers: Numbers
) -> Check:
    name, ids = f"{curve.name}.{printed}", (curve.overall, *sizes)
    if any(size is None for size in sizes.values()):
        return Check(name, ids, Outcome.UNCHECKED, "The size of a group is not known.", about=spoken(curve.name))
    overall = _survival(_points(curve, numbers), months)
    groups = {median: _survival([(numbers.months(median), Range.of(_HALF, _HALF))], months) for median in sizes}
    mixed = _mixed(groups, {median: size for median, size in sizes.items() if size is not None})
    steps = tuple(
        f"{median}: {people(sizes[median] or Range(None, None))}, survival {_percent(groups[median])}"
        for median in sizes
    )
    finding = (
        f"At {float(months):.4g} months the groups mix to {_percent(mixed)}; of everybody {_percent(overall)} live."
    )
    outcome = Outcome.PASSED if mixed.meets(overall) else Outcome.NOTABLE
    return Check(name, ids, outcome, finding, steps, _CAUTION, spoken(curve.name))


def _points(curve: Curve, numbers: Numbers) -> list[tuple[Range, Range]]:
    """Times, in months, with the survival printed there, for everybody."""
    printed = [
        (Range(_months(point), _months(point)), numbers.value(str(point["claim"])).times(Fraction(1, 100)))
        for point in curve.survival
    ]
    return [(numbers.months(curve.overall), Range.of(_HALF, _HALF)), *printed]


def _survival(points: Sequence[tuple[Range, Range]], months: Fraction) -> Range:
    """Bounds of a curve that only falls: it starts at 1, ends at or above 0 and passes through the points."""
    before = [at.low or Fraction(0) for time, at in points if time.low is not None and months <= time.low]
    after = [at.high or Fraction(1) for time, at in points if time.high is not None and months >= time.high]
    return Range(max([Fraction(0), *before]), min([Fraction(1), *after]))


def _mixed(groups: Mapping[str, Range], sizes: Mapping[str, Range]) -> Range:
    """Bounds of the survival of everybody, for the sizes that rounding allows."""
    everybody = total(sizes.values())
    alive = total(_alive(size, groups[name]) for name, size in sizes.items())
    assert None not in (alive.low, alive.high, everybody.low, everybody.high), "groups have two limits"
    return Range(alive.low / everybody.high, min(Fraction(1), alive.high / everybody.low))  # type: ignore[operator]


def _alive(size: Range, survival: Range) -> Range:
    ends = ((size.low, survival.low), (size.high, survival.high))
    return Range(*((patients or Fraction(0)) * (share or Fraction(0)) for patients, share in ends))


def _limits(ranges: Sequence[Range], end: str) -> list[Fraction]:
    return [limit for each in ranges if (limit := getattr(each, end)) is not None]


def _middle(each: Range) -> Fraction:
    return ((each.low or 0) + (each.high or 0)) / Fraction(2)


def _months(point: Mapping[str, str | float]) -> Fraction:
    return Fraction(convert(float(point["years"]), "years", "months"))


def _percent(each: Range) -> str:
    return f"{each.times(Fraction(100))} %"
