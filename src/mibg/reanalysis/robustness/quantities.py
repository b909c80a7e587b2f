"""The chapter's numbers of one cohort, by the ids under which it records them."""

from __future__ import annotations

from mibg.cohort import Cohort
from mibg.estimate import Estimate
from mibg.published import Claims, load_claims
from mibg.reanalysis.robustness.contrasts import Headline, Judged, headlines, judge_outcomes
from mibg.reanalysis.robustness.detectable import (
    detectable_difference,
    detectable_hazard_ratio,
    expected_deaths,
    printed_sizes,
)
from mibg.reanalysis.robustness.e_values import e_value
from mibg.reanalysis.robustness.era import era_contrast, era_rows, eras, lead_time, lead_time_hazard_ratio, within_eras
from mibg.reanalysis.robustness.hazard_ratios import crude_hazard_ratio
from mibg.reanalysis.robustness.labels import labelled
from mibg.reanalysis.robustness.multiplicity import adjust_recomputed
from mibg.reanalysis.robustness.multivariable import adjusted_hazard_ratio, before_treatment
from mibg.reanalysis.robustness.proportional_hazards import proportionality
from mibg.reanalysis.robustness.recomputed import recomputed_tests
from mibg.reanalysis.robustness.restricted_means import mean_difference, median_difference
from mibg.survival import median_follow_up


def quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Compute every number of the chapter.

    Parameters
    ----------
    cohort : Cohort
        Any; what it cannot carry is not estimable, with the reason.

    Returns
    -------
    dict of str to Estimate
        By the id under which the chapter records it.
    """
    return quantities_of(judge_outcomes(cohort), load_claims())


def quantities_of(judged: Judged, claims: Claims) -> dict[str, Estimate]:
    """Compute every number of the chapter from outcomes judged before.

    Parameters
    ----------
    judged : Judged
        The cohort.
    claims : Claims
        For the years in which treatment changed and the printed sizes of groups.
    """
    contrasts = headlines(judged)
    found = _of_cohort(judged, claims)
    for headline in contrasts.values():
        found |= _of_headline(headline, judged, claims)
    tests = recomputed_tests(judged, contrasts)
    holm, hochberg = adjust_recomputed(tests, "holm"), adjust_recomputed(tests, "benjamini-hochberg")
    found |= {f"{name}.holm": estimate for name, estimate in holm.items()}
    found |= {f"{name}.fdr": estimate for name, estimate in hochberg.items()}
    return {name: estimate for name, (_, estimate) in labelled(judged, found).items()}


def _of_cohort(judged: Judged, claims: Claims) -> dict[str, Estimate]:
    found = {
        "follow_up": median_follow_up(judged.survival.times),
        "lead_time": lead_time(judged),
        "lead_time.hr": lead_time_hazard_ratio(judged),
    }
    for name, era in eras(claims).items():
        comparison = era_contrast(judged.survival, era)
        found |= {
            f"{name}.difference": comparison.difference,
            f"{name}.p": comparison.p,
            f"{name}.hr": crude_hazard_ratio(era_rows(judged.survival, era)),
        }
    return found


def _of_headline(headline: Headline, judged: Judged, claims: Claims) -> dict[str, Estimate]:
    naive, landmark, changing = (headline.rows(design) for design in ("naive", "landmark", "time-dependent"))
    supplier = eras(claims)["supplier"]
    adjusted = adjusted_hazard_ratio(landmark, before_treatment(judged, supplier))
    ratios = {"landmark": crude_hazard_ratio(landmark), "time_dependent": crude_hazard_ratio(changing)}
    sizes = printed_sizes(claims)[headline.name]
    detectable = detectable_hazard_ratio(sizes, expected_deaths(sizes, naive))
    found = {
        "ph.naive": proportionality(naive).test,
        "ph.landmark": proportionality(landmark).test,
        "ph.time_dependent": proportionality(changing).test,
        "hr.landmark": ratios["landmark"],
        "hr.time_dependent": ratios["time_dependent"],
        "hr.adjusted": adjusted.hazard_ratio,
        "hr.deaths_a_coefficient": adjusted.deaths_a_coefficient,
        "median.naive": median_difference(naive),
        "median.landmark": median_difference(landmark),
        "mean.naive": mean_difference(naive),
        "mean.landmark": mean_difference(landmark),
        "p.within_supplier": within_eras(landmark, judged.survival, supplier),
        "e_value.landmark": e_value(ratios["landmark"], landmark),
        "e_value.time_dependent": e_value(ratios["time_dependent"], changing),
        "e_value.adjusted": e_value(adjusted.hazard_ratio, landmark),
        "detectable.ratio": detectable,
        "detectable.difference": detectable_difference(detectable, naive),
    }
    return {f"{headline.name}.{name}": estimate for name, estimate in found.items()}
