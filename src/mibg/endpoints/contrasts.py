"""A contrast: two groups of patients, the median of each, their difference and the log-rank test, under one design."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.description import difference_of_medians
from mibg.endpoints.endpoint import Endpoint
from mibg.endpoints.groups import response_at_followup
from mibg.estimate import Estimate
from mibg.survival import (
    Comparison,
    KaplanMeier,
    KnownLater,
    SurvivalTimes,
    compare,
    confirm,
    kaplan_meier,
    median_spss,
)

Later = Literal["naive", "landmark", "time-dependent"]
Median = Callable[[KaplanMeier, str], Estimate]


@dataclass(frozen=True, eq=False)
class Contrast:
    """Two groups compared.

    Parameters
    ----------
    comparison : Comparison
        Rows of each group, and the test.
    medians : mapping of str to Estimate
        Median of each group in years, with its second opinion.
    difference : Estimate
        Median of the first group minus that of the second, in months.
    p : Estimate
        Of the log-rank test; of Mantel and Byar's, with a time-dependent design.
    """

    comparison: Comparison
    medians: Mapping[str, Estimate]
    difference: Estimate
    p: Estimate

    @property
    def curves(self) -> dict[str, SurvivalTimes]:
        """Rows of the two groups, in the order of the difference, for a figure."""
        return {name: self.comparison.of(name) for name in self.medians}

    @property
    def label(self) -> str:
        """The design in a sentence."""
        return self.comparison.label


def contrast_by_response(  # noqa: PLR0913 - each is one choice of the comparison
    endpoint: Endpoint,
    seen: pd.DataFrame,
    groups: Mapping[str, str],
    *,
    design: Later,
    landmark_days: float | None = None,
    median: Median = median_spss,
) -> Contrast:
    """Compare survival by response at first follow-up, among patients who were followed.

    Parameters
    ----------
    endpoint : Endpoint
        Of the whole cohort.
    seen : DataFrame
        patient_id, date and response of those who were followed.
    groups : mapping of str to str
        Group of each response, two groups in all, the first named first in the difference; patients with another
        response are left out.
    design, landmark_days
        As for `mibg.survival.compare`; the response is known since the day of follow-up.
    median : callable
        As for `contrast`.
    """
    counted = seen[seen["response"].isin(list(groups))]
    followed = endpoint.among(pd.Index(counted["patient_id"]), "not followed, or with another response")
    first, second = dict.fromkeys(groups.values())
    known = response_at_followup(followed, counted, dict(groups), "The response")
    return contrast(followed, known, (first, second), design=design, landmark_days=landmark_days, median=median)


def contrast(  # noqa: PLR0913 - each is one choice of the comparison
    endpoint: Endpoint,
    groups: KnownLater | Sequence[object] | npt.NDArray[np.str_],
    pair: tuple[str, str],
    *,
    design: Later | None = None,
    landmark_days: float | None = None,
    median: Median = median_spss,
) -> Contrast:
    """Compare the survival of two groups.

    Parameters
    ----------
    endpoint : Endpoint
        Of the patients, n of them.
    groups : KnownLater or sequence, shape (n,)
        Group of each.
    pair : (str, str)
        The two groups, in the order of the difference. A group of nobody has no median.
    design, landmark_days
        As for `mibg.survival.compare`.
    median : callable
        Median of a curve in a unit: `mibg.survival.median_spss`, as the paper, or `mibg.survival.median_r`.

    Returns
    -------
    Contrast

    Raises
    ------
    GuaranteeTimeError
        When the groups become known after time zero and no design is named.
    """
    found = compare(endpoint.times, groups, design=design, landmark_days=landmark_days)
    rows = {name: found.of(name) for name in pair}
    medians = {
        name: endpoint.defined(confirm(median(kaplan_meier(data), "years"), data)) for name, data in rows.items()
    }
    first, second = (medians[name] for name in pair)
    p = endpoint.defined(confirm(found.estimate(), found.times, found.state))
    return Contrast(found, medians, endpoint.defined(difference_of_medians(first, second)), p)
