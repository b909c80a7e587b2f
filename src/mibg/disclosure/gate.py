"""The gate: one object that knows the rule of every kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mibg.disclosure.curves import Floats, Steps, coarse_steps
from mibg.disclosure.estimates import let_through
from mibg.disclosure.rounding import midpoint
from mibg.disclosure.rules import RULES
from mibg.disclosure.source import COHORT, Source
from mibg.disclosure.texts import few, without_small_numbers
from mibg.estimate import Estimate

NOT_SHOWN: Final = "not shown"


@dataclass(frozen=True)
class Gate:
    """Decides what of a cohort is shown, and how.

    Parameters
    ----------
    least : int, optional
        So many patients or events, or fewer, are not shown; None for an open gate, which shows all as it is.
    """

    least: int | None = None

    def __post_init__(self) -> None:
        if self.least is not None and self.least < 2:
            raise ValueError("a gate that protects nobody is an open one")

    @property
    def open(self) -> bool:
        """Whether everything is shown as it is."""
        return self.least is None

    def for_source(self, source: Source) -> Gate:
        """Give this gate for what comes from the cohort, and an open one for everything else."""
        return self if source == COHORT else OPEN

    def count(self, n: int) -> int | None:
        """Round a count of patients or events; None where it may not be shown."""
        return n if self.least is None else midpoint(n, self.least)

    def told(self, n: int, *, brief: bool = False) -> str:
        """Write a count as it may be shown: ``13``, or ``5 or fewer``, in brief ``≤ 5``."""
        count = self.count(n)
        if count is not None:
            return str(count)
        return f"≤\N{NO-BREAK SPACE}{self.least}" if brief else few(self.least or 0)

    def words(self, text: str) -> str:
        """Write a sentence of the library with the numbers in it that may come from patients rounded as counts."""
        return text if self.least is None else without_small_numbers(text, self.least)

    def estimate(self, estimate: Estimate) -> Estimate:
        """Round an estimate, or withhold it."""
        return estimate if self.least is None else let_through(estimate, self.least)

    def steps(self, time: Floats, at_risk: Floats, events: Floats) -> Steps:
        """Merge the steps of a curve: see `mibg.disclosure.curves.coarse_steps`."""
        if self.least is None:
            fell = events > 0
            return Steps(time[fell], at_risk[fell], events[fell])
        return coarse_steps(time, at_risk, events, self.least)

    def sentences(self) -> dict[str, str]:
        """What is done to each kind of thing, in a sentence; nothing where the gate is open."""
        return {} if self.least is None else {rule.kind: rule.sentence(self.least) for rule in RULES}


OPEN: Final = Gate()
