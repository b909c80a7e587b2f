"""Faults in what a user handed over: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a user's file, told in one line.

    Parameters
    ----------
    source : str
        The table or file at fault, as the user names it (``patients.csv``).
    problem : str
        What is wrong, without its place.
    remedy : str
        What to do about it, as an imperative.
    row : int, optional
        Row as a spreadsheet shows it: the header is row 1, the first data row is row 2.
    column : str, optional
        Column name.
    value : str, optional
        The offending text, exactly as it stands in the file.
    """

    source: str
    problem: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = [self.source, *self._place()]
        return f"{', '.join(place)}: {self._told()}"

    @property
    def within(self) -> str:
        """The line without its source, for a list of what is wrong with that."""
        place = self._place()
        return f"{', '.join(place)}: {self._told()}" if place else self._told()

    def _place(self) -> list[str]:
        row = [] if self.row is None else [f"row {self.row}"]
        return row if self.column is None else [*row, f"column {self.column}"]

    def _told(self) -> str:
        quoted = "" if self.value is None else f"{self.value!r}: "
        return f"{quoted}{self.problem}; {self.remedy}"


class InputFaults(Exception):  # noqa: N818 - it carries faults, and is named for them
    """All faults found in one run, so that a user mends them at once.

    Parameters
    ----------
    faults : iterable of Fault
        At least one fault; kept in the order given.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def raise_if_any(faults: Iterable[Fault]) -> None:
    """Raise `InputFaults` when there is at least one fault.

    Raises
    ------
    InputFaults
        With every fault given.
    """
    collected = tuple(faults)
    if collected:
        raise InputFaults(collected)
