"""A contrast: two groups of patients, the median of each, their difference and the log-rank test, under one design."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from mibg.description import difference_of_medians
from mibg.endpoints.endpoint import Endpoint
from mibg.estimate import Estimate
from mibg.survival import Comparison, KnownLater, compare, confirm, kaplan_meier, median_spss


@dataclass(frozen=True, eq=False)
class Contrast:
    """Two groups compared.

    Parameters
    ----------
    comparison : Comparison
        Rows of each group, and the test.
    medians : mapping of str to Estimate
        Median of each group in years, as SPSS has it, with its second opinion.
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
    def label(self) -> str:
        """The design in a sentence."""
        return self.comparison.label


def contrast(
    endpoint: Endpoint,
    groups: KnownLater | Sequence[object] | npt.NDArray[np.str_],
    pair: tuple[str, str],
    *,
    design: Literal["naive", "landmark", "time-dependent"] | None = None,
    landmark_days: float | None = None,
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
        name: endpoint.defined(confirm(median_spss(kaplan_meier(data), "years"), data)) for name, data in rows.items()
    }
    first, second = (medians[name] for name in pair)
    p = endpoint.defined(confirm(found.estimate(), found.times, found.state))
    return Contrast(found, medians, difference_of_medians(first, second), p)
