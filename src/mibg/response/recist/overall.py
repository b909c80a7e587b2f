"""Overall response at one exam: target lesions, non-target disease and new lesions together."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.response.assessments import COMPLETE, NEITHER, NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.recist.identity import judged
from mibg.response.recist.target import NONE
from mibg.response.rules import Rule

_SOURCE: Final = "Eisenhauer 2009"

NON_TARGET: Final = {
    "none": NONE,
    "complete_response": COMPLETE,
    "persistent": NEITHER,
    "progression": PROGRESSION,
    "not_evaluable": NOT_EVALUABLE,
}
"""Words of the data dictionary for non-target disease, and what the tables of RECIST call them."""


def _are(facts: pd.DataFrame, target: str, *non_target: str) -> npt.NDArray[np.bool_]:
    found = facts["target"] == target
    if non_target:
        found &= facts["non_target"].isin(non_target)
    return found.to_numpy(dtype=bool)


OVERALL_RULES: Final = (
    Rule(
        "overall.new_lesion",
        "A new lesion, whatever else is seen.",
        lambda facts: facts["new_lesions"] == "yes",
        PROGRESSION,
        f"{_SOURCE}, Tables 1 and 2",
    ),
    Rule(
        "overall.new_lesion_confirmed",
        "A finding that may be a new lesion, and the next exam finds that it was one: progression dates back to it.",
        lambda facts: (facts["new_lesions"] == "equivocal") & facts["new_lesion_next"],
        PROGRESSION,
        f"{_SOURCE}, 4.3.5",
    ),
    Rule(
        "overall.target_progression",
        "Progression of the target lesions.",
        lambda facts: _are(facts, PROGRESSION),
        PROGRESSION,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.non_target_progression",
        "Unequivocal progression of non-target disease.",
        lambda facts: facts["non_target"] == PROGRESSION,
        PROGRESSION,
        f"{_SOURCE}, Tables 1 and 2",
    ),
    Rule(
        "overall.complete",
        "Target lesions gone, and non-target disease gone or never there.",
        lambda facts: _are(facts, COMPLETE, COMPLETE, NONE),
        COMPLETE,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.complete_but",
        "Target lesions gone, while non-target disease persists or was not evaluated.",
        lambda facts: _are(facts, COMPLETE),
        PARTIAL,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.partial",
        "Target lesions respond in part; non-target disease does not progress.",
        lambda facts: _are(facts, PARTIAL),
        PARTIAL,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.stable",
        "Target lesions are stable; non-target disease does not progress.",
        lambda facts: _are(facts, STABLE),
        STABLE,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.missing",
        "Target lesions were not all evaluated.",
        lambda facts: _are(facts, NOT_EVALUABLE),
        NOT_EVALUABLE,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.non_target_gone",
        "No target lesions; all non-target disease is gone.",
        lambda facts: _are(facts, NONE, COMPLETE),
        COMPLETE,
        f"{_SOURCE}, Table 2",
    ),
    Rule(
        "overall.non_target_persists",
        "No target lesions; non-target disease neither gone nor progressing.",
        lambda facts: _are(facts, NONE, NEITHER),
        NEITHER,
        f"{_SOURCE}, Table 2",
    ),
    Rule(
        "overall.nothing_evaluated",
        "No target lesions; non-target disease not evaluated, or none there to evaluate.",
        lambda facts: _are(facts, NONE),
        NOT_EVALUABLE,
        f"{_SOURCE}, Table 2; without any disease at baseline a convention of this book",
    ),
)


def non_target_of(exams: pd.DataFrame, course: npt.NDArray[np.int64]) -> pd.Series:
    """State of non-target disease at each exam, in the words of RECIST.

    Parameters
    ----------
    exams : DataFrame, n rows
        Of the contract.
    course : ndarray of int, shape (n,)
        Course of each.

    Returns
    -------
    Series, n rows
        Where nothing is said at any exam of a course there was none; where something is said at another exam, what is
        missing was not evaluated, as at an exam that cannot be judged.
    """
    given = _column(exams, "non_target").map(NON_TARGET)
    told = pd.Series(given.notna().to_numpy()).groupby(course).transform("any").to_numpy(dtype=bool)
    silent = np.where(told, NOT_EVALUABLE, NONE)
    found = np.where(given.notna(), given, silent)
    return pd.Series(np.where(judged(exams) | (found == NONE), found, NOT_EVALUABLE), index=exams.index, dtype=object)


def new_lesions_of(exams: pd.DataFrame, course: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Whether each exam shows new lesions, and whether the next one of its course does; silence means none."""
    given = _column(exams, "new_lesions")
    seen = given.where(given.notna(), "no")
    same_course = np.append(course[1:] == course[:-1], False) if len(course) else np.zeros(0, dtype=bool)
    following = np.append((seen == "yes").to_numpy()[1:], False) if len(course) else same_course
    return pd.DataFrame({"new_lesions": seen, "new_lesion_next": same_course & following}, index=exams.index)


def _column(exams: pd.DataFrame, name: str) -> pd.Series:
    return exams[name].astype(object) if name in exams else pd.Series(None, exams.index, dtype=object)
