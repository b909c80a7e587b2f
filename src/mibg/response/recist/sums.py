"""Sums of target lesions at each exam, beside baseline and nadir."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mibg.response.recist.criteria import NODE_NORMAL_BELOW_MM, PARTS_OF_A_MM
from mibg.response.recist.identity import Courses, judged
from mibg.response.recist.lesions import NOT_EVALUABLE_STATE, Bools, Ints


def sums(found: Courses) -> pd.DataFrame:
    """Add up the target lesions of each exam.

    Parameters
    ----------
    found : Courses
        From `courses`.

    Returns
    -------
    DataFrame, one row an exam, in the order of `found`
        ``targets`` chosen at baseline and ``assessed`` now; ``sum``, ``baseline`` and ``nadir`` in thousandths of a
        millimetre, the sum over what was assessed, the nadir over complete sums before this exam and baseline;
        ``complete``: every target was assessed; ``gone``: each assessed one is gone, a node below 10 mm being normal;
        ``present``: a target that is no node is seen; ``was_gone``: all were gone at an exam before.
    """
    n, lesions = len(found.exams), found.lesions
    counted = (lesions.state != NOT_EVALUABLE_STATE) & judged(found.exams)[found.place]
    exam, size, node = found.place[counted], lesions.size[counted], lesions.node[counted]
    targets, baseline = found.targets.number[found.course], found.targets.sum[found.course]
    total = np.bincount(exam, weights=size, minlength=n).astype(np.int64)
    assessed = np.bincount(exam, minlength=n)
    left = np.where(node, size >= NODE_NORMAL_BELOW_MM * PARTS_OF_A_MM, size > 0)
    gone = np.bincount(exam, weights=left, minlength=n) == 0
    complete = (assessed == targets) & (targets > 0)
    begins = np.flatnonzero(np.diff(found.course, prepend=-1))
    cleared = complete & gone
    return pd.DataFrame(
        {
            "targets": targets,
            "assessed": assessed,
            "sum": total,
            "baseline": baseline,
            "nadir": _smallest_before(np.where(complete, total, baseline), baseline, begins),
            "complete": complete,
            "gone": gone,
            "present": np.bincount(exam, weights=~node & (size > 0), minlength=n) > 0,
            "was_gone": _any_before(cleared, begins),
        },
        index=found.exams.index,
    )


def _smallest_before(values: Ints, first: Ints, begins: Ints) -> Ints:
    """Smallest of the values before each row within its course, and of the course's first value."""
    before = np.concatenate([[0], values[:-1]]) if len(values) else values.copy()
    before[begins] = first[begins]
    course = np.zeros(len(values), dtype=np.int64)
    course[begins] = 1
    offset = np.cumsum(course) * (int(values.max(initial=0)) + int(first.max(initial=0)) + 1)
    return np.minimum.accumulate(before - offset) + offset


def _any_before(flags: Bools, begins: Ints) -> Bools:
    """Whether a flag was set in an earlier row of the course."""
    counted = np.concatenate([[0], np.cumsum(flags)[:-1]]) if len(flags) else np.zeros(0, dtype=np.int64)
    length = np.diff(np.append(begins, len(flags)))
    found: Bools = counted > np.repeat(counted[begins], length)
    return found
