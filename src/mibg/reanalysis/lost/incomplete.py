"""Patients at risk at a landmark, their response known of some and unknown of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.survival import InvalidSurvivalData, SurvivalTimes

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NOBODY: Final = "nobody was at risk at the landmark"
NOBODY_FOLLOWED: Final = "of nobody at risk at the landmark is the response known"
NO_DEATHS: Final = "nobody died after the landmark"


@dataclass(frozen=True, eq=False)
class Incomplete:
    """Survival data beside a response that is unknown of the lost; made by `incomplete` alone.

    Parameters
    ----------
    times : SurvivalTimes
        Days since the landmark, shape (n,), everybody at risk from the start; 1 = event, 0 = censored.
    response : ndarray of float, shape (n,)
        1 for a favourable response, 0 for another, NaN where it is unknown.
    covariates : ndarray of float, shape (n, p)
        Known of everybody before the landmark; p may be 0.
    """

    times: SurvivalTimes
    response: Floats
    covariates: Floats

    def __len__(self) -> int:
        return len(self.times)

    @property
    def followed(self) -> Bools:
        """Whose response is known, shape (n,)."""
        return ~np.isnan(self.response)

    @property
    def smallest(self) -> int:
        """Patients or deaths, whichever are fewer, of the smaller group among those whose response is known."""
        groups = [self.response == code for code in (0, 1)]
        kept = (np.ones(len(self), dtype=bool), self.times.event)
        return min(int((group & rows).sum()) for group in groups for rows in kept)

    def completed(self, lost: npt.ArrayLike) -> Bools:
        """Put responses in the place of the unknown ones.

        Parameters
        ----------
        lost : array_like of bool, shape (m,) or (b, m)
            Responses of the m lost, in their order; b sets of them, or one.

        Returns
        -------
        ndarray of bool, shape (b, n)
            Whether each response is favourable.
        """
        chosen = np.atleast_2d(np.asarray(lost, dtype=bool))
        groups = np.tile(self.response == 1, (len(chosen), 1))
        groups[:, ~self.followed] = chosen
        return groups

    @property
    def reason(self) -> str | None:
        """Why no method at all can compare the groups; None where one may."""
        if not len(self):
            return NOBODY
        if not self.followed.any():
            return NOBODY_FOLLOWED
        return None if self.times.event.any() else NO_DEATHS


def incomplete(times: SurvivalTimes, response: npt.ArrayLike, covariates: pd.DataFrame | None = None) -> Incomplete:
    """Check survival data with a partly unknown response.

    Parameters
    ----------
    times : SurvivalTimes
        n patients, days since the landmark; neither late entry nor weights.
    response : array_like of float, shape (n,)
        1 favourable, 0 not, NaN unknown.
    covariates : DataFrame, shape (n, p), optional
        Numbers known of everybody; none by default.

    Raises
    ------
    InvalidSurvivalData
        When lengths differ, patients enter late or are weighted, a response is neither 0, 1 nor unknown, or a
        covariate is no finite number. Names the rows, counted from 0.
    """
    given = np.asarray(response, dtype=float)
    table = np.empty((len(times), 0)) if covariates is None else covariates.to_numpy(dtype=float)
    if given.shape != (len(times),) or len(table) != len(times):
        raise InvalidSurvivalData(f"{len(times)} patients have {given.size} responses and {len(table)} covariates")
    if times.enter_late or times.weight is not None:
        raise InvalidSurvivalData("from a landmark on everybody is at risk, and each patient has a row of his own")
    if len(wrong := np.flatnonzero(~(np.isnan(given) | (given == 0) | (given == 1)))):
        raise InvalidSurvivalData(f"a response is 1, 0 or unknown; see rows {wrong.tolist()[:5]}")
    if len(wrong := np.flatnonzero(~np.isfinite(table).all(axis=1))):
        raise InvalidSurvivalData(f"a covariate is a finite number; see rows {wrong.tolist()[:5]}")
    return Incomplete(times, given, table)
