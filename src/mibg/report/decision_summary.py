"""All decisions of the register at once: what moves, how many claims agree, and every value to download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from mibg.audit import agreement
from mibg.decisions import Alternative, Decision, as_frame, moved
from mibg.estimate import Estimate
from mibg.published import Claims
from mibg.report.data_link import data_link
from mibg.report.passed import passed
from mibg.report.shown import Shown
from mibg.report.tables import PageTable

Found = Mapping[str, Sequence[Alternative]]


@dataclass(frozen=True)
class DecisionSummary(Shown):
    """The register in one table; a notebook shows it when it is the last value of a cell.

    Parameters
    ----------
    table : PageTable
        A line each decision.
    data : DataFrame
        Every statistic under every option, as `mibg.decisions.as_frame` lays it out.
    """

    table: PageTable
    data: pd.DataFrame

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        """HTML of the table, with its data to download."""
        link = data_link("decisions", self.data, "Every value under every option, with its interval (CSV)")
        return f"{self.table._repr_html_()}<p>{link}</p>"


def decision_summary(register: Mapping[str, Decision], found: Found, claims: Claims) -> DecisionSummary:
    """Show all decisions: what moves, and how many claims lie within the print under the options.

    Parameters
    ----------
    register : mapping of str to Decision
        The decisions.
    found : mapping of str to sequence of Alternative
        Of `mibg.decisions.evaluate_all`.
    claims : Claims
        What is printed.
    """
    found = {name: passed(alternatives) for name, alternatives in found.items()}
    rows = tuple(_summed_up(decision, found[name], claims) for name, decision in register.items())
    header = (
        "",
        "Options",
        "Statistics",
        "of these moved",
        "Claims within the print, as chosen",
        "at least",
        "at most",
    )
    table = PageTable("What is left open, and what depends on it", header, rows)
    return DecisionSummary(table, as_frame(one for alternatives in found.values() for one in alternatives))


def decision_records(register: Mapping[str, Decision], found: Found, claims: Claims) -> dict[str, tuple[str, Estimate]]:
    """Count for every option the claims that lie within what their print allows: by id of a record, with its label."""
    return {
        f"decisions.{name}.{option}": (f"{decision.asks} {option.replace('_', ' ')}: claims within the print", count)
        for name, decision in register.items()
        for option, count in _agreements(passed(found[name]), claims).items()
    }


def _agreements(alternatives: Iterable[Alternative], claims: Claims) -> dict[str, Estimate]:
    by_option: dict[str, dict[str, Estimate]] = {}
    for one in alternatives:
        by_option.setdefault(one.option, {})[one.statistic] = one.estimate
    return {option: agreement(estimates, claims) for option, estimates in by_option.items()}


def _summed_up(decision: Decision, alternatives: Sequence[Alternative], claims: Claims) -> tuple[str, ...]:
    counts = _agreements(alternatives, claims)
    inside = [count.value or 0 for count in counts.values()]
    chosen = counts[decision.default]
    told = (f"{chosen.value or 0:.0f} of {chosen.n}", f"{min(inside):.0f}", f"{max(inside):.0f}")
    return (decision.asks, str(len(counts)), str(len(decision.statistics)), str(len(moved(alternatives))), *told)
