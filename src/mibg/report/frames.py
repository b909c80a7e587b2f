"""Tables of a page from decision rules and from data frames."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mibg.report.tables import PageTable
from mibg.response import Rule


def rule_table(caption: str, rules: Sequence[Rule]) -> PageTable:
    """Show a decision table, one rule a line, in the order in which the rules are asked.

    Parameters
    ----------
    caption : str
        Above the table.
    rules : sequence of Rule
        In order of precedence.
    """
    rows = tuple((rule.name, rule.response, rule.sentence, rule.source) for rule in rules)
    return PageTable(caption, ("Rule", "Response", "When", "Source"), rows)


def frame_table(caption: str, frame: pd.DataFrame) -> PageTable:
    """Show a data frame without its index.

    Parameters
    ----------
    caption : str
        Above the table.
    frame : DataFrame
        Its first column names the rows. Underscores in the names of columns are shown as spaces, days without their
        hours, numbers to at most six digits, booleans as yes and no, and what is missing as nothing.
    """
    header = tuple(str(name).replace("_", " ") for name in frame.columns)
    return PageTable(caption, header, tuple(tuple(map(_text, row)) for row in frame.itertuples(index=False)))


def _text(value: object) -> str:
    """One cell, as a reader wants it."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
