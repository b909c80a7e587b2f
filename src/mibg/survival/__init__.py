"""Survival statistics: curves, medians, probabilities, comparisons."""

from mibg.survival.bootstrap import Bootstrap, bootstrap
from mibg.survival.competing_times import CompetingTimes, competing_times
from mibg.survival.designs import Comparison, compare
from mibg.survival.interval_times import IntervalTimes, interval_times
from mibg.survival.kaplan_meier import Band, KaplanMeier, confidence_band, kaplan_meier, number_at_risk
from mibg.survival.known_later import GuaranteeTimeError, KnownLater, Spells, known_later, spells
from mibg.survival.log_rank import LogRank, log_rank
from mibg.survival.probability import survival_at
from mibg.survival.quantiles import median_r, median_spss
from mibg.survival.second_opinion import PEERS, Disagreement, Peer, confirm
from mibg.survival.times import InvalidSurvivalData, SurvivalTimes, survival_times

__all__ = [
    "PEERS",
    "Band",
    "Bootstrap",
    "Comparison",
    "CompetingTimes",
    "Disagreement",
    "GuaranteeTimeError",
    "IntervalTimes",
    "InvalidSurvivalData",
    "KaplanMeier",
    "KnownLater",
    "LogRank",
    "Peer",
    "Spells",
    "SurvivalTimes",
    "bootstrap",
    "compare",
    "competing_times",
    "confidence_band",
    "confirm",
    "interval_times",
    "kaplan_meier",
    "known_later",
    "log_rank",
    "median_r",
    "median_spss",
    "number_at_risk",
    "spells",
    "survival_at",
    "survival_times",
]
