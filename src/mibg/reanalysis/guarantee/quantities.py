"""What one cohort says of the contrasts by response under every design, without any resampling."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints import Endpoint, overall_survival
from mibg.estimate import Estimate
from mibg.reanalysis.guarantee.looks import MAIN_LANDMARK, Look, looks
from mibg.reanalysis.guarantee.measures import MEASURES, Measure


def quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Give the hazard ratio, the difference of medians and the p of every measure, of landmarks the main one.

    Returns
    -------
    dict of str to Estimate
        By the ids under which the chapter records them: ``guarantee.imaging.landmark_9.ratio``.
    """
    survival = overall_survival(cohort)
    return {
        name: estimate
        for measure in MEASURES
        for name, (_, estimate) in quantities_of(measure, _main_looks(survival, cohort, measure)).items()
    }


def _main_looks(survival: Endpoint, cohort: Cohort, measure: Measure) -> tuple[Look, ...]:
    return looks(survival, measure.seen(cohort), measure, (MAIN_LANDMARK,))


def quantities_of(measure: Measure, found: Sequence[Look]) -> dict[str, tuple[str, Estimate]]:
    """Give what one measure shows, by id, each with its label."""
    return {
        f"guarantee.{measure.name}.{look.name}.{what}": (f"{measure.title}, {look.title}: {label}", estimate)
        for look in found
        for what, (label, estimate) in _numbers(look).items()
    }


def look_table(found: Sequence[Look]) -> pd.DataFrame:
    """Lay the looks at one measure side by side.

    Returns
    -------
    DataFrame, a row a design
        design, patients, deaths, and as estimates the hazard ratio, the difference of medians, and p.
    """
    return pd.DataFrame(
        {
            "design": look.title,
            "patients": look.patients,
            "deaths": look.deaths,
            "hazard ratio": look.ratio,
            "difference, months": look.contrast.difference,
            "p": look.contrast.p,
        }
        for look in found
    )


def _numbers(look: Look) -> dict[str, tuple[str, Estimate]]:
    return {
        "ratio": ("hazard ratio", look.ratio),
        "difference": ("difference of medians", look.contrast.difference),
        "p": ("log-rank test", look.contrast.p),
    }
