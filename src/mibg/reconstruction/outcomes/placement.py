"""All three measures together: first who belongs to which group, then what became of each patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes.biochemistry import BiochemicalOutcomes, group_biochemistry, place_biochemistry
from mibg.reconstruction.outcomes.groups import Grouping
from mibg.reconstruction.outcomes.imaging import ImagingOutcomes, place_imaging
from mibg.reconstruction.outcomes.imaging_groups import group_imaging
from mibg.reconstruction.outcomes.symptoms import SymptomaticOutcomes, group_symptoms, place_symptoms
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes


@dataclass(frozen=True)
class Groupings:
    """Groups of all patients by each measure."""

    imaging: Grouping
    symptoms: Grouping
    biochemistry: Grouping

    @property
    def distance(self) -> int:
        """How far survival of all groups is from what is printed."""
        return self.imaging.distance + self.symptoms.distance + self.biochemistry.distance


@dataclass(frozen=True)
class Outcomes:
    """Outcomes of all patients by each measure."""

    imaging: ImagingOutcomes
    symptoms: SymptomaticOutcomes
    biochemistry: BiochemicalOutcomes


def group_patients(targets: Targets, times: SurvivalTimes, repeated: Sequence[bool], dice: Dice) -> Groupings:
    """Choose who was followed by each measure, and what it showed.

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
    return Groupings(
        group_imaging(targets, times, repeated, dice),
        group_symptoms(targets, times, dice),
        group_biochemistry(targets, times, dice),
    )


def place_outcomes(targets: Targets, times: SurvivalTimes, groupings: Groupings, dice: Dice) -> Outcomes:
    """Choose what was seen of the patients of each group, and until when; parameters as for `group_patients`."""
    return Outcomes(
        place_imaging(targets, times, groupings.imaging, dice),
        place_symptoms(targets, times, groupings.symptoms, dice),
        place_biochemistry(targets, times, groupings.biochemistry, dice),
    )
