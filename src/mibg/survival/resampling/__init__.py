"""The bootstrap: intervals for any statistic, worked out for all replicates at once."""

from mibg.survival.resampling.bootstraps import Bootstrap
from mibg.survival.resampling.cox_statistics import CoxCoefficients, HazardRatios
from mibg.survival.resampling.curve_statistics import Quantile, RestrictedMean, SurvivalAt
from mibg.survival.resampling.group_statistics import Difference, LogRankChiSquared
from mibg.survival.resampling.incidence_statistics import IncidenceAt, IncidenceMedian
from mibg.survival.resampling.limits import Interval
from mibg.survival.resampling.resample import bootstrap
from mibg.survival.resampling.rows import OfRows
from mibg.survival.resampling.statistic import Statistic

__all__ = [
    "Bootstrap",
    "CoxCoefficients",
    "Difference",
    "HazardRatios",
    "IncidenceAt",
    "IncidenceMedian",
    "Interval",
    "LogRankChiSquared",
    "OfRows",
    "Quantile",
    "RestrictedMean",
    "Statistic",
    "SurvivalAt",
    "bootstrap",
]
