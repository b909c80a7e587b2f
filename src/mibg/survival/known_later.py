"""A variable that becomes known only after time zero, and cannot be mistaken for one that was known then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.survival.columns import numbers, refuse_rows, rows_chosen
from mibg.survival.times import Floats, InvalidSurvivalData, SurvivalTimes

_WHY: Final = (
    "{what} is known only some time after time zero. Who belongs to a group that forms later had to survive until "
    "then, so that from time zero the group cannot lose anybody early and its survival looks longer than it is "
    "(guarantee-time bias; Anderson, Cain and Gelber 1983). Say how to compare: "
    'compare(times, groups, design="naive"), "landmark" or "time-dependent".'
)


class GuaranteeTimeError(TypeError):
    """Survival from time zero was to be compared by something known only later, without a word on how."""


@dataclass(frozen=True, eq=False)
class KnownLater:
    """A value of each patient with the day since which it is known; made by `known_later` alone.

    Wherever it is taken for a plain array, a `GuaranteeTimeError` explains why it is none.

    Parameters
    ----------
    value : ndarray of object, shape (n,)
        The value that each patient has in the end; `before` where it never became known.
    known_at : ndarray of float, shape (n,)
        Days since time zero from which the value is known; inf where it never was.
    before : str
        The state a patient is in until his value is known.
    what : str
        The variable in words, as the subject of a sentence.
    """

    value: npt.NDArray[np.object_]
    known_at: Floats
    before: str
    what: str

    def __len__(self) -> int:
        return len(self.value)

    def __array__(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 - numpy's protocol
        raise self.unasked()

    def __iter__(self) -> NoReturn:
        raise self.unasked()

    def __getitem__(self, _: object) -> NoReturn:
        raise self.unasked()

    def __eq__(self, _: object) -> NoReturn:
        raise self.unasked()

    def __hash__(self) -> NoReturn:
        raise self.unasked()

    def unasked(self) -> GuaranteeTimeError:
        """Say why this cannot be used as it stands."""
        return GuaranteeTimeError(_WHY.format(what=self.what))

    def known_by(self, days: float | Floats) -> npt.NDArray[np.object_]:
        """State of each patient on a day, shape (n,); what becomes known on that very day is known."""
        return np.where(self.known_at <= days, self.value, self.before)

    def where(self, chosen: npt.ArrayLike) -> KnownLater:
        """Keep the patients for whom `chosen`, a boolean array of shape (n,), is true."""
        kept = rows_chosen(chosen, len(self))
        return KnownLater(self.value[kept], self.known_at[kept], self.before, self.what)


def known_later(
    value: Sequence[object] | npt.ArrayLike, known_at: Sequence[float] | npt.ArrayLike, *, before: str, what: str
) -> KnownLater:
    """Declare a variable that becomes known after time zero.

    Parameters
    ----------
    value : array_like, shape (n,)
        What each patient turned out to be; passed over where `known_at` is missing or infinite.
    known_at : array_like of float, shape (n,)
        Days since time zero on which it became known; missing or inf where it never did. At or before time zero it
        was known from the start.
    before : str
        Name of the state until then. It may be one of the values: a patient counts as treated once until the
        second treatment.
    what : str
        The variable in words, as the subject of a sentence: "The number of treatments".

    Raises
    ------
    InvalidSurvivalData
        When the two differ in length, or a value is missing though it is known since some day. Names the rows.
    """
    values, moments = np.array(value, dtype=object, ndmin=1), numbers(known_at, "a day on which something is known")
    if values.shape != moments.shape or values.ndim != 1:
        raise InvalidSurvivalData(
            f"values and the days they are known differ in shape: {values.shape}, {moments.shape}"
        )
    moments = np.where(np.isnan(moments), np.inf, moments)
    never = np.isposinf(moments)
    refuse_rows(pd.isna(values) & ~never, values, "what is known since a day has a value")
    return KnownLater(np.where(never, before, values), moments, before, what)


def same_patients(times: SurvivalTimes, variable: KnownLater) -> None:
    """Refuse a variable of other patients than the times are of."""
    if len(times) != len(variable):
        raise InvalidSurvivalData(f"{variable.what} is given of {len(variable)} patients, times of {len(times)}")
