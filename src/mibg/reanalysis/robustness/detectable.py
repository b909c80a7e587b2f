"""The smallest difference that a comparison of so many patients could be expected to find."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scipy.stats import norm

from mibg.estimate import Estimate
from mibg.published import Claims, counts_allowed
from mibg.reanalysis.robustness.contrasts import Rows
from mibg.units import convert

LEVEL: Final = 0.05
POWER: Final = 0.8
_HERE: Final = "mibg.reanalysis.robustness.detectable"
_GROUPS: Final[Mapping[str, tuple[str, bool]]] = {
    "repeat": ("table1.multiple", True),
    "imaging": ("results.imaging.pd", False),
    "symptoms": ("results.symptoms.response", True),
    "biochemistry": ("results.biochemistry.pd", False),
}


@dataclass(frozen=True)
class Sizes:
    """Patients of the two groups of a contrast.

    Parameters
    ----------
    first, second : int
        Patients of each.
    """

    first: int
    second: int

    @property
    def n(self) -> int:
        """Patients of both."""
        return self.first + self.second


def printed_sizes(claims: Claims) -> dict[str, Sizes]:
    """Read the sizes of the groups of each headline contrast off the printed percentages.

    Parameters
    ----------
    claims : Claims
        Of the paper. Where several counts print as the percentage, the smallest is taken.
    """
    return {name: _sizes(claims, *where) for name, where in _GROUPS.items()}


def _sizes(claims: Claims, claim: str, of_first: bool) -> Sizes:
    printed = claims.by_id[claim]
    total = printed.denominator or 0
    count = counts_allowed(printed.parts[0], total)[0]
    return Sizes(count, total - count) if of_first else Sizes(total - count, count)


def sizes_of(rows: Rows) -> Sizes:
    """Count the patients of each group; who changes group counts for the one he ends in."""
    first = len(set(rows.patient[rows.first]))
    return Sizes(first, rows.n - first)


def expected_deaths(sizes: Sizes, rows: Rows) -> float:
    """Deaths among so many patients if the share that dies is the same as in some rows; 0 where those are none."""
    return sizes.n * float(rows.times.event.sum()) / rows.n if rows.n else 0.0


def detectable_hazard_ratio(sizes: Sizes, deaths: float) -> Estimate:
    """Hazard ratio that would be found significant with 80 % probability, two-sided 5 %.

    Parameters
    ----------
    sizes : Sizes
        Of the two groups.
    deaths : float
        In both together.

    Returns
    -------
    Estimate
        Unit ``ratio``, below 1: the hazard of the first group over that of the second would have to be so low, or
        its inverse so high. Not estimable without deaths, or where a group has nobody.

    Notes
    -----
    Schoenfeld 1983: log ratio = (z(1 - level / 2) + z(power)) / sqrt(deaths p (1 - p)), p the share in a group.
    """
    convention = f"Schoenfeld's formula, power {POWER:.0%}, two-sided {LEVEL:.0%}, {sizes.first} against {sizes.second}"
    function, events = f"{_HERE}.detectable_hazard_ratio", round(deaths)
    if not (sizes.first and sizes.second):
        return Estimate(None, "ratio", sizes.n, convention, function, events, reason="a group has nobody")
    if deaths <= 0:
        return Estimate(None, "ratio", sizes.n, convention, function, events, reason="there are no deaths")
    needed = float(norm.ppf(1 - LEVEL / 2) + norm.ppf(POWER))
    share = sizes.first / sizes.n
    ratio = math.exp(-needed / math.sqrt(deaths * share * (1 - share)))
    about = (ratio, "ratio", sizes.n, convention, function, events)
    return Estimate(*about, parts={"inverse": 1 / ratio}, smallest=min(sizes.first, sizes.second))


def detectable_difference(ratio: Estimate, rows: Rows, unit: str = "months") -> Estimate:
    """Difference of medians that a detectable hazard ratio comes to when survival is exponential.

    Parameters
    ----------
    ratio : Estimate
        From `detectable_hazard_ratio`.
    rows : Rows
        The survival of its second group gives the rate, deaths over time at risk, so that no median need be reached.
    unit : str
        Unit of the estimate.
    """
    convention, function = f"{ratio.convention}; exponential survival", f"{_HERE}.detectable_difference"
    second = rows.of(rows.pair[1])
    deaths = int(second.event.sum())
    reason = ratio.reason or (None if deaths else f"nobody of the group “{rows.pair[1]}” died")
    if reason is not None or ratio.value is None:
        return Estimate(None, unit, ratio.n, convention, function, ratio.events, reason=reason)
    at_risk = float((second.time - second.entry.clip(min=0)).sum())
    median = convert(math.log(2) * at_risk / deaths, "days", unit)
    about = (median / ratio.value - median, unit, ratio.n, convention, function, ratio.events)
    return Estimate(*about, parts={"median": median}, smallest=min(ratio.smallest or deaths, deaths))
