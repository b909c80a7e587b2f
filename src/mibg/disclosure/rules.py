"""The rules of the gate, each in a sentence for readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ShownRule:
    """What is done to one kind of thing before it is shown.

    Parameters
    ----------
    kind : str
        What it is about.
    says : str
        The rule; ``{least}``, ``{twice}`` and ``{four}`` stand for numbers that depend on what a user chose.
    """

    kind: str
    says: str

    def sentence(self, least: int) -> str:
        """Write the rule with its numbers."""
        return self.says.format(least=least, twice=2 * least, four=4 * least)


RULES: Final = (
    ShownRule(
        "Counts",
        "A count of {least} or fewer is not shown, and nobody is told whether it is zero. Any other is shown as the "
        "middle of its class of {least} numbers, each count by itself, so that totals need not be the sums of their "
        "parts and no small one follows by subtraction.",
    ),
    ShownRule(
        "Shares",
        "A share is computed from counts so rounded. It is not shown where {least} patients or fewer have what is "
        "counted, or lack it.",
    ),
    ShownRule(
        "Estimates",
        "An estimate that rests on {least} patients or events, or fewer, in all or in one of the groups compared, is "
        "not shown. A comparison whose smallest group is not known is not shown either. Of neither is it told why "
        "there is no estimate, for it may be that a group is empty.",
    ),
    ShownRule(
        "Measured values",
        "Smallest and largest values are never shown. A median of a time or an amount rests on at least {twice} "
        "values or events, in each group if groups are compared, one with quartiles on {four}. Times are rounded to "
        "whole months or a tenth of a year, activities to 100 MBq.",
    ),
    ShownRule(
        "Precision",
        "Standard errors and p-values have two significant digits, hazard ratios two decimals. A share of a curve is "
        "rounded to a step that at least {least} patients make, one of specifications to whole per cent. How many "
        "specifications the cohort leaves is not shown.",
    ),
    ShownRule(
        "Curves",
        "A survival curve falls in steps of {least} events or more, at the end of the month of the last of them, and "
        "ends where {least} or fewer are at risk. It is computed anew from those steps and rounded numbers at risk. "
        "Censored patients are not marked.",
    ),
    ShownRule(
        "Single patients",
        "Figures and tables in which a point or a row is one patient or one event are left out.",
    ),
    ShownRule("Words", "A word that follows from a number that is not shown is not shown."),
)
