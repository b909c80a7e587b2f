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
    refuse_all(rows, [(wrong, rule)])


def refuse_all(rows: pd.DataFrame, rules: Sequence[tuple[npt.ArrayLike, str]]) -> None:
    """Refuse rows that break one of several rules, all of which are told at once.

    Parameters
    ----------
    rows : DataFrame, n rows
        As for `refuse`.
    rules : sequence of (array_like of bool, shape (n,), and str)
        Which rows break each rule, and what must hold.

    Raises
    ------
    InvalidFindings
        With a line for every rule that is broken, and the first five rows of each.
    """
    broken = [_broken(rows[np.asarray(wrong, dtype=bool)], rule) for wrong, rule in rules if np.any(wrong)]
    if broken:
        raise InvalidFindings("\n".join(broken))


def _broken(found: pd.DataFrame, rule: str) -> str:
    shown = "; ".join(_told(row) for row in found.head(_SHOWN).to_dict("records"))
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{rule}: {shown}{more}"


def _told(row: dict[object, object]) -> str:
    return ", ".join(f"{name} {_text(value)}" for name, value in row.items())


def _text(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
