"""Statistics under every option of a decision, each a full run of the analysis with that one choice changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from mibg.cohort import Cohort
from mibg.decisions.analysis import Analysis
from mibg.decisions.bench import Bench
from mibg.decisions.choices import AS_IN_THE_RESULTS, Choices
from mibg.decisions.register import Decision
from mibg.decisions.statistics import compute
from mibg.estimate import Estimate


@dataclass(frozen=True)
class Alternative:
    """A statistic under one option of a decision.

    Parameters
    ----------
    decision, option, statistic : str
        Their ids.
    chosen : bool
        Whether the option is the one by which the Results are computed.
    estimate : Estimate
        The statistic.
    """

    decision: str
    option: str
    statistic: str
    chosen: bool
    estimate: Estimate


def evaluate(bench: Bench, decision: Decision, among: Choices = AS_IN_THE_RESULTS) -> tuple[Alternative, ...]:
    """Compute what a decision bears on under each of its options.

    Parameters
    ----------
    bench : Bench
        The cohort; what options have in common is computed once.
    decision : Decision
        One of the register.
    among : Choices
        The options of all other decisions; by default those of the Results.

    Returns
    -------
    tuple of Alternative
        Option by option, each with the statistics in their order.
    """
    return tuple(
        Alternative(decision.id, option, statistic, option == decision.default, compute(analysis, statistic))
        for option in decision.options
        for analysis in [analyse(bench, among.with_option(decision.id, option))]
        for statistic in decision.statistics
    )


def evaluate_all(cohort: Cohort, register: Mapping[str, Decision]) -> dict[str, tuple[Alternative, ...]]:
    """Evaluate every decision of a register on a cohort, one at a time, by the id of the decision."""
    bench = Bench(cohort)
    return {name: evaluate(bench, decision) for name, decision in register.items()}


def moved(alternatives: Sequence[Alternative]) -> tuple[str, ...]:
    """Name the statistics that some option of a decision moves: in value, error, or patients."""
    first: dict[str, Estimate] = {}
    differs = {one.statistic: False for one in alternatives}
    for one in alternatives:
        differs[one.statistic] |= not alike(one.estimate, first.setdefault(one.statistic, one.estimate))
    return tuple(name for name, moves in differs.items() if moves)


def alike(one: Estimate, other: Estimate) -> bool:
    """Whether two estimates have the same value, error and number of patients."""
    return (one.value, one.se, one.n) == (other.value, other.se, other.n)


def analyse(bench: Bench, chosen: Choices) -> Analysis:
    """Give the analysis of a cohort under some choices, the same one whenever it is asked for."""
    return bench.memory.once(Analysis, bench, chosen)


def as_frame(alternatives: Iterable[Alternative]) -> pd.DataFrame:
    """Lay alternatives out as a table, one a row.

    Returns
    -------
    DataFrame
        decision, option, chosen, statistic, value, unit, se, ci_low, ci_high, n, events; reason where there is no
        value.
    """
    columns = ["decision", "option", "chosen", "statistic"]
    columns += ["value", "unit", "se", "ci_low", "ci_high", "n", "events", "reason"]
    return pd.DataFrame([_row(one) for one in alternatives], columns=columns)


def _row(one: Alternative) -> tuple[object, ...]:
    found = one.estimate
    low, high = found.ci or (None, None)
    numbers = (found.value, found.unit, found.se, low, high, found.n, found.events, found.reason)
    return (one.decision, one.option, one.chosen, one.statistic, *numbers)
