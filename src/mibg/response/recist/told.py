"""What is told of each exam beside its measurements: non-target disease, and new lesions."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mibg.response.assessments import COMPLETE, NEITHER, NOT_EVALUABLE, PROGRESSION
from mibg.response.invalid import refuse_all
from mibg.response.recist.identity import EXAM, Courses, judged
from mibg.response.recist.lesions import Bools, Ints
from mibg.response.recist.target import NONE

NON_TARGET: Final = {
    "none": NONE,
    "complete_response": COMPLETE,
    "persistent": NEITHER,
    "progression": PROGRESSION,
    "not_evaluable": NOT_EVALUABLE,
}
"""Words of the data dictionary for non-target disease, and what the tables of RECIST call them."""

_DENIED: Final = "non-target disease is none where the baseline tells of none; write complete_response where it is gone"


def non_target_of(found: Courses) -> pd.Series:
    """State of non-target disease at each exam, in the words of RECIST.

    Parameters
    ----------
    found : Courses
        From `courses`.

    Returns
    -------
    Series, one value an exam, in the order of `found`
        Where nothing is told at an exam: not evaluated, if the baseline or another exam of the course tells of such
        disease; none, if no exam does. At an exam that cannot be judged, disease is not evaluated whatever is told.

    Raises
    ------
    InvalidFindings
        When an exam says that there never was such disease, and the baseline tells of some.
    """
    told = _column(found.exams, "non_target")
    given = told.map(NON_TARGET)
    known = np.zeros(len(found.targets.number), dtype=bool)
    known[found.begun[_of_disease(_column(found.begins, "non_target"))]] = True
    refuse_all(found.exams, [(known[found.course] & told.eq("none"), _DENIED)], [*EXAM, "non_target"])
    known[found.course[_of_disease(told)]] = True
    silent = np.where(known[found.course], NOT_EVALUABLE, NONE)
    state = np.where(given.notna(), given, silent)
    kept = judged(found.exams) | (state == NONE)
    return pd.Series(np.where(kept, state, NOT_EVALUABLE), index=found.exams.index, dtype=object)


def new_lesions_of(exams: pd.DataFrame, course: Ints) -> pd.DataFrame:
    """What each exam says of new lesions, and whether the next one of its course finds any; silence means none.

    An exam that cannot be judged finds none, whatever is told.
    """
    given = _column(exams, "new_lesions")
    seen = given.where(given.notna(), "no")
    same_course = np.append(course[1:] == course[:-1], False) if len(course) else np.zeros(0, dtype=bool)
    following = np.append(((seen == "yes") & judged(exams)).to_numpy()[1:], False) if len(course) else same_course
    return pd.DataFrame({"new_lesions": seen, "new_lesion_next": same_course & following}, index=exams.index)


def _of_disease(told: pd.Series) -> Bools:
    """Whether each exam tells of non-target disease, be it gone or not evaluated."""
    found: Bools = (told.notna() & told.ne("none")).to_numpy(dtype=bool)
    return found


def _column(exams: pd.DataFrame, name: str) -> pd.Series:
    return exams[name].astype(object) if name in exams else pd.Series(None, exams.index, dtype=object)
