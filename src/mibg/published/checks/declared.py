"""What can be declared of claims: one record for each kind of relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Denominator:
    """How many patients claims are about, where no number is printed beside them.

    Parameters
    ----------
    claims : tuple of str
        Of which it is said.
    of, why : str
        The claim that counts these patients; the reason.
    less : str or None
        A claim that counts those among them who are left out.
    """

    claims: tuple[str, ...]
    of: str
    why: str
    less: str | None = None


@dataclass(frozen=True)
class NotShares:
    """Percentages that are no count over a number of patients, and why."""

    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Sum:
    """Parts that add up to a whole, each patient in exactly one of them."""

    name: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Union:
    """Patients with at least one of several things.

    Parameters
    ----------
    name, whole : str
        Of the relation; the claim that counts them.
    parts : tuple of str
        Claims that count those with each thing.
    overlap : str or None
        With two parts, the claim that counts those with both.
    """

    name: str
    whole: str
    parts: tuple[str, ...]
    overlap: str | None = None


@dataclass(frozen=True)
class Subset:
    """Patients who can only come from certain groups."""

    name: str
    part: str
    wholes: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Order:
    """Numbers none of which can be below the one before it.

    Parameters
    ----------
    name, why : str
        Of the relation; the reason.
    rising : tuple of str
        Claims, the least first.
    exact : bool
        Whether the order must hold of what is printed; otherwise a breach is notable.
    """

    name: str
    rising: tuple[str, ...]
    why: str
    exact: bool = True


@dataclass(frozen=True)
class Same:
    """Claims that by their words are one quantity, though they name different statistics."""

    name: str
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Difference:
    """A printed difference, in one place or several, and the two it is of: the first minus the second."""

    claims: tuple[str, ...]
    of: tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """A printed p, in one place or several, and the two medians that it compares."""

    claims: tuple[str, ...]
    of: tuple[str, str]


@dataclass(frozen=True)
class Curve:
    """Survival of everybody and of the groups that make up everybody.

    Parameters
    ----------
    name : str
        Of the relation.
    overall : str
        Claim of the median of everybody.
    survival : tuple of mapping
        Claims that print the survival of everybody at a time: ``claim`` and ``years``.
    groups : tuple of str
        Claims of the median of each group; how many patients it has is that claim's denominator.
    """

    name: str
    overall: str
    groups: tuple[str, ...]
    survival: tuple[Mapping[str, str | float], ...] = ()
