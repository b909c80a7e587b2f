"""Follow-up scans: how many of which category, beside which CT."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.targets import Targets

Pair = tuple[str, str]  # category by CT, category by scan

_SAID: Final[dict[str, Pair]] = {
    "imaging.both.ct_pd_scan_sd": ("PD", "SD"),
    "imaging.both.ct_sd_scan_response": ("SD", "PR"),
    "imaging.both.ct_sd_scan_pd": ("SD", "PD"),
}
_UNSAID: Final[Pair] = ("PR", "SD")
"""What a discordant pair is that the paper counts and does not describe: no progression beside a response."""
_CONCORDANT: Final = ("SD", "PD", "PR")
"""Categories of concordant pairs, from the most common one on."""
_GROUP: Final = {"PD": "progression", "PR": "response", "CR": "response", "SD": "stable"}


@dataclass(frozen=True)
class ScanPairs:
    """Follow-up scans of a cohort.

    Parameters
    ----------
    by_group : dict of str to list of Pair
        Patients with both, by what the two say together.
    scan_only : list of str
        Categories of those without CT.
    """

    by_group: dict[str, list[Pair]]
    scan_only: list[str]


def scan_pairs(targets: Targets) -> ScanPairs:
    """Share out the scans between patients with CT and patients without.

    Raises
    ------
    ValueError
        When the printed counts leave fewer than no scans of a category to patients without CT.
    """
    left = Counter({name.upper(): targets.whole(f"imaging.scan.{name}") for name in ("cr", "pr", "sd", "pd")})
    discordant = [pair for name, pair in _SAID.items() for _ in range(targets.whole(name))]
    discordant += [_UNSAID] * (targets.whole("imaging.both.discordant") - len(discordant))
    left.subtract(scan for _, scan in discordant)
    concordant = targets.whole("imaging.both.n") - len(discordant)
    pairs = discordant + [(category, category) for category in _concordant(left, concordant)]
    left.subtract(category for category, _ in pairs[len(discordant) :])
    if min(left.values()) < 0:
        raise ValueError("the scans of patients with CT are more than all scans of their category")
    return ScanPairs(_by_group(pairs), sorted(left.elements()))


def _concordant(left: Counter[str], n: int) -> list[str]:
    """Share concordant pairs out as the scans that are left are, the remainder to the most common category."""
    total = sum(left[category] for category in _CONCORDANT)
    shares = {category: n * left[category] // total for category in _CONCORDANT}
    shares[_CONCORDANT[0]] += n - sum(shares.values())
    return [category for category, share in shares.items() for _ in range(share)]


def _by_group(pairs: list[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        group = next(_GROUP[category] for category in ("PD", "CR", "PR", "SD") if category in pair)
        found.setdefault(group, []).append(pair)
    return found
