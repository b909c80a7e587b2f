"""What a mapping declares of one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MAPPING_FILE: Final = "mapping.yaml"


@dataclass(frozen=True)
class Recode:
    """Codes of theirs, each with ours.

    Parameters
    ----------
    codes : mapping of str to str
        Ours by theirs; an empty text clears the cell.
    keep : bool
        Whether a cell with any other text stays as it is; otherwise it is a fault.
    """

    codes: Mapping[str, str]
    keep: bool = False


@dataclass(frozen=True)
class Reckoned:
    """A date reckoned from another one and a duration.

    Parameters
    ----------
    start : str
        A date (ISO 8601), or the column of theirs that holds it.
    unit : str
        Of the duration.
    duration : str
        Column of theirs; its values are rounded to whole days.
    backwards : bool
        Whether the duration ends at `start` rather than begins there.
    form : str, optional
        How the dates of the column `start` are written; ISO 8601 by default.
    when : mapping of str to tuple of str
        Columns of theirs, each with the values at one of which there is such a date; else the cell is empty.
    """

    start: str
    unit: str
    duration: str
    backwards: bool = False
    form: str | None = None
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def columns(self) -> set[str]:
        """Columns of theirs that it needs, `start` left out."""
        return {self.duration, *self.when}


@dataclass(frozen=True)
class TableMapping:
    """How one table of the contract is made of a table of theirs; columns are ours but for the keys of `rename`.

    Parameters
    ----------
    table, sheet : str
        Our table, and theirs.
    rename : mapping of str to str
        Our column by theirs; columns that have our names already need no entry.
    recode, convert, constant, numbered, reckoned : mapping by our column
        Codes; the unit of a number or the form of a date; a value for all rows; what the number of the row is put
        behind; dates from durations.
    ignore : frozenset of str
        Columns of theirs that are not needed.
    is_own : bool
        Whether it was declared by the user.
    """

    table: str
    sheet: str
    rename: Mapping[str, str] = field(default_factory=dict)
    recode: Mapping[str, Recode] = field(default_factory=dict)
    convert: Mapping[str, str] = field(default_factory=dict)
    constant: Mapping[str, str] = field(default_factory=dict)
    numbered: Mapping[str, str] = field(default_factory=dict)
    reckoned: Mapping[str, Reckoned] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    is_own: bool = False

    def origin_of(self, column: str, header: tuple[str, ...]) -> str | None:
        """Name the column of theirs that our column is taken from, if it is taken from one."""
        renamed = [theirs for theirs, ours in self.rename.items() if ours == column and theirs in header]
        if renamed:
            return renamed[0]
        return column if column in header and column not in self.ignore and column not in self.rename else None

    def needs(self) -> set[str]:
        """Columns of theirs that are used otherwise than as a column of ours."""
        return {name for made in self.reckoned.values() for name in (*made.columns, made.start)}
