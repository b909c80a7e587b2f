"""How long patients who came over the years of a study could be followed until its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from mibg.survival.times import Floats

STUDY_END: Final = date(2015, 12, 31)


@dataclass(frozen=True)
class FollowUp:
    """Administrative censoring, uniform between two limits; nobody is lost before.

    Parameters
    ----------
    shortest, longest : float
        Days that the last and the first patient could be followed.
    """

    shortest: float
    longest: float

    def beyond(self, days: Floats) -> Floats:
        """Share of patients who could be followed for longer than some days."""
        return np.clip((self.longest - days) / (self.longest - self.shortest), 0, 1)

    def drawn(self, share: Floats) -> Floats:
        """Days of follow-up at a uniform share of the range."""
        return self.shortest + (self.longest - self.shortest) * share


def follow_up(first_year: int, last_year: int, study_end: date = STUDY_END) -> FollowUp:
    """Follow patients who came uniformly over whole years until one day.

    Parameters
    ----------
    first_year, last_year : int
        The first and the last year in which patients came.
    study_end : date
        Assumed, for the paper prints none: by default a year after the last patient of the paper.
    """
    first, last = (date(year, 1, 1) for year in (first_year, last_year + 1))
    if study_end < last:
        raise ValueError(f"the study ends on {study_end}, before the last patients of {last_year} have come")
    shortest, longest = ((study_end - day).days + 1.0 for day in (last, first))
    return FollowUp(shortest, longest)
