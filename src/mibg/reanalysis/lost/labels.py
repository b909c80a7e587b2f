"""What each quantity of the chapter is, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mibg.estimate import Estimate

AFTER_YEARS: Final = (2, 5)

LABELS: Final = {
    "dead_before": "Died before the landmark",
    "dead_unseen": "Never followed among those who died before the landmark",
    "alive_followed": "Alive at the landmark and followed",
    "alive_lost": "Alive at the landmark and lost",
    "from_treatment": "Median survival from treatment, followed minus lost",
    "from_treatment_p": "Survival from treatment, followed against lost",
    "from_landmark": "Median survival from the landmark, followed minus lost",
    "from_landmark_p": "Survival from the landmark, followed against lost",
    "immortal": "Part of the difference between followed and lost that goes with the dead before the landmark",
    "listwise": "Hazard ratio of a favourable response, the lost left out",
    "imputed": "Hazard ratio of a favourable response, the lost imputed",
    "weighted": "Hazard ratio of a favourable response, the followed weighted",
    "all_responded": "Hazard ratio of a favourable response, had all lost responded",
    "nobody_responded": "Hazard ratio of a favourable response, had nobody lost responded",
    "lowest": "Lowest hazard ratio of a favourable response that the lost allow",
    "highest": "Highest hazard ratio of a favourable response that the lost allow",
    "tip_below": "Log odds below the model's at which the conclusion changes",
    "tip_above": "Log odds above the model's at which the conclusion changes",
    "exposed": "Patients who may have died unrecorded",
    **{
        f"{group}.{years}": f"Survival {years} years after the landmark with {words}, the lost imputed"
        for years in AFTER_YEARS
        for group, words in (("favourable", "a favourable response"), ("other", "another response"))
    },
    "os.median": "Median survival if half of those exposed died unrecorded",
    "os.five_year": "Five-year survival if half of those exposed died unrecorded",
    "repeat": "Hazard ratio of a second treatment from month 18 if half of those exposed died unrecorded",
    **{
        name: f"Hazard ratio by {name} from month 9 if half of those exposed died unrecorded"
        for name in ("imaging", "symptoms", "biochemistry")
    },
}


def label(name: str) -> str:
    """What a quantity is, in a few words."""
    _, measure, what = name.split(".", 2)
    return LABELS[what] + ("" if measure == "unrecorded" else f": {measure}")


def labelled(found: Mapping[str, Estimate]) -> dict[str, tuple[str, Estimate]]:
    """Put beside each quantity what it is, by its id."""
    return {name: (label(name), estimate) for name, estimate in found.items()}
