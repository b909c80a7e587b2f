"""The five headline claims, and by which statistics of the register each is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mibg.decisions.analysis import Measure
from mibg.decisions.survival import SPLITS
from mibg.endpoints.groups import MULTIPLE, SINGLE


@dataclass(frozen=True)
class Headline:
    """One headline claim.

    Parameters
    ----------
    name, label : str
        Its name begins the ids of its quantities.
    estimate : str
        Id of the statistic that is estimated: a median, or a difference of medians.
    unit : str
        In which it is printed and shown.
    test : str or None
        Id of the p-value that is printed beside it.
    pair : (str, str) or None
        The two groups of a contrast, in the order of the difference.
    measure : {"imaging", "symptoms", "biochemistry"} or None
        By which patients are sorted at first follow-up.
    split : str
        How, by its name in `mibg.decisions.survival.SPLITS`.
    """

    name: str
    label: str
    estimate: str
    unit: str
    test: str | None = None
    pair: tuple[str, str] | None = None
    measure: Measure | None = None
    split: str = ""

    @property
    def statistics(self) -> tuple[str, ...]:
        """Ids of its statistics."""
        return (self.estimate,) if self.test is None else (self.estimate, self.test)


def _by_response(measure: Measure, label: str, split: str) -> Headline:
    first, second = dict.fromkeys(SPLITS[split].values())
    ids = f"{measure}.os.difference", f"{measure}.os.p"
    return Headline(measure, label, ids[0], "months", ids[1], (first, second), measure, split)


HEADLINES: Final = (
    Headline("overall", "Overall survival", "os.median", "years"),
    Headline("repeat", "Repeat treatment", "os.repeat.difference", "months", "os.repeat.p", (MULTIPLE, SINGLE)),
    _by_response("imaging", "Imaging", "control"),
    _by_response("symptoms", "Symptoms", "relief"),
    _by_response("biochemistry", "Laboratory values", "control"),
)
