"""Outcomes: what first follow-up showed of each measure of response, beside every assessment after treatment."""

from mibg.outcomes.judge import biochemical_outcome, imaging_outcome, symptomatic_outcome
from mibg.outcomes.outcome import ImagingOutcome, Outcome, SymptomaticOutcome

__all__ = [
    "ImagingOutcome",
    "Outcome",
    "SymptomaticOutcome",
    "biochemical_outcome",
    "imaging_outcome",
    "symptomatic_outcome",
]
