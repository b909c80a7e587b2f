"""Groups known at first treatment, and whether progression and death without it came as often in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints import CompetingEndpoint
from mibg.estimate import Estimate
from mibg.survival import CompetingTimes, confirm, gray_test

AGE_BAND: Final = 60
"""Years: near the mean age that the paper prints."""


@dataclass(frozen=True)
class Grouping:
    """A way of sorting patients by what was known at first treatment.

    Parameters
    ----------
    name, title : str
        Of the grouping.
    of : callable
        Group of each row of ``patients``; missing where it is not recorded.
    """

    name: str
    title: str
    of: Callable[[pd.DataFrame], pd.Series]


def _age_band(rows: pd.DataFrame) -> pd.Series:
    age = rows["age_at_treatment"].astype(float)
    named = np.where(age < AGE_BAND, f"younger than {AGE_BAND}", f"{AGE_BAND} or older")
    return pd.Series(named, index=rows.index, dtype=object).where(age.notna())


GROUPINGS: Final = (
    Grouping("tumor_type", "Tumor type", lambda rows: rows["tumor_type"]),
    Grouping("sex", "Sex", lambda rows: rows["sex"]),
    Grouping("age", "Age at first treatment", _age_band),
)


def gray_tests(cohort: Cohort, course: CompetingEndpoint) -> dict[str, Estimate]:
    """Test progression, and death without it, between groups that were known at first treatment.

    Parameters
    ----------
    cohort : Cohort
        Its patients; those whose group is not recorded are left out of that test.
    course : CompetingEndpoint
        Time to progression, death before it competing.

    Returns
    -------
    dict of str to Estimate
        Gray's test, ``gray.sex.progression``, ``gray.sex.death``, and so on.
    """
    return {
        f"gray.{grouping.name}.{cause}": course.defined(_gray(course.times, groups, cause))
        for grouping, groups in sorted_patients(cohort, course)
        for cause in course.times.causes
    }


def sorted_patients(cohort: Cohort, course: CompetingEndpoint) -> Iterator[tuple[Grouping, pd.Series]]:
    """Give each grouping with the group of each patient of a course, in its order; missing where not recorded."""
    rows = cohort["patients"].set_index("patient_id").reindex(course.patients)
    for grouping in GROUPINGS:
        yield grouping, grouping.of(rows)


def _gray(times: CompetingTimes, groups: pd.Series, cause: str) -> Estimate:
    known = groups.notna().to_numpy()
    kept, sorted_by = times.where(known), groups[known].to_numpy(dtype=str)
    return confirm(gray_test(kept, sorted_by, cause).estimate(), kept, sorted_by, cause)
