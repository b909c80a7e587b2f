"""Association of two classifications of the same patients."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from scipy.stats import chi2_contingency

from mibg.estimate import Estimate


def association(first: Sequence[str] | pd.Series, second: Sequence[str] | pd.Series) -> Estimate:
    """Test whether two classifications of the same patients go together.

    Parameters
    ----------
    first, second : sequence of str, shape (n,)
        Class of each patient by either.

    Returns
    -------
    Estimate
        p of Pearson's chi-squared test without correction, unit ``p``, with the parts ``chi2`` and ``df``; not
        estimable where either puts everybody into one class.

    Notes
    -----
    Pearson 1900. Where expected counts are small the p-value is approximate.
    """
    table = pd.crosstab(pd.Series(list(first), dtype=object), pd.Series(list(second), dtype=object))
    convention, function = "Pearson's chi-squared test, uncorrected", "mibg.description.association.association"
    n = int(table.to_numpy().sum())
    if min(table.shape) < 2:
        reason = "everybody is in one class" if n else "there are no patients"
        return Estimate(None, "p", n, convention, function, reason=reason)
    found = chi2_contingency(table, correction=False)
    parts = {"chi2": float(found.statistic), "df": float(found.dof)}
    smallest = int(min(table.sum(axis=0).min(), table.sum(axis=1).min()))
    return Estimate(float(found.pvalue), "p", n, convention, function, parts=parts, smallest=smallest)
