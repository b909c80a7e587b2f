"""Tables of estimates that belong to no audit: examples on published data."""

from __future__ import annotations

from collections.abc import Mapping

from mibg.audit.formatting import describe
from mibg.disclosure.chosen import gate_in_force
from mibg.disclosure.source import COHORT, Source
from mibg.estimate import Estimate
from mibg.report.tables import PageTable


def estimate_table(caption: str, estimates: Mapping[str, Estimate], source: Source = COHORT) -> PageTable:
    """Show estimates whole, with the value that an independent implementation gives.

    Parameters
    ----------
    caption : str
        Above the table.
    estimates : mapping of str to Estimate
        By what each is, in a few words.
    source : Source
        What they were computed from.
    """
    gate = gate_in_force().for_source(source)
    passed = {name: gate.estimate(estimate) for name, estimate in estimates.items()}
    rows = tuple((name, describe(estimate), _second(estimate)) for name, estimate in passed.items())
    return PageTable(caption, ("", "Estimate", "Second opinion"), rows)


def _second(estimate: Estimate) -> str:
    if estimate.withheld:
        return ""
    if estimate.second is None:
        return "no independent implementation"
    by = estimate.second.implementation.split(".", maxsplit=1)[0]
    if estimate.second.value is None:
        return f"{by} gives none on such data"
    return f"{estimate.second.value:.5g} by {by}"
