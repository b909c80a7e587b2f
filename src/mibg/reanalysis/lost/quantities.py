"""The headline numbers of the chapter, by the ids under which it records them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from mibg.cohort import Cohort
from mibg.description import difference, share
from mibg.endpoints import Endpoint, overall_survival, repeat_treatment
from mibg.endpoints.groups import MULTIPLE
from mibg.estimate import Estimate
from mibg.reanalysis.lost.bounds import bounds
from mibg.reanalysis.lost.covariates import covariates_at_treatment
from mibg.reanalysis.lost.exposed import Exposed, exposed_patients, exposed_to_silence
from mibg.reanalysis.lost.imputation import imputed
from mibg.reanalysis.lost.labels import AFTER_YEARS
from mibg.reanalysis.lost.landmark import DEAD, AtLandmark, at_landmark
from mibg.reanalysis.lost.listwise import listwise
from mibg.reanalysis.lost.measures import measures
from mibg.reanalysis.lost.survival_of_groups import imputed_survival
from mibg.reanalysis.lost.tipping import Tipping, tipping_by_odds
from mibg.reanalysis.lost.unrecorded_deaths import (
    SHARES,
    Grouped,
    under_largest_share,
    unrecorded_deaths,
)
from mibg.reanalysis.lost.weighting import weighted
from mibg.units import DAYS_PER_MONTH, DAYS_PER_YEAR

REPEAT_LANDMARK_DAYS: Final = round(18 * DAYS_PER_MONTH)


def landmarks(cohort: Cohort, survival: Endpoint) -> dict[str, AtLandmark]:
    """Divide a cohort at the landmark of every measure, by the measure's name."""
    covariates = covariates_at_treatment(cohort, survival)
    return {name: at_landmark(survival, measure, covariates) for name, measure in measures(cohort).items()}


def fate_quantities(at: AtLandmark) -> dict[str, Estimate]:
    """Shares of the fates, and survival of the followed against the lost, from treatment and from the landmark."""
    died = np.isin(at.fate, DEAD)
    treated, landmark = at.from_treatment(), at.from_landmark()
    found = {
        "dead_before": share(died),
        "dead_unseen": share(at.fate[died] == DEAD[1]),
        "alive_followed": share(at.fate == "alive and followed"),
        "alive_lost": share(at.fate == "alive and lost"),
        "from_treatment": treated.difference,
        "from_treatment_p": treated.p,
        "from_landmark": landmark.difference,
        "from_landmark_p": landmark.p,
        "immortal": difference(treated.difference, landmark.difference),
    }
    return _named(at.measure.name, found)


def effect_quantities(at: AtLandmark) -> dict[str, Estimate]:
    """Hazard ratios of a favourable response by every method, and survival of both groups with the lost imputed."""
    data, worst = at.data, bounds(at.data)
    found = {
        "listwise": listwise(data),
        "imputed": imputed(data),
        "weighted": weighted(data),
        "all_responded": worst.all_responded,
        "nobody_responded": worst.nobody_responded,
        "lowest": worst.lowest,
        "highest": worst.highest,
    }
    groups = {"favourable": True, "other": False}
    for years in AFTER_YEARS:
        found |= {
            f"{group}.{years}": imputed_survival(data, favourable, years * DAYS_PER_YEAR)
            for group, favourable in groups.items()
        }
    return _named(at.measure.name, {name: at.survival.defined(estimate) for name, estimate in found.items()})


def tipping_quantities(at: AtLandmark, tipping: Tipping) -> dict[str, Estimate]:
    """Where the conclusion tips."""
    return _named(at.measure.name, {"tip_below": tipping.below, "tip_above": tipping.above})


def contrast_groups(cohort: Cohort, survival: Endpoint, at: dict[str, AtLandmark]) -> dict[str, Grouped]:
    """Groups of the four headline contrasts as known at their landmarks: month 9, month 18 for repeat treatment."""
    known = repeat_treatment(cohort, survival).known_by(REPEAT_LANDMARK_DAYS)
    found = {"repeat": Grouped(REPEAT_LANDMARK_DAYS, (known == MULTIPLE).astype(float))}
    for name, one in at.items():
        member = np.full(len(survival.times), np.nan)
        member[survival.times.time > one.days] = one.data.response
        found[name] = Grouped(one.days, member)
    return found


def unrecorded_quantities(survival: Endpoint, exposed: Exposed, table: pd.DataFrame) -> dict[str, Estimate]:
    """Survival and contrasts under the largest share of unrecorded deaths on the grid."""
    names = ("os.median", "os.five_year", "repeat", "imaging", "symptoms", "biochemistry")
    found = {name: under_largest_share(survival, exposed, table, name) for name in names}
    return _named("unrecorded", {"exposed": exposed_patients(survival, exposed), **found})


def quantities(cohort: Cohort) -> Mapping[str, Estimate]:
    """Every headline number of the chapter.

    Parameters
    ----------
    cohort : Cohort
        Any.

    Returns
    -------
    mapping of str to Estimate
        ``lost.<measure>.<what>`` and ``lost.unrecorded.<what>``, labelled by `mibg.reanalysis.lost.labels.label`.
    """
    survival = overall_survival(cohort)
    at = landmarks(cohort, survival)
    found: dict[str, Estimate] = {}
    for one in at.values():
        found |= fate_quantities(one) | effect_quantities(one) | tipping_quantities(one, tipping_by_odds(one.data))
    exposed = exposed_to_silence(cohort, survival)
    table = unrecorded_deaths(survival, exposed, contrast_groups(cohort, survival, at), (SHARES[0], SHARES[-1]))
    return found | unrecorded_quantities(survival, exposed, table)


def _named(measure: str, found: Mapping[str, Estimate]) -> dict[str, Estimate]:
    return {f"lost.{measure}.{name}": estimate for name, estimate in found.items()}
