"""All three measures together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes.biochemistry import BiochemicalOutcomes, place_biochemistry
from mibg.reconstruction.outcomes.imaging import ImagingOutcomes, place_imaging
from mibg.reconstruction.outcomes.symptoms import SymptomaticOutcomes, place_symptoms
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes


@dataclass(frozen=True)
class Outcomes:
    """Outcomes of all patients by each measure."""

    imaging: ImagingOutcomes
    symptoms: SymptomaticOutcomes
    biochemistry: BiochemicalOutcomes

    @property
    def distance(self) -> int:
        """How far survival of all groups is from what is printed."""
        return sum(found.grouping.distance for found in (self.imaging, self.symptoms, self.biochemistry))


def place_outcomes(targets: Targets, times: SurvivalTimes, repeated: Sequence[bool], dice: Dice) -> Outcomes:
    """Choose who was followed by each measure, what it showed, and until when.

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
    return Outcomes(
        place_imaging(targets, times, repeated, dice),
        place_symptoms(targets, times, dice),
        place_biochemistry(targets, times, dice),
    )
