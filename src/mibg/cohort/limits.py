"""Limits on the values of a column: each one both checks and describes itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from mibg.cohort.complaint import Complaint, nearest

CODE_PATTERN = "[a-z0-9][a-z0-9_]*"


class Constraint(Protocol):
    """What a value must satisfy."""

    @property
    def sentence(self) -> str:
        """The limit in words, as the data dictionary prints it."""

    def holds(self, values: pd.Series[Any]) -> pd.Series[bool]:
        """Whether each value, none of them missing, satisfies the limit."""

    def complain(self, text: str) -> Complaint:
        """Say what is wrong with a value that does not, given as it stands in the file."""


@dataclass(frozen=True)
class OneOf:
    """A closed vocabulary.

    Parameters
    ----------
    codes : mapping of str to str
        Each code and what it means; an empty meaning where the code says it all.
    """

    codes: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The codes, with what they mean."""
        return "one of " + _listed(self.codes)

    def holds(self, values: pd.Series[Any]) -> pd.Series[bool]:
        """Whether each value is one of the codes."""
        return values.isin(list(self.codes))

    def complain(self, text: str) -> Complaint:
        """Name the nearest code, or all of them."""
        near = nearest(text, self.codes)
        remedy = f"write {near}" if near else f"write one of {', '.join(self.codes)}"
        return Complaint("not a code of this column", remedy)


@dataclass(frozen=True)
class AnyCode:
    """An open vocabulary: the usual codes are named, others of the same form are welcome.

    Parameters
    ----------
    usual : mapping of str to str
        Codes of the paper, and what they mean.
    """

    usual: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The form of a code, and the usual ones."""
        return f"a code of lower-case letters, digits and underscores, such as {_listed(self.usual)}"

    def holds(self, values: pd.Series[Any]) -> pd.Series[bool]:
        """Whether each value has the form of a code."""
        return values.str.fullmatch(CODE_PATTERN)

    def complain(self, text: str) -> Complaint:
        """Name the nearest usual code, or the form."""
        near = nearest(text, self.usual)
        remedy = f"write {near}" if near else "use lower-case letters, digits and underscores only"
        return Complaint("not a code", remedy)


@dataclass(frozen=True)
class Between:
    """Limits beyond which a number is absurd.

    Parameters
    ----------
    low, high : float
        In the unit of the column.
    above_low : bool
        Whether the lower limit itself is already absurd (0 MBq is no administration).
    """

    low: float
    high: float
    above_low: bool = False

    @property
    def sentence(self) -> str:
        """The limits in words."""
        return f"{'above' if self.above_low else 'from'} {self.low:.15g} to {self.high:.15g}"

    def holds(self, values: pd.Series[Any]) -> pd.Series[bool]:
        """Whether each number lies within the limits."""
        return values.between(self.low, self.high, inclusive="right" if self.above_low else "both")

    def complain(self, text: str) -> Complaint:
        """Name the limits."""
        return Complaint(f"out of range ({self.sentence})", "correct it, or leave the cell empty if it is unknown")


@dataclass(frozen=True)
class OneLine:
    """Free text that fits on a line.

    Parameters
    ----------
    longest : int
        In characters.
    """

    longest: int

    @property
    def sentence(self) -> str:
        """The limit in words."""
        return f"one line of at most {self.longest} characters"

    def holds(self, values: pd.Series[Any]) -> pd.Series[bool]:
        """Whether each text is short enough and free of line breaks and control characters."""
        return values.str.fullmatch(rf"[^\x00-\x1f\x7f\x85\u2028\u2029]{{1,{self.longest}}}")

    def complain(self, text: str) -> Complaint:
        """Tell an overlong text from one with line breaks."""
        if len(text) > self.longest:
            return Complaint(f"longer than {self.longest} characters", "shorten it")
        return Complaint("holds a line break or a control character", "write it on one line")


def _listed(codes: Mapping[str, str]) -> str:
    return ", ".join(f"`{code}` ({meaning})" if meaning else f"`{code}`" for code, meaning in codes.items())
