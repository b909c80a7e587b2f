"""Repeat treatment and immortal time: what a second dose that does nothing would look like."""

from mibg.reanalysis.immortal.calibration import Calibrated, Fitted, Scenario, calibrate
from mibg.reanalysis.immortal.cohorts import Cohorts, drawn_cohorts
from mibg.reanalysis.immortal.distribution import alike, as_large, middle, share, significant
from mibg.reanalysis.immortal.families import DOSE_FAMILIES, SURVIVAL_FAMILIES, Family, Law, cut_off
from mibg.reanalysis.immortal.follow_up import STUDY_END, FollowUp, follow_up
from mibg.reanalysis.immortal.model import Expected, Model, expected, overall_survival_at
from mibg.reanalysis.immortal.naive import NaiveContrasts, naive_contrasts
from mibg.reanalysis.immortal.printed import Printed, limits, printed_numbers

__all__ = [
    "DOSE_FAMILIES",
    "STUDY_END",
    "SURVIVAL_FAMILIES",
    "Calibrated",
    "Cohorts",
    "Expected",
    "Family",
    "Fitted",
    "FollowUp",
    "Law",
    "Model",
    "NaiveContrasts",
    "Printed",
    "Scenario",
    "alike",
    "as_large",
    "calibrate",
    "cut_off",
    "drawn_cohorts",
    "expected",
    "follow_up",
    "limits",
    "middle",
    "naive_contrasts",
    "overall_survival_at",
    "printed_numbers",
    "share",
    "significant",
]
