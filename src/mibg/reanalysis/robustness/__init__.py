"""Assumptions and multiplicity: what the headline contrasts rest on, and how many tests they are among."""

from mibg.reanalysis.robustness.contrasts import Headline, Judged, Rows, headlines, judge_outcomes
from mibg.reanalysis.robustness.detectable import (
    Sizes,
    detectable_difference,
    detectable_hazard_ratio,
    expected_deaths,
    printed_sizes,
    sizes_of,
)
from mibg.reanalysis.robustness.e_values import common_outcome_risk_ratio, e_value, e_value_of_risk_ratio
from mibg.reanalysis.robustness.era import (
    Era,
    era_contrast,
    era_rows,
    eras,
    lead_time,
    lead_time_hazard_ratio,
    within_eras,
)
from mibg.reanalysis.robustness.follow_up import follow_up_of_groups
from mibg.reanalysis.robustness.hazard_ratios import confirmed_hazard_ratio, crude_hazard_ratio
from mibg.reanalysis.robustness.labels import labelled
from mibg.reanalysis.robustness.multiplicity import (
    AllowedRange,
    adjust_printed,
    adjust_recomputed,
    benjamini_hochberg,
    holm,
)
from mibg.reanalysis.robustness.multivariable import adjusted_hazard_ratio, before_treatment, penalised_hazard_ratio
from mibg.reanalysis.robustness.proportional_hazards import Proportionality, proportionality
from mibg.reanalysis.robustness.quantities import quantities, quantities_of
from mibg.reanalysis.robustness.recomputed import recomputed_tests
from mibg.reanalysis.robustness.restricted_means import confirmed_mean_difference, mean_difference, median_difference

__all__ = [
    "AllowedRange",
    "Era",
    "Headline",
    "Judged",
    "Proportionality",
    "Rows",
    "Sizes",
    "adjust_printed",
    "adjust_recomputed",
    "adjusted_hazard_ratio",
    "before_treatment",
    "benjamini_hochberg",
    "common_outcome_risk_ratio",
    "confirmed_hazard_ratio",
    "confirmed_mean_difference",
    "crude_hazard_ratio",
    "detectable_difference",
    "detectable_hazard_ratio",
    "e_value",
    "e_value_of_risk_ratio",
    "era_contrast",
    "era_rows",
    "eras",
    "expected_deaths",
    "follow_up_of_groups",
    "headlines",
    "holm",
    "judge_outcomes",
    "labelled",
    "lead_time",
    "lead_time_hazard_ratio",
    "mean_difference",
    "median_difference",
    "penalised_hazard_ratio",
    "printed_sizes",
    "proportionality",
    "quantities",
    "quantities_of",
    "recomputed_tests",
    "sizes_of",
    "within_eras",
]
