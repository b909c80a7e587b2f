"""The bootstrap: intervals for any statistic, worked out for all replicates at once."""

from mibg.survival.bootstrap.cox_statistics import CoxCoefficients, HazardRatios
from mibg.survival.bootstrap.curve_statistics import CumulativeIncidence, Quantile, RestrictedMean, SurvivalAt
from mibg.survival.bootstrap.group_statistics import Difference, LogRankChiSquared
from mibg.survival.bootstrap.limits import Interval
from mibg.survival.bootstrap.resample import Bootstrap, bootstrap
from mibg.survival.bootstrap.rows import OfRows
from mibg.survival.bootstrap.statistic import Statistic

__all__ = [
    "Bootstrap",
    "CoxCoefficients",
    "CumulativeIncidence",
    "Difference",
    "HazardRatios",
    "Interval",
    "LogRankChiSquared",
    "OfRows",
    "Quantile",
    "RestrictedMean",
    "Statistic",
    "SurvivalAt",
    "bootstrap",
]
