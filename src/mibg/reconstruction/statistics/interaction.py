"""Whether multiple treatment, initial imaging response and octreotide interact in their bearing on survival."""

from __future__ import annotations

from mibg.cohort import Cohort
from mibg.endpoints import Interactions, interaction_tests, naive_factors
from mibg.outcomes import ImagingOutcome
from mibg.reconstruction.statistics.shared import Estimates


def interaction_statistics(cohort: Cohort, imaging: ImagingOutcome) -> Estimates:
    """Estimate what is printed about interactions, by likelihood ratio and under the naive design of the paper."""
    factors = naive_factors(cohort, imaging.seen_by_ct, frozenset({"CR", "PR", "SD"}))
    return interaction_estimates(interaction_tests(factors))


def interaction_estimates(tests: Interactions) -> Estimates:
    """Name the tests as the claims do."""
    return {"repeat.interaction.p": tests.pairs, "repeat.interaction.imaging.p": tests.of(("multiple", "controlled"))}
