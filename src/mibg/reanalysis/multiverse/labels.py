"""What each quantity of the chapter is, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.headlines import HEADLINES

_LABELS: Final = {headline.name: headline.label for headline in HEADLINES}
_WHAT: Final = {
    "least": "least estimate over the specifications",
    "middle": "middle estimate over the specifications",
    "greatest": "greatest estimate over the specifications",
    "longer": "specifications in which survival is longer, as printed",
    "significant": "specifications with p below 0.05",
    "combinations": "combinations of options",
    "specifications": "specifications, combinations that make sense",
    "comparisons": "comparisons that differ in this cohort",
}


def labelled(found: Mapping[str, Estimate]) -> dict[str, tuple[str, Estimate]]:
    """Put beside each quantity what it is, by its id."""
    return {name: (_label(name), estimate) for name, estimate in found.items()}


def _label(name: str) -> str:
    _, headline, *among, what = name.split(".")
    return f"{_LABELS[headline]}: {_WHAT[what]}" + (", charts judged as in the Results" if among else "")
