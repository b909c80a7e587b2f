"""The family of tests: printed p-values and recomputed ones, before and after allowing for their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mibg.audit.formatting import format_estimate
from mibg.disclosure.chosen import gate_in_force
from mibg.estimate import Estimate
from mibg.published import Test
from mibg.reanalysis.robustness import AllowedRange, adjust_printed, adjust_recomputed
from mibg.report.tables import PageTable

_PRINTED: Final = ("Test", "Printed p", "Holm, at most", "verdict", "False discovery rate, at most", "verdict")
_RECOMPUTED: Final = ("Test", "Recomputed p", "Holm", "False discovery rate")
_NO_P: Final = "“not significant”"


def printed_family_table(caption: str, family: Sequence[Test]) -> PageTable:
    """Show the printed p-values of a family with what either adjustment leaves of them.

    Parameters
    ----------
    caption : str
        Above the table.
    family : sequence of Test
        In the order of the lines.
    """
    pairs = zip(adjust_printed(family, "holm"), adjust_printed(family, "benjamini-hochberg"), strict=True)
    rows = [(holm.test.about, holm.test.printed or _NO_P, *_told(holm), *_told(fdr)) for holm, fdr in pairs]
    return PageTable(caption, _PRINTED, rows)


def recomputed_family_table(caption: str, family: Sequence[Test], recomputed: Mapping[str, Estimate]) -> PageTable:
    """Show the recomputed p-values of a family before and after either adjustment.

    Parameters
    ----------
    caption : str
        Above the table.
    family : sequence of Test
        In the order of the lines.
    recomputed : mapping of str to Estimate
        p of each test, by its statistic.
    """
    mine = {test.statistic: recomputed[test.statistic] for test in family}
    columns = [mine, adjust_recomputed(mine, "holm"), adjust_recomputed(mine, "benjamini-hochberg")]
    gate = gate_in_force()
    rows = [(test.about, *(_unbroken(gate.estimate(column[test.statistic])) for column in columns)) for test in family]
    return PageTable(caption, _RECOMPUTED, rows)


def _told(found: AllowedRange) -> tuple[str, str]:
    return f"{found.high:.2g}", found.verdict


def _unbroken(p: Estimate) -> str:
    return format_estimate(p).replace(" ", "\N{NO-BREAK SPACE}")
