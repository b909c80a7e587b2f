"""Headlines: the quantities by which the paper's contrasts stand or fall once time is not given away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Headline:
    """One headline.

    Parameters
    ----------
    name, label : str
        Of the contrast; by its name it can be pushed.
    quantity : str
        Id of the quantity that is asked for it.
    no_difference : float
        Its value where the groups do not differ.
    """

    name: str
    label: str
    quantity: str
    no_difference: float = 1.0


HEADLINES: Final = (
    Headline("repeat", "Repeat treatment, time-dependent hazard ratio", "immortal.time_dependent.ratio"),
    Headline("imaging", "Imaging, hazard ratio from the landmark", "guarantee.imaging.landmark_9.ratio"),
    Headline("symptoms", "Symptoms, hazard ratio from the landmark", "guarantee.symptoms.landmark_9.ratio"),
    Headline(
        "biochemistry", "Laboratory values, hazard ratio from the landmark", "guarantee.biochemistry.landmark_9.ratio"
    ),
)
