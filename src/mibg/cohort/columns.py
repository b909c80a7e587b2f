"""How a column and a table of the contract are declared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mibg.cohort.limits import Constraint


class Kind(Enum):
    """What kind of value a column holds; the value of each member says how it is written in a file."""

    TEXT = "text"
    NUMBER = "number with a decimal point"
    WHOLE = "whole number"
    DATE = "date, year-month-day"
    YES_NO = "yes or no"

    @property
    def dtype(self) -> str:
        """The pandas type of the column once read."""
        return _DTYPES[self]


_DTYPES = {
    Kind.TEXT: "string",
    Kind.NUMBER: "float64",
    Kind.WHOLE: "Int64",
    Kind.DATE: "datetime64[ns]",
    Kind.YES_NO: "boolean",
}


@dataclass(frozen=True)
class Column:
    """A column of a table, declared once for reading, checking, writing and describing it.

    Parameters
    ----------
    name : str
        Header of the column.
    kind : Kind
        Of its values.
    meaning : str
        What a value says, in one sentence without a full stop.
    constraint : Constraint, optional
        What each value must satisfy beyond its kind.
    unit : str, optional
        Of a number.
    required : bool
        Whether the column must be there.
    filled : bool
        Whether no cell of it may be empty.
    """

    name: str
    kind: Kind
    meaning: str
    constraint: Constraint | None = None
    unit: str | None = None
    required: bool = False
    filled: bool = False


@dataclass(frozen=True)
class Table:
    """A table of the contract.

    Parameters
    ----------
    name : str
        The file is ``<name>.csv``.
    one_row_is : str
        What a row stands for.
    columns : tuple of Column
        In the order in which they are written.
    key : tuple of str
        Columns that together name a row; no two rows agree in all of them.
    parent : str, optional
        Table in which a row with the same values in that table's key must be found.
    required : bool
        Whether a cohort must have it.
    """

    name: str
    one_row_is: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parent: str | None = None
    required: bool = False

    @property
    def file(self) -> str:
        """Name of the file, by which the table is called in a fault."""
        return f"{self.name}.csv"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def dates(self) -> tuple[str, ...]:
        """Names of the columns that hold dates."""
        return tuple(column.name for column in self.columns if column.kind is Kind.DATE)

    def column(self, name: str) -> Column:
        """Return the column of this name."""
        return next(column for column in self.columns if column.name == name)


def precision_of(date_column: str) -> str:
    """Name the companion of a date column, which says whether the `day`, the `month` or the `year` is known."""
    return f"{date_column}_precision"
