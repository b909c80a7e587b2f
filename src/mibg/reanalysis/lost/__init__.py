"""Those who were lost: what their missing responses could mean for each difference by response."""

from mibg.reanalysis.lost.bounds import Bounds, bounds
from mibg.reanalysis.lost.covariates import DECLARED, covariates_at_treatment
from mibg.reanalysis.lost.exposed import Exposed, exposed_patients, exposed_to_silence
from mibg.reanalysis.lost.imputation import Imputation, imputation, imputed
from mibg.reanalysis.lost.incomplete import Incomplete, incomplete
from mibg.reanalysis.lost.labels import LABELS, label, labelled
from mibg.reanalysis.lost.landmark import FATES, AtLandmark, at_landmark
from mibg.reanalysis.lost.listwise import listwise
from mibg.reanalysis.lost.measures import Measure, measures
from mibg.reanalysis.lost.mechanisms import MECHANISMS, Mechanism, Truth, invent
from mibg.reanalysis.lost.performance import FAILS_RULE, HOLDS_RULE, performance, which_hold
from mibg.reanalysis.lost.quantities import (
    contrast_groups,
    effect_quantities,
    fate_quantities,
    landmarks,
    quantities,
    tipping_quantities,
    unrecorded_quantities,
)
from mibg.reanalysis.lost.rubin import Pooled, pool
from mibg.reanalysis.lost.survival_of_groups import imputed_survival
from mibg.reanalysis.lost.tipping import Tipping, tipping_by_odds, tipping_by_share
from mibg.reanalysis.lost.unrecorded_deaths import Grouped, under_largest_share, unrecorded_deaths
from mibg.reanalysis.lost.weighting import weighted, weights_of_followed

__all__ = [
    "DECLARED",
    "FAILS_RULE",
    "FATES",
    "HOLDS_RULE",
    "LABELS",
    "MECHANISMS",
    "AtLandmark",
    "Bounds",
    "Exposed",
    "Grouped",
    "Imputation",
    "Incomplete",
    "Measure",
    "Mechanism",
    "Pooled",
    "Tipping",
    "Truth",
    "at_landmark",
    "bounds",
    "contrast_groups",
    "covariates_at_treatment",
    "effect_quantities",
    "exposed_patients",
    "exposed_to_silence",
    "fate_quantities",
    "imputation",
    "imputed",
    "imputed_survival",
    "incomplete",
    "invent",
    "label",
    "labelled",
    "landmarks",
    "listwise",
    "measures",
    "performance",
    "pool",
    "quantities",
    "tipping_by_odds",
    "tipping_by_share",
    "tipping_quantities",
    "under_largest_share",
    "unrecorded_deaths",
    "unrecorded_quantities",
    "weighted",
    "weights_of_followed",
    "which_hold",
]
