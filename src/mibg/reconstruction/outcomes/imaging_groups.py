"""Imaging groups: who was followed by CT or by scan, and how he responded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from mibg.published import counts_allowed
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.margins import choose_counts
from mibg.reconstruction.outcomes.course import LEAST_FOLLOWED_DAYS
from mibg.reconstruction.outcomes.first_groups import LOST, Group, Groups, Survival
from mibg.reconstruction.outcomes.group_survival import Measure, tally_groups
from mibg.reconstruction.outcomes.groups import Estimating, Grouping, place_groups
from mibg.reconstruction.outcomes.scans import scan_pairs
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.tallies import Ranks, ranked
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes
from mibg.survival.cox import cox, interactions, likelihood_ratio

RESPONSE, STABLE, PROGRESSION, SCAN_ONLY = "response", "stable", "progression", "scan only"

_RESPONSE, _STABLE = frozenset({RESPONSE}), frozenset({STABLE})
_CONTROLLED: Final = _RESPONSE | _STABLE
_MEASURE: Final = Measure(
    "imaging", ("controlled", _CONTROLLED), ("pd", frozenset({PROGRESSION})), frozenset({SCAN_ONLY, LOST})
)


def group_imaging(targets: Targets, times: SurvivalTimes, repeated: Sequence[bool], dice: Dice) -> Grouping:
    """Choose who was followed by CT or by scan, and how he responded.

    Parameters
    ----------
    targets : Targets
        Those that are about other statistics are passed over.
    times : SurvivalTimes
        Of all patients since first treatment, in days.
    repeated : sequence of bool, shape (n,)
        Who was treated more than once.
    dice : Dice
        Chooses.
    """
    categories, pairs = categories_by_ct(targets), scan_pairs(targets)
    wanted = {
        RESPONSE: Group(categories["cr"] + categories["pr"], "imaging.os.controlled"),
        STABLE: Group(categories["stable"], "imaging.os.controlled"),
        PROGRESSION: Group(categories["pd"], "imaging.os.pd"),
        SCAN_ONLY: Group(len(pairs.scan_only), "followup.imaging.lost.os_median"),
    }
    survival = Survival(times, LEAST_FOLLOWED_DAYS)
    ranks = ranked(times.time, times.event)
    estimating = Estimating(
        lambda found: _MEASURE.guides(ranks, found),
        lambda found: {**_MEASURE.tests(ranks, found), **_tests(ranks, times, found, repeated)},
        _MEASURE.leaning(targets.tilt, survival.days),
    )
    return place_groups(wanted, survival, estimating, targets, dice)


def _tests(ranks: Ranks, times: SurvivalTimes, groups: Groups, repeated: Sequence[bool]) -> Estimates:
    """Test responses, and whether response and repeat treatment interact, whoever had octreotide."""
    seen = np.isin(groups, list(_MEASURE.seen))
    frame = pd.DataFrame({"multiple": np.array(repeated), "controlled": np.isin(groups, list(_CONTROLLED))})[seen]
    fits = [cox(times.where(seen), columns, ties="breslow") for columns in (interactions(frame), frame)]
    return {
        "imaging.response_vs_stable.p": tally_groups(ranks, groups, (_RESPONSE, _STABLE)).log_rank_p(0, 1),
        "repeat.interaction.imaging.p": likelihood_ratio(*fits),
    }


def categories_by_ct(targets: Targets) -> dict[str, int]:
    """Patients of each category by CT, which sum to all with CT."""
    n = targets.whole("imaging.ct.n")
    names = ("cr", "pr", "stable", "pd")
    response, controlled = (counts_allowed(targets.part(f"imaging.{name}"), n) for name in ("response", "controlled"))
    counts = choose_counts(
        [targets.part(f"imaging.{name}") for name in names],
        n,
        lambda c: sum(c) == n and sum(c[:2]) in response and sum(c[:3]) in controlled,
    )
    return dict(zip(names, counts, strict=True))
