"""Repeat treatment and immortal time: what a second dose that does nothing would look like."""

from mibg.reanalysis.immortal.baseline import baseline_covariates
from mibg.reanalysis.immortal.calibration import Calibrated, Fitted, Scenario, calibrate
from mibg.reanalysis.immortal.cohorts import Cohorts, drawn_cohorts
from mibg.reanalysis.immortal.compatible import HAZARD_RATIOS, Compatible, compatible_effects
from mibg.reanalysis.immortal.distribution import alike, as_large, middle, share, significant
from mibg.reanalysis.immortal.emulation import Arm, Arms, Trial, arms, trial
from mibg.reanalysis.immortal.families import DOSE_FAMILIES, SURVIVAL_FAMILIES, Family, Law, cut_off
from mibg.reanalysis.immortal.follow_up import STUDY_END, FollowUp, follow_up
from mibg.reanalysis.immortal.labels import labelled, simulated
from mibg.reanalysis.immortal.model import Expected, Model, expected, overall_survival_at
from mibg.reanalysis.immortal.naive import NaiveContrasts, naive_contrasts
from mibg.reanalysis.immortal.printed import Printed, limits, printed_numbers
from mibg.reanalysis.immortal.quantities import contrasts, quantities
from mibg.reanalysis.immortal.simulation import Simulated, every_pair, fit_table, range_over, simulate
from mibg.reanalysis.immortal.trial_differences import Emulated, emulated

__all__ = [
    "DOSE_FAMILIES",
    "HAZARD_RATIOS",
    "STUDY_END",
    "SURVIVAL_FAMILIES",
    "Arm",
    "Arms",
    "Calibrated",
    "Cohorts",
    "Compatible",
    "Emulated",
    "Expected",
    "Family",
    "Fitted",
    "FollowUp",
    "Law",
    "Model",
    "NaiveContrasts",
    "Printed",
    "Scenario",
    "Simulated",
    "Trial",
    "alike",
    "arms",
    "as_large",
    "baseline_covariates",
    "calibrate",
    "compatible_effects",
    "contrasts",
    "cut_off",
    "drawn_cohorts",
    "emulated",
    "every_pair",
    "expected",
    "fit_table",
    "follow_up",
    "labelled",
    "limits",
    "middle",
    "naive_contrasts",
    "overall_survival_at",
    "printed_numbers",
    "quantities",
    "range_over",
    "share",
    "significant",
    "simulate",
    "simulated",
    "trial",
]
