"""The target lesions chosen at baseline: checked against the rules of their choice, and added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mibg.response.invalid import refuse_all
from mibg.response.recist.criteria import (
    PARTS_OF_A_MM,
    TARGET_AT_LEAST_MM,
    TARGET_NODE_AT_LEAST_MM,
    TARGETS_AT_MOST,
    TARGETS_OF_AN_ORGAN_AT_MOST,
)
from mibg.response.recist.lesions import NOBODY, SHOWN, Ints, Lesions


@dataclass(frozen=True, eq=False)
class Targets:
    """The target lesions of each course, a course being one patient's exams by one modality.

    Parameters
    ----------
    number : ndarray of int, shape (c,)
        Targets of each course.
    sum : ndarray of int, shape (c,)
        Their sum at baseline, in thousandths of a millimetre.
    """

    number: Ints
    sum: Ints


def targets(baseline: Lesions, courses: int, table: pd.DataFrame) -> Targets:
    """Check the target lesions chosen at baseline, and add them up.

    Parameters
    ----------
    baseline : Lesions
        At baseline exams.
    courses : int
        Number of courses.
    table : DataFrame
        That they were read from, to show what is wrong.

    Raises
    ------
    InvalidFindings
        With every rule that is broken and the lesions that break it.
    """
    number = np.bincount(baseline.course, minlength=courses)
    least = np.where(baseline.node, TARGET_NODE_AT_LEAST_MM, TARGET_AT_LEAST_MM) * PARTS_OF_A_MM
    refuse_all(
        table,
        [
            (baseline.state != 0, "a target lesion is measured at baseline"),
            (
                (baseline.state == 0) & (baseline.size < least),
                f"a target lesion measures at least {TARGET_AT_LEAST_MM} mm at baseline, a node "
                f"{TARGET_NODE_AT_LEAST_MM} mm across its short axis",
            ),
            (number[baseline.course] > TARGETS_AT_MOST, f"a patient has at most {TARGETS_AT_MOST} target lesions"),
            (
                _of_organ(baseline) > TARGETS_OF_AN_ORGAN_AT_MOST,
                f"an organ has at most {TARGETS_OF_AN_ORGAN_AT_MOST} target lesions, lymph nodes being one organ",
            ),
        ],
        [*SHOWN, "diameter_mm"],
        baseline.row,
    )
    return Targets(number, np.bincount(baseline.course, baseline.size, courses).astype(np.int64))


def _of_organ(baseline: Lesions) -> Ints:
    """Number of targets in the organ of each; 0 where no organ is given."""
    key = baseline.course * (baseline.organ.max(initial=0) + 2) + baseline.organ
    _, place, number = np.unique(key, return_inverse=True, return_counts=True)
    return np.where(baseline.organ == NOBODY, 0, number[place])
