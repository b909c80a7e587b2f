"""Survival statistics: curves, medians, probabilities, comparisons."""

from mibg.survival.competing import (
    CumulativeIncidence,
    GrayTest,
    aalen_johansen,
    gray_test,
    incidence_at,
    incidence_band,
    incidence_median,
)
from mibg.survival.competing_times import CompetingTimes, competing_times
from mibg.survival.designs import Comparison, compare
from mibg.survival.follow_up import median_follow_up
from mibg.survival.interval_times import IntervalTimes, interval_times
from mibg.survival.kaplan_meier import Band, KaplanMeier, confidence_band, kaplan_meier, number_at_risk
from mibg.survival.known_later import GuaranteeTimeError, KnownLater, known_later
from mibg.survival.log_rank import LogRank, log_rank, weighted_log_rank
from mibg.survival.means import mean_spss, restricted_mean, restricted_mean_difference
from mibg.survival.probability import survival_at
from mibg.survival.quantiles import median_r, median_spss, quantile_r, quantile_spss
from mibg.survival.resampling import Bootstrap, bootstrap
from mibg.survival.second_opinion import PEERS, Disagreement, Peer, confirm
from mibg.survival.spells import Spells, spells
from mibg.survival.times import InvalidSurvivalData, SurvivalTimes, survival_times
from mibg.survival.trend import log_rank_trend, pairwise_log_rank
from mibg.survival.turnbull import Turnbull, turnbull

__all__ = [
    "PEERS",
    "Band",
    "Bootstrap",
    "Comparison",
    "CompetingTimes",
    "CumulativeIncidence",
    "Disagreement",
    "GrayTest",
    "GuaranteeTimeError",
    "IntervalTimes",
    "InvalidSurvivalData",
    "KaplanMeier",
    "KnownLater",
    "LogRank",
    "Peer",
    "Spells",
    "SurvivalTimes",
    "Turnbull",
    "aalen_johansen",
    "bootstrap",
    "compare",
    "competing_times",
    "confidence_band",
    "confirm",
    "gray_test",
    "incidence_at",
    "incidence_band",
    "incidence_median",
    "interval_times",
    "kaplan_meier",
    "known_later",
    "log_rank",
    "log_rank_trend",
    "mean_spss",
    "median_follow_up",
    "median_r",
    "median_spss",
    "number_at_risk",
    "pairwise_log_rank",
    "quantile_r",
    "quantile_spss",
    "restricted_mean",
    "restricted_mean_difference",
    "spells",
    "survival_at",
    "survival_times",
    "turnbull",
    "weighted_log_rank",
]
