"""Malformed findings are refused here, with the rows at fault."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

_SHOWN = 5


class InvalidFindings(ValueError):  # noqa: N818 - named for the data it refuses
    """Measurements or findings that no rule can judge, with the rows at fault."""


def refuse(rows: pd.DataFrame, wrong: npt.ArrayLike, rule: str) -> None:
    """Refuse rows that break a rule.

    Parameters
    ----------
    rows : DataFrame, n rows
        Each row is shown with the columns it is handed over with: those that name it, and the value at fault.
    wrong : array_like of bool, shape (n,)
        Which of them break it.
    rule : str
        What must hold, as a sentence without a full stop.

    Raises
    ------
    InvalidFindings
        When at least one row is wrong; names the first five.
    """
    refuse_all(rows, [(wrong, rule)], list(rows.columns))


def refuse_all(
    table: pd.DataFrame,
    rules: Sequence[tuple[npt.ArrayLike, str]],
    columns: Sequence[str],
    rows: npt.NDArray[np.int64] | None = None,
) -> None:
    """Refuse rows that break one of several rules, all of which are told at once.

    Parameters
    ----------
    table : DataFrame
        Holds the rows.
    rules : sequence of (array_like of bool, shape (n,), and str)
        Which rows break each rule, and what must hold.
    columns : sequence of str
        Those by which a row is shown.
    rows : ndarray of int, shape (n,), optional
        Which rows of the table are meant; all of them by default.

    Raises
    ------
    InvalidFindings
        With a line for every rule that is broken, and the first five rows of each.
    """
    raise_if_any(broken(table, rules, columns, rows))


def broken(
    table: pd.DataFrame,
    rules: Sequence[tuple[npt.ArrayLike, str]],
    columns: Sequence[str],
    rows: npt.NDArray[np.int64] | None = None,
) -> list[str]:
    """Tell which rules are broken, a line each; parameters as for `refuse_all`."""
    told = []
    for wrong, rule in rules:
        places = np.flatnonzero(np.asarray(wrong, dtype=bool))
        if len(places):
            found = table.iloc[places if rows is None else rows[places]]
            told.append(complaint(found[list(columns)], rule))
    return told


def raise_if_any(complaints: Sequence[str]) -> None:
    """Raise `InvalidFindings` with a line for every complaint, when there is at least one."""
    if complaints:
        raise InvalidFindings("\n".join(complaints))


def complaint(found: pd.DataFrame, rule: str) -> str:
    """Tell in one line the rule that rows break, and the first five of them, by their columns."""
    shown = "; ".join(_told(row) for row in found.head(_SHOWN).to_dict("records"))
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{rule}: {shown}{more}"


def _told(row: dict[object, object]) -> str:
    return ", ".join(f"{name} {_text(value)}" for name, value in row.items())


def _text(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
