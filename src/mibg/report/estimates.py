"""Tables of estimates that belong to no audit: examples on published data."""

from __future__ import annotations

from collections.abc import Mapping

from mibg.audit.formatting import describe
from mibg.estimate import Estimate
from mibg.report.tables import PageTable


def estimate_table(caption: str, estimates: Mapping[str, Estimate]) -> PageTable:
    """Show estimates whole, with the value that an independent implementation gives.

    Parameters
    ----------
    caption : str
        Above the table.
    estimates : mapping of str to Estimate
        By what each is, in a few words.
    """
    rows = tuple((name, describe(estimate), _second(estimate)) for name, estimate in estimates.items())
    return PageTable(caption, ("", "Estimate", "Second opinion"), rows)


def _second(estimate: Estimate) -> str:
    if estimate.second is None:
        return "no independent implementation"
    return f"{estimate.second.value:.5g} by {estimate.second.implementation.split('.', maxsplit=1)[0]}"
