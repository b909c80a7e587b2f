"""Survival statistics: curves, medians, probabilities, comparisons."""

from mibg.survival.competing_times import CompetingTimes, competing_times
from mibg.survival.interval_times import IntervalTimes, interval_times
from mibg.survival.kaplan_meier import Band, KaplanMeier, confidence_band, kaplan_meier, number_at_risk
from mibg.survival.log_rank import LogRank, log_rank
from mibg.survival.probability import survival_at
from mibg.survival.quantiles import median_r, median_spss
from mibg.survival.second_opinion import PEERS, Disagreement, Peer, confirm
from mibg.survival.times import InvalidSurvivalData, SurvivalTimes, survival_times

__all__ = [
    "PEERS",
    "Band",
    "CompetingTimes",
    "Disagreement",
    "IntervalTimes",
    "InvalidSurvivalData",
    "KaplanMeier",
    "LogRank",
    "Peer",
    "SurvivalTimes",
    "competing_times",
    "confidence_band",
    "confirm",
    "interval_times",
    "kaplan_meier",
    "log_rank",
    "median_r",
    "median_spss",
    "number_at_risk",
    "survival_at",
    "survival_times",
]
