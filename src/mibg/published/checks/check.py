"""What a check is, and what a family of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mibg.published.checks.numbers import Numbers


class Outcome(StrEnum):
    """How a check came out, the gravest first."""

    FAILED = "failed"
    NOTABLE = "notable"
    PASSED = "passed"
    WITHOUT_POWER = "without power"
    UNCHECKED = "could not be checked"


@dataclass(frozen=True)
class Check:
    """One check of claims against each other.

    Parameters
    ----------
    name : str
        Of the check within its family; usually the id of a claim.
    claims : tuple of str
        Ids of the claims it is about.
    outcome : Outcome
        A check that could not have failed is without power, not passed; one that only suggests is notable, not failed.
    finding : str
        One sentence with the numbers in it.
    steps : tuple of str
        The arithmetic, a line a step, so that it can be followed by hand.
    assumption : str or None
        What had to be assumed, where the paper does not print it.
    about : str
        What it is about, in a few words; by default what its first claim is about.
    family : str
        Kind of check; filled in by its family.
    """

    name: str
    claims: tuple[str, ...]
    outcome: Outcome
    finding: str
    steps: tuple[str, ...] = ()
    assumption: str | None = None
    about: str = ""
    family: str = ""

    @property
    def id(self) -> str:
        """Family and name: ``granularity.results.biochemistry.free``."""
        return f"{self.family}.{self.name}"


def spoken(name: str) -> str:
    """Write the declared name of a relation as words: ``treated_again.text`` as ``Treated again, text``."""
    words = name.replace("_", " ").replace(".", ", ")
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Family:
    """Checks of one kind.

    Parameters
    ----------
    name : str
        One word or two, joined by underscores.
    title : str
        Of its section in the book.
    asks : str
        What is asked, what it applies to, and what a failure means.
    run : callable
        Makes the checks of one paper.
    """

    name: str
    title: str
    asks: str
    run: Callable[[Numbers], Iterator[Check]]
