"""Target lesions: read into numbers once, and checked each by itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.response.invalid import refuse_all
from mibg.response.recist.criteria import LONGEST_MM, LYMPH_NODES, PARTS_OF_A_MM, TOO_SMALL_COUNTS_AS_MM

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SHOWN: Final = ["patient_id", "exam_date", "modality", "lesion_id"]
NOBODY: Final = -1
NOT_EVALUABLE_STATE: Final = 3
_STATES: Final = ("measured", "absent", "too_small", "not_evaluable")
_SIZES: Final = np.array([0, 0, TOO_SMALL_COUNTS_AS_MM * PARTS_OF_A_MM, 0])


@dataclass(frozen=True, eq=False)
class Lesions:
    """Lesions at exams, every column as a number; m rows.

    Parameters
    ----------
    row : ndarray of int, shape (m,)
        Row of the table that each was read from.
    course : ndarray of int, shape (m,)
        Course of the exam, a course being one patient's exams by one modality; -1 where it has no baseline.
    day : ndarray of int, shape (m,)
        Day of the exam, as a number.
    lesion, organ : ndarray of int, shape (m,)
        Which lesion, and where; organ -1 where none is given, all lymph nodes together as one.
    node : ndarray of bool, shape (m,)
        Whether it is a lymph node; one of which nothing is said is none.
    state : ndarray of int, shape (m,)
        0 measured, 1 absent, 2 too small, 3 not evaluable.
    size : ndarray of int, shape (m,)
        In thousandths of a millimetre: what was measured, 0 where absent or not evaluable, 5 mm where too small. A
        diameter with more than three decimals is taken to the nearest thousandth.
    """

    row: Ints
    course: Ints
    day: Ints
    lesion: Ints
    organ: Ints
    node: Bools
    state: Ints
    size: Ints

    def where(self, chosen: Bools) -> Lesions:
        """Keep some of the rows."""
        kept = np.flatnonzero(chosen)
        return Lesions(*(getattr(self, field.name)[kept] for field in fields(self)))


def read_lesions(lesions: pd.DataFrame, course: Ints) -> Lesions:
    """Turn the lesions table into numbers.

    Parameters
    ----------
    lesions : DataFrame
        Of the contract, and past the gate.
    course : ndarray of int
        Course of each row.

    Raises
    ------
    InvalidFindings
        When a size cannot be, stands without its state or the reverse, or a lesion stands twice at an exam; every
        rule that is broken, with the lesions that break it.
    """
    state, diameter = _state(lesions["state"]), lesions["diameter_mm"].to_numpy(dtype=float, na_value=np.nan)
    day = lesions["exam_date"].to_numpy(dtype="datetime64[D]").astype(np.int64)
    lesion = pd.factorize(lesions["lesion_id"])[0]
    measured, sized = state == 0, ~np.isnan(diameter)
    refuse_all(
        lesions,
        [
            (sized & ~((diameter >= 0) & (diameter <= LONGEST_MM)), f"a diameter is from 0 to {LONGEST_MM:,} mm"),
            (measured & ~sized, "a measured lesion has a diameter"),
            ((state > 0) & sized, "only a measured lesion has a diameter"),
            (_twice(course, day, lesion), "a lesion stands once at an exam"),
        ],
        [*SHOWN, "state", "diameter_mm"],
    )
    size = np.where(measured, np.rint(np.where(sized, diameter, 0) * PARTS_OF_A_MM), _SIZES[state]).astype(np.int64)
    node = _node(lesions)
    return Lesions(np.arange(len(lesions)), course, day, lesion, _organ(lesions, node), node, state, size)


def _state(column: pd.Series) -> Ints:
    codes, words = pd.factorize(column)
    found: Ints = np.array([_STATES.index(word) for word in words], dtype=np.int64)[codes]
    return found


def _node(lesions: pd.DataFrame) -> Bools:
    if "is_node" not in lesions:
        return np.zeros(len(lesions), dtype=bool)
    found: Bools = lesions["is_node"].to_numpy(dtype=bool, na_value=False)
    return found


def _organ(lesions: pd.DataFrame, node: Bools) -> Ints:
    if "organ" not in lesions:
        return np.where(node, 0, NOBODY)
    codes, words = pd.factorize(lesions["organ"])
    return np.where(node, list(words).index(LYMPH_NODES) if LYMPH_NODES in words else len(words), codes)


def _twice(course: Ints, day: Ints, lesion: Ints) -> Bools:
    """Whether the same lesion stood at the same exam before; nobody asks of courses without a baseline."""
    days = day - day.min(initial=0)
    key = (course * (days.max(initial=0) + 1) + days) * (lesion.max(initial=0) + 1) + lesion
    if (np.diff(np.sort(key, kind="stable")) > 0).all():
        return np.zeros(len(key), dtype=bool)
    found: Bools = pd.Index(key).duplicated() & (course != NOBODY)
    return found
