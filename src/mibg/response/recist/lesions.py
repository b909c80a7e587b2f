"""Target lesions: checked, and put beside the exams they were measured at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.response.invalid import refuse_all
from mibg.response.recist.criteria import (
    LYMPH_NODES,
    PARTS_OF_A_MM,
    TARGET_AT_LEAST_MM,
    TARGET_NODE_AT_LEAST_MM,
    TARGETS_AT_MOST,
    TARGETS_OF_AN_ORGAN_AT_MOST,
    TOO_SMALL_COUNTS_AS_MM,
)

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SHOWN: Final = ["patient_id", "exam_date", "modality", "lesion_id"]
NOBODY: Final = -1
_SIZES: Final = {"absent": 0, "too_small": TOO_SMALL_COUNTS_AS_MM * PARTS_OF_A_MM}


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


@dataclass(frozen=True, eq=False)
class Measurements:
    """Target lesions at follow-up.

    Parameters
    ----------
    exam : ndarray of int, shape (m,)
        The exam each belongs to.
    size : ndarray of int, shape (m,)
        In thousandths of a millimetre; 0 where absent, and where not assessed.
    assessed : ndarray of bool, shape (m,)
        Whether it could be judged.
    node : ndarray of bool, shape (m,)
        Whether it is a lymph node.
    """

    exam: Ints
    size: Ints
    assessed: Bools
    node: Bools


def sizes(lesions: pd.DataFrame) -> Ints:
    """Size of each lesion in thousandths of a millimetre: what was measured, 0 where absent, 5 mm where too small.

    A diameter with more than three decimals is taken to the nearest thousandth.
    """
    measured = lesions["diameter_mm"].to_numpy(dtype=float, na_value=0.0)
    found: Ints = np.rint(measured * PARTS_OF_A_MM).astype(np.int64)
    state = lesions["state"].to_numpy(dtype=object)
    for word, size in _SIZES.items():
        found[state == word] = size
    found[state == "not_evaluable"] = 0
    return found


def nodes(lesions: pd.DataFrame) -> Bools:
    """Whether each lesion is a lymph node; one of which nothing is said is none."""
    if "is_node" not in lesions:
        return np.zeros(len(lesions), dtype=bool)
    found: Bools = lesions["is_node"].to_numpy(dtype=bool, na_value=False)
    return found


def organs(lesions: pd.DataFrame) -> pd.Series:
    """Organ of each lesion, all nodes together as one; missing where none is given."""
    given = lesions["organ"] if "organ" in lesions else pd.Series(pd.NA, lesions.index, dtype="string")
    return given.astype(object).mask(nodes(lesions), LYMPH_NODES)


def targets(baseline: pd.DataFrame, course: Ints, courses: int) -> Targets:
    """Check the target lesions chosen at baseline, and add them up.

    Parameters
    ----------
    baseline : DataFrame
        Rows of the lesions at baseline exams.
    course : ndarray of int
        Course of each row.
    courses : int
        Number of courses.

    Raises
    ------
    InvalidFindings
        With every rule that is broken and the lesions that break it.
    """
    size, node, organ = sizes(baseline), nodes(baseline), organs(baseline)
    number = np.bincount(course, minlength=courses)
    together = pd.DataFrame({"course": course, "organ": organ.to_numpy()})
    of_organ = together.groupby(["course", "organ"], dropna=True)["organ"].transform("size").fillna(0).to_numpy()
    small = np.where(node, TARGET_NODE_AT_LEAST_MM, TARGET_AT_LEAST_MM) * PARTS_OF_A_MM > size
    shown = baseline[[*SHOWN, "diameter_mm"]]
    refuse_all(
        shown,
        [
            (baseline["state"].to_numpy(dtype=object) != "measured", "a target lesion is measured at baseline"),
            (
                small,
                f"a target lesion measures at least {TARGET_AT_LEAST_MM} mm at baseline, a node "
                f"{TARGET_NODE_AT_LEAST_MM} mm across its short axis",
            ),
            (number[course] > TARGETS_AT_MOST, f"a patient has at most {TARGETS_AT_MOST} target lesions"),
            (
                of_organ > TARGETS_OF_AN_ORGAN_AT_MOST,
                f"an organ has at most {TARGETS_OF_AN_ORGAN_AT_MOST} target lesions, lymph nodes being one organ",
            ),
        ],
    )
    return Targets(number, np.bincount(course, weights=size, minlength=courses).astype(np.int64))


def refuse_malformed(lesions: pd.DataFrame) -> None:
    """Refuse sizes that cannot be, sizes without a state or the reverse, and a lesion given twice at one exam.

    Raises
    ------
    InvalidFindings
        With every rule that is broken and the lesions that break it.
    """
    diameter = lesions["diameter_mm"].to_numpy(dtype=float, na_value=np.nan)
    state = lesions["state"].to_numpy(dtype=object)
    known = np.isin(state, ["measured", "absent", "too_small", "not_evaluable"])
    measured = state == "measured"
    refuse_all(
        lesions[[*SHOWN, "state", "diameter_mm"]],
        [
            (~known, "a lesion is measured, absent, too_small or not_evaluable"),
            (diameter < 0, "a diameter is no less than 0 mm"),
            (np.isinf(diameter), "a diameter is finite"),
            (measured & np.isnan(diameter), "a measured lesion has a diameter"),
            (known & ~measured & ~np.isnan(diameter), "only a measured lesion has a diameter"),
            (lesions.duplicated(SHOWN).to_numpy(), "a lesion stands once at an exam"),
        ],
    )
