"""Lesions: diameters from exam to exam, so that RECIST finds what a patient's course says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.charts.rows import Cells
from mibg.reconstruction.dice import Dice

Diameters = tuple[int, ...]

_ORGANS: Final = {"lungs": "lungs", "mediastinum": "lymph_node", "mesentery": "lymph_node", "bone": "lymph_node"}
"""Where the measurable lesions of a site are; bone and small sites are followed by nodes nearby."""
_MEASURED_AS_NAMED: Final = {"liver", "lungs", "pancreas", "adrenal", "kidney", "spleen", "adnexa", "carcinomatosis"}
_NODE: Final = "lymph_node"
_MOST_LESIONS, _MOST_IN_ORGAN = 5, 2
_BASELINE_MM: Final = (18, 75)
_NODE_BASELINE_MM: Final = (18, 34)
_SHRUNK_TO_PER_CENT: Final = (35, 62)
_SMALLEST_SWOLLEN_NODE_MM: Final = 11
"""A millimetre above RECIST's limit, so that measuring anew does not make it one of normal size."""
_GROWN_TO_PER_CENT: Final = (128, 165)
_LEAST_GROWTH_MM: Final = 8


@dataclass(frozen=True)
class Target:
    """A target lesion.

    Parameters
    ----------
    name, organ : str
        Its name at every exam, and where it is.
    baseline_mm : int
        Diameter before treatment; of a node across the short axis.
    """

    name: str
    organ: str
    baseline_mm: int

    @property
    def is_node(self) -> bool:
        """Whether it is a lymph node."""
        return self.organ == _NODE

    def cells(self, diameter_mm: int) -> Cells:
        """Give the columns of the contract at an exam; 0 mm is a lesion that is gone."""
        cells: Cells = {"lesion_id": self.name, "organ": self.organ, "is_node": self.is_node}
        if not diameter_mm:
            return {**cells, "state": "absent"}
        return {**cells, "state": "measured", "diameter_mm": diameter_mm}


def choose_targets(sites: Sequence[str], dice: Dice) -> list[Target]:
    """Choose one or two lesions in each organ with metastases, at most five in all."""
    organs = sorted({site if site in _MEASURED_AS_NAMED else _ORGANS.get(site, _NODE) for site in sites})
    places = [organ for organ in organs for _ in range(dice.between(1, _MOST_IN_ORGAN))][:_MOST_LESIONS]
    sizes = [dice.between(*(_NODE_BASELINE_MM if organ == _NODE else _BASELINE_MM)) for organ in places]
    return [Target(f"T{n}", organ, mm) for n, (organ, mm) in enumerate(zip(places, sizes, strict=True), start=1)]


def shrunk(targets: Sequence[Target], dice: Dice) -> Diameters:
    """Shrink every lesion by more than 30 %, short of disappearance, and a node short of normal size."""
    least = (_SMALLEST_SWOLLEN_NODE_MM if target.is_node else 0 for target in targets)
    sizes = (target.baseline_mm * dice.between(*_SHRUNK_TO_PER_CENT) // 100 for target in targets)
    return tuple(max(pair) for pair in zip(least, sizes, strict=True))


def gone(targets: Sequence[Target], dice: Dice) -> Diameters:
    """Let every lesion disappear; a node becomes one of normal size."""
    return tuple(dice.between(5, 9) if target.is_node else 0 for target in targets)


def remeasured(diameters: Diameters, dice: Dice) -> Diameters:
    """Measure the same lesions again, one of them a millimetre apart: stable whatever the baseline."""
    if not all(diameters):
        return diameters
    place = dice.between(0, len(diameters) - 1)
    return tuple(mm + dice.between(-1, 1) if i == place else mm for i, mm in enumerate(diameters))


def grown(diameters: Diameters, smallest_sum: int, dice: Dice) -> Diameters:
    """Let lesions grow to more than 20 % and 5 mm over the smallest sum."""
    larger = [mm * dice.between(*_GROWN_TO_PER_CENT) // 100 for mm in diameters]
    lacking = max(smallest_sum + _LEAST_GROWTH_MM, -(-smallest_sum * 5 // 4)) - sum(larger)
    larger[0] += max(lacking, 0)
    return tuple(larger)
