"""Tables of a page from decision rules and from data frames."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import pandas as pd

from mibg.audit.formatting import Format, describe, format_estimate
from mibg.disclosure.chosen import gate_in_force
from mibg.disclosure.gate import Gate
from mibg.disclosure.source import COHORT, Source
from mibg.estimate import Estimate
from mibg.report.shown import UNDECLARED
from mibg.report.tables import PageTable, withheld_table
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


def frame_table(
    caption: str,
    frame: pd.DataFrame,
    *,
    counts: Collection[str] | Literal["others"] = (),
    words: Collection[str] = (),
    source: Source | Mapping[str, Source] = COHORT,
) -> PageTable:
    """Show a data frame without its index.

    Parameters
    ----------
    caption : str
        Above the table.
    frame : DataFrame
        Its first column names the rows. Underscores in the names of columns are shown as spaces, days without their
        hours, numbers to at most six digits, booleans as yes and no, estimates with their interval, and what is
        missing as nothing, also among estimates.
    counts : collection of str or ``"others"``
        Columns that count patients or events; all but those of words.
    words : collection of str
        Columns whose texts are those of the library, whatever the patients.
    source : Source, or mapping of str to Source
        Where the rows come from; or, by column, where those come from that do not come from the cohort.

    Returns
    -------
    PageTable
        Of a cohort, a gate shows columns of counts, of words and of estimates, each as its rule has it; a table with
        any other column it withholds.
    """
    gate = gate_in_force()
    counts = tuple(name for name in frame.columns if name not in words) if counts == "others" else counts
    sources = source if isinstance(source, Mapping) else dict.fromkeys(frame.columns, source)
    gates = {name: gate.for_source(sources.get(name, COHORT)) for name in frame.columns}
    columns = [_column(gates[name], name, frame[name], counts, words) for name in frame.columns]
    if any(column is None for column in columns):
        return withheld_table(caption, UNDECLARED)
    header = tuple(str(name).replace("_", " ") for name in frame.columns)
    return PageTable(caption, header, tuple(zip(*(column or [] for column in columns), strict=True)))


def _column(
    gate: Gate, name: str, values: pd.Series, counts: Collection[str], words: Collection[str]
) -> list[str] | None:
    """Write the cells of a column; None where the gate knows no rule for them."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, Estimate) for value in known):
        return ["" if value is None else _estimate(gate.estimate(value)) for value in values]
    if gate.open:
        return list(map(_text, values))
    if name in counts:
        return [gate.told(int(value)) for value in values]
    return list(map(gate.words, values)) if name in words else None


def _estimate(estimate: Estimate) -> str:
    if estimate.value is None:
        return describe(estimate)
    text = format_estimate(estimate, Format(bare=True)).removeprefix("p ").removeprefix("= ")
    if estimate.ci is None:
        return text
    return f"{text} ({format_estimate(estimate, Format('ci', bare=True)).split('CI ')[-1]})"


def _text(value: object) -> str:
    """One cell, as a reader wants it."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
