"""Sums: parts must add up to their whole, in whole patients."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mibg.published.checks.check import Check, Outcome, spoken
from mibg.published.checks.declared import Sum, Union
from mibg.published.checks.numbers import Numbers
from mibg.published.checks.ranges import Range, people, total


def check_partitions(numbers: Numbers) -> Iterator[Check]:
    """Ask of every declared partition whether counts that print as its parts can add up to its whole."""
    return _sums(numbers, numbers.relations.partitions)


def check_missing(numbers: Numbers) -> Iterator[Check]:
    """Ask whether those seen and those missing can add up to everybody."""
    return _sums(numbers, numbers.relations.missing)


def check_described(numbers: Numbers) -> Iterator[Check]:
    """Ask whether as many cases are described as are announced."""
    return _sums(numbers, numbers.relations.described)


def check_unions(numbers: Numbers) -> Iterator[Check]:
    """Ask whether those with any of several things can be so many, given those with each.

    Yields
    ------
    Check
        One for each declared union. With two parts and their overlap printed it is exact; else it lies between the
        greatest part and the sum of all.
    """
    for union in numbers.relations.unions:
        names = (union.whole, *union.parts, *((union.overlap,) if union.overlap else ()))
        found = {name: numbers.patients(name) for name in names}
        yield _unknown(union.name, names, found) or _union(union, names, found, numbers)


def _sums(numbers: Numbers, sums: tuple[Sum, ...]) -> Iterator[Check]:
    for one in sums:
        names = (one.whole, *one.parts)
        found = {name: numbers.patients(name) for name in names}
        yield _unknown(one.name, names, found) or _sum(one, names, found, numbers)


def _unknown(name: str, names: tuple[str, ...], found: dict[str, Range | None]) -> Check | None:
    lacking = [each for each, patients in found.items() if patients is None]
    if not lacking:
        return None
    finding = f"No whole number of patients is known behind {', '.join(lacking)}."
    return Check(name, names, Outcome.UNCHECKED, finding, about=spoken(name))


def _sum(one: Sum, names: tuple[str, ...], found: dict[str, Range | None], numbers: Numbers) -> Check:
    made, whole = total(found[name] or Range(None, None) for name in one.parts), found[one.whole] or Range(None, None)
    return _judged(one.name, names, made, whole, found, numbers)


def _union(union: Union, names: tuple[str, ...], found: dict[str, Range | None], numbers: Numbers) -> Check:
    parts = [each for name in union.parts if (each := found[name]) is not None]
    whole, most = found[union.whole] or Range(None, None), total(parts)
    if union.overlap:
        made = most.minus(found[union.overlap] or Range(None, None))
    else:
        made = Range(max(part.low or Fraction(0) for part in parts), most.high)
    return _judged(union.name, names, made, whole, found, numbers)


def _judged(  # noqa: PLR0913, PLR0917 - what one line of the arithmetic needs
    name: str, names: tuple[str, ...], made: Range, whole: Range, found: dict[str, Range | None], numbers: Numbers
) -> Check:
    outcome = Outcome.PASSED if made.meets(whole) else Outcome.FAILED
    steps = tuple(_step(each, found[each], numbers) for each in names)
    assumed = " ".join(each for part in names if (each := numbers.assumed(part)))
    finding = f"The parts make {people(made)}; the whole is {whole}."
    return Check(name, names, outcome, finding, steps, assumed or None, spoken(name))


def _step(name: str, patients: Range | None, numbers: Numbers) -> str:
    about = numbers.claims.by_id[name].about
    if numbers.claims.by_id[name].unit == "patients":
        return f"{about}: {people(patients or Range(None, None))}"
    n = numbers.size(name) if numbers.claims.by_id[name].unit == "%" else None
    of = f" of {n}" if n is not None else ""
    return f"{numbers.print_of(name)}{of} ({about}): {people(patients or Range(None, None))}"
