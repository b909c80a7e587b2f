"""What each number of the chapter on repeat treatment is, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mibg.estimate import Estimate

_DESIGNS: Final = {"naive": "naive", "time_dependent": "time-dependent", "landmark": "landmark, {} months"}
_NUMBERS: Final = {
    **{"ratio": "hazard ratio", "difference": "difference of medians", "p": "p"},
    **{"multiple": "median, several treatments", "single": "median, one treatment"},
    "as_large": "share of cohorts with a difference as large as printed",
    "significant": "share of cohorts significant in the printed direction",
    "error": "Monte-Carlo error of a share of cohorts",
}


def labelled(found: Mapping[str, Estimate]) -> dict[str, tuple[str, Estimate]]:
    """Put beside each comparison by the number of treatments what it is, by its id.

    Parameters
    ----------
    found : mapping of str to Estimate
        By ids such as ``immortal.landmark_18.ratio``: a design, then what was computed under it.

    Returns
    -------
    dict of str to (str, Estimate)
        ``Several treatments against one, landmark, 18 months: hazard ratio`` beside the number.
    """
    return {name: (_label(name), estimate) for name, estimate in found.items()}


def simulated(prefix: str, cohorts: str, found: Mapping[str, Estimate]) -> dict[str, tuple[str, Estimate]]:
    """Put beside each number of simulated cohorts what it is, by its id.

    Parameters
    ----------
    prefix : str
        The ids begin with it: ``immortal.null``.
    cohorts : str
        Which cohorts they are: ``Where a second dose does nothing``.
    found : mapping of str to Estimate
        ``difference``, ``multiple``, ``single``, ``as_large``, ``significant`` or ``error``.

    Returns
    -------
    dict of str to (str, Estimate)
        ``Where a second dose does nothing: difference of medians`` beside the number.
    """
    return {f"{prefix}.{what}": (f"{cohorts}: {_NUMBERS[what]}", estimate) for what, estimate in found.items()}


def _label(name: str) -> str:
    design, what = name.split(".")[1:]
    kind, _, month = design.partition("_") if design.startswith("landmark") else (design, "", "")
    return f"Several treatments against one, {_DESIGNS[kind].format(month)}: {_NUMBERS[what]}"
