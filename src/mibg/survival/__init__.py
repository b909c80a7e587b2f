"""Survival statistics: curves, medians, probabilities, comparisons."""

from mibg.survival.kaplan_meier import Band, KaplanMeier, confidence_band, kaplan_meier, number_at_risk
from mibg.survival.log_rank import LogRank, log_rank
from mibg.survival.probability import survival_at
from mibg.survival.quantiles import median_r, median_spss
from mibg.survival.second_opinion import (
    Disagreement,
    confirm_log_rank,
    confirm_median,
    confirm_survival,
)
from mibg.survival.times import InvalidSurvivalData, SurvivalTimes, survival_times

__all__ = [
    "Band",
    "Disagreement",
    "InvalidSurvivalData",
    "KaplanMeier",
    "LogRank",
    "SurvivalTimes",
    "confidence_band",
    "confirm_log_rank",
    "confirm_median",
    "confirm_survival",
    "kaplan_meier",
    "log_rank",
    "median_r",
    "median_spss",
    "number_at_risk",
    "survival_at",
    "survival_times",
]
