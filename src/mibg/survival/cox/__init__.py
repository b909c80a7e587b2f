"""Cox regression."""

from mibg.survival.cox.concordance import concordance
from mibg.survival.cox.covariates import Covariates, covariates, dummies, interactions
from mibg.survival.cox.estimates import hazard_ratio, likelihood_ratio, score_test, wald_test
from mibg.survival.cox.firth import FirthFit, firth, firth_hazard_ratio
from mibg.survival.cox.fit import CoxFit, cox
from mibg.survival.cox.proportional_hazards import ProportionalHazards, proportional_hazards
from mibg.survival.cox.robust import robust, score_residuals
from mibg.survival.cox.schoenfeld import Schoenfeld, scaled_schoenfeld

__all__ = [
    "Covariates",
    "CoxFit",
    "FirthFit",
    "ProportionalHazards",
    "Schoenfeld",
    "concordance",
    "covariates",
    "cox",
    "dummies",
    "firth",
    "firth_hazard_ratio",
    "hazard_ratio",
    "interactions",
    "likelihood_ratio",
    "proportional_hazards",
    "robust",
    "scaled_schoenfeld",
    "score_residuals",
    "score_test",
    "wald_test",
]
