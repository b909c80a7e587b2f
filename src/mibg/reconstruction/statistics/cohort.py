"""All statistics of a cohort that a target can be about."""

from __future__ import annotations

from mibg.cohort import Cohort
from mibg.outcomes import biochemical_outcome, imaging_outcome, symptomatic_outcome
from mibg.reconstruction.statistics.biochemistry import biochemical_statistics
from mibg.reconstruction.statistics.imaging import imaging_statistics
from mibg.reconstruction.statistics.interaction import interaction_statistics
from mibg.reconstruction.statistics.overall import overall_statistics
from mibg.reconstruction.statistics.people import people_statistics
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.statistics.symptoms import symptomatic_statistics
from mibg.reconstruction.targets import Targets


def cohort_statistics(cohort: Cohort, targets: Targets) -> Estimates:
    """Estimate every statistic that a target is about.

    Parameters
    ----------
    cohort : Cohort
        Any cohort with the tables of the reconstruction.
    targets : Targets
        Say which sites and therapies to count.

    Returns
    -------
    mapping of str to Estimate
        By statistic, as the claims name it.
    """
    imaging = imaging_outcome(cohort)
    return {
        **people_statistics(cohort, targets),
        **overall_statistics(cohort),
        **imaging_statistics(cohort, imaging),
        **symptomatic_statistics(cohort, symptomatic_outcome(cohort)),
        **biochemical_statistics(cohort, biochemical_outcome(cohort)),
        **interaction_statistics(cohort, imaging),
    }
