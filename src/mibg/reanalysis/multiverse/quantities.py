"""What the specifications of each headline say together, by the ids under which the chapter records it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

import numpy as np

from mibg.cohort import Cohort
from mibg.decisions import Bench, load_register
from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.headlines import HEADLINES
from mibg.reanalysis.multiverse.multiverse import Multiverse, multiverse
from mibg.reanalysis.multiverse.specifications import as_judged, dimensions, specifications

LEVEL: Final = 0.05
_FUNCTION: Final = "mibg.reanalysis.multiverse.quantities_of"
_MIDDLE: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "least": min,
    "middle": lambda values: float(np.median(values)),
    "greatest": max,
}
_register = cache(load_register)


def quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Ask a cohort about the specifications that judge its charts as the Results do.

    Judging charts anew under every rule takes several times as long as everything else that a member of an ensemble is
    asked. In charts that hold nothing outside the windows of follow-up, and no case that two rules read differently,
    it moves nothing either.

    Returns
    -------
    dict of str to Estimate
        As `quantities_of`, by ids such as ``multiverse.imaging.as_judged.significant``.
    """
    bench = Bench(cohort)
    return {
        f"multiverse.{headline.name}.as_judged.{what}": estimate
        for headline in HEADLINES
        for found in [specifications(bench, as_judged(dimensions(headline, _register())))]
        for what, estimate in quantities_of(multiverse(bench, headline, found)).items()
    }


def quantities_of(found: Multiverse) -> dict[str, Estimate]:
    """Sum up a headline over its specifications.

    Parameters
    ----------
    found : Multiverse
        The headline.

    Returns
    -------
    dict of str to Estimate
        ``least``, ``middle`` and ``greatest``: of the estimates, each specification counted once. For a contrast also
        ``longer``, the share in which the first group has the longer median, as in the paper, and ``significant``, the
        share in which the log-rank p is below 0.05. Shares are of the specifications that are estimable.
    """
    summed = {name: _of_estimates(found, name) for name in _MIDDLE}
    if found.headline.pair is None:
        return summed
    longer = _share(found, found.estimates, lambda value: value > 0, "the first group has the longer median")
    return summed | {
        "longer": longer,
        "significant": _share(found, found.tests, lambda value: value < LEVEL, f"the log-rank p is below {LEVEL:g}"),
    }


def _of_estimates(found: Multiverse, name: str) -> Estimate:
    values = _values(found.estimates)
    convention = f"{name.capitalize()} of the specifications that are estimable"
    about = (found.headline.unit, found.patients, convention, _FUNCTION)
    if not values:
        return Estimate(None, *about, reason=_why_none(found.estimates))
    parts, smallest = _counted(found.estimates), _smallest(found.estimates)
    return Estimate(float(_MIDDLE[name](values)), *about, parts=parts, smallest=smallest)


def _counted(estimates: Sequence[Estimate]) -> dict[str, float]:
    return {"specifications": float(len(estimates)), "estimable": float(len(_values(estimates)))}


def _smallest(estimates: Sequence[Estimate]) -> int | None:
    """Patients or events, whichever are fewest, that any of the estimates rests on; None where one does not tell."""
    told = [one.smallest if one.smallest is not None else one.events for one in estimates if one.value is not None]
    return min((size for size in told if size is not None), default=None) if None not in told else None


def _share(found: Multiverse, estimates: Sequence[Estimate], is_so: Callable[[float], bool], what: str) -> Estimate:
    """Share of specifications; of patients it tells as much as the estimates that it counts."""
    values = _values(estimates)
    about = ("%", found.patients, f"Share of the specifications that are estimable in which {what}", _FUNCTION)
    if not values:
        return Estimate(None, *about, reason=_why_none(estimates))
    share = 100 * sum(map(is_so, values)) / len(values)
    return Estimate(share, *about, parts=_counted(estimates), smallest=_smallest(estimates))


def _values(estimates: Sequence[Estimate]) -> list[float]:
    return [one.value for one in estimates if one.value is not None]


def _why_none(estimates: Sequence[Estimate]) -> str:
    reasons = dict.fromkeys(one.reason for one in estimates if one.reason)
    return f"no specification is estimable: {'; '.join(reasons)}"
