"""Other therapies: who had which, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from mibg.endpoints import Factors, interaction_tests
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.histories import Histories
from mibg.reconstruction.margins import choose_counts
from mibg.reconstruction.outcomes import ImagingOutcomes
from mibg.reconstruction.search import descend
from mibg.reconstruction.statistics.interaction import interaction_estimates
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.targets import Targets

_COUNTED_TOGETHER: Final = ("surgery", "radiation", "chemotherapy")
_APPROVED: Final = {"sandostatin": date(1988, 10, 21)}
"""First approval, before which nobody had it."""
_POST: Final = ("chemotherapy", "embolization", "surgery", "radiation")
_LEAST_OBSERVED_DAYS: Final = 120
_SOONEST_DAYS: Final = 30
_MOST_CHOICES: Final = 200


@dataclass(frozen=True)
class Therapy:
    """One therapy of one patient.

    Parameters
    ----------
    patient : int
        His place, from 0.
    name, timing : str
        As the contract codes them.
    day : int
        Its first day, counted from first treatment.
    """

    patient: int
    name: str
    timing: str
    day: int


def place_therapies(targets: Targets, histories: Histories, imaging: ImagingOutcomes, dice: Dice) -> list[Therapy]:
    """Choose who had which therapy, and when.

    Parameters
    ----------
    targets : Targets
        Percentages of all patients.
    histories : Histories
        A prior therapy lies between diagnosis and first treatment, a later one between that and the end of observation.
    imaging : ImagingOutcomes
        With which octreotide shall not interact, nor with repeat treatment.
    dice : Dice
        Chooses patients and days.
    """
    prior = _prior(targets, len(histories.treated), dice)
    prior["sandostatin"] = _octreotide(targets, histories, imaging, dice)
    post = _post(targets, histories, dice)
    return [
        *(
            Therapy(who, name, "prior", -dice.between(1, _room(histories, who, name)))
            for name in prior
            for who in prior[name]
        ),
        *(
            Therapy(who, name, "post", dice.between(_SOONEST_DAYS, histories.observed(who) - 1))
            for name in post
            for who in post[name]
        ),
    ]


def _prior(targets: Targets, n: int, dice: Dice) -> dict[str, list[int]]:
    """Patients by prior therapy; those with surgery, radiation or chemotherapy number what is printed of the three."""
    names = (*_COUNTED_TOGETHER, "any")
    percentages = [targets.part(f"therapy.prior.{name}") for name in names]
    *each, together = choose_counts(percentages, n, lambda found: max(found[:-1]) <= found[-1] <= sum(found[:-1]))
    chosen = dice.pick(range(n), together)
    found: dict[str, list[int]] = {}
    for name, count in zip(_COUNTED_TOGETHER, each, strict=True):
        covered = {patient for patients in found.values() for patient in patients}
        bare = [patient for patient in chosen if patient not in covered] if found else []
        found[name] = _including(bare, chosen, count, dice)
    found["embolization"] = dice.pick(range(n), _count(targets, "therapy.prior.embolization", n))
    return found


def _octreotide(targets: Targets, histories: Histories, imaging: ImagingOutcomes, dice: Dice) -> list[int]:
    """Choose patients anew until the regression finds no interaction where the paper found none."""
    n = len(histories.treated)
    count = _count(targets, "therapy.prior.sandostatin", n)
    seen = np.array([patient in imaging.ct for patient in range(n)])
    times = histories.times().where(seen)
    factors = pd.DataFrame(
        {
            "multiple": np.array(histories.last_dose)[seen] > 0,
            "controlled": np.isin(np.array(imaging.grouping.groups)[seen], ["response", "stable"]),
        }
    )

    def estimates(chosen: Sequence[int]) -> Estimates:
        frame = factors.assign(octreotide=np.isin(np.flatnonzero(seen), chosen))
        return interaction_estimates(interaction_tests(Factors(times, frame)))

    guess = dice.pick(range(n), count)
    asked = targets.about(("repeat.interaction.p", "repeat.interaction.imaging.p"))
    return descend(
        guess,
        lambda _, dice: dice.pick(range(n), count),
        lambda chosen: asked.distance(estimates(chosen)),
        dice,
        _MOST_CHOICES,
    )


def _including(first: Sequence[int], among: Sequence[int], count: int, dice: Dice) -> list[int]:
    """Draw `count` patients, those of `first` before all others."""
    kept = list(first)[:count]
    return kept + dice.pick([patient for patient in among if patient not in kept], count - len(kept))


def _post(targets: Targets, histories: Histories, dice: Dice) -> dict[str, list[int]]:
    n = len(histories.treated)
    seen = [patient for patient in range(n) if histories.observed(patient) >= _LEAST_OBSERVED_DAYS]
    return {name: dice.pick(seen, _count(targets, f"therapy.post.{name}", n)) for name in _POST}


def _count(targets: Targets, statistic: str, n: int) -> int:
    return choose_counts([targets.part(statistic)], n, lambda _: True)[0]


def _room(histories: Histories, patient: int, name: str) -> int:
    """Longest time before first treatment that a therapy can have begun."""
    since = (
        histories.treated[patient] - _APPROVED[name].toordinal() if name in _APPROVED else histories.treated[patient]
    )
    return min(histories.diagnosed[patient], since)
