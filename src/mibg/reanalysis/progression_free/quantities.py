"""What one cohort says of progression under every reading, by the ids under which the chapter records it."""

from __future__ import annotations

from mibg.cohort import Cohort
from mibg.endpoints import CompetingEndpoint
from mibg.estimate import Estimate
from mibg.reanalysis.progression_free.between import between_assessments
from mibg.reanalysis.progression_free.competing import incidences, unseen_deaths
from mibg.reanalysis.progression_free.groups import gray_tests
from mibg.reanalysis.progression_free.measures import MEASURES, Measure
from mibg.reanalysis.progression_free.readings import medians


def quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Compute every number of the chapter.

    Parameters
    ----------
    cohort : Cohort
        Any; what it cannot carry is not estimable, with the reason.

    Returns
    -------
    dict of str to Estimate
        By the ids under which the chapter records them: ``progression_free.imaging.death_as_event``.
    """
    return {
        name: estimate
        for measure in MEASURES
        for name, estimate in quantities_of(measure, cohort, measure.course(cohort)).items()
    }


def quantities_of(measure: Measure, cohort: Cohort, course: CompetingEndpoint) -> dict[str, Estimate]:
    """Compute the numbers of one way of following patients, from its course, by id."""
    found = {
        **medians(course),
        **incidences(course),
        **unseen_deaths(course),
        **between_assessments(course),
        **gray_tests(cohort, course),
    }
    return {f"progression_free.{measure.name}.{name}": estimate for name, estimate in found.items()}
