"""The hazard ratio of two groups under the design by which they are compared."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from mibg.estimate import Estimate
from mibg.survival import Comparison
from mibg.survival.cox import cox, hazard_ratio
from mibg.survival.cox.risk_sets import Ties


def hazard_ratio_between(
    comparison: Comparison, group: str, *, by: pd.DataFrame | None = None, ties: Ties = "efron"
) -> Estimate:
    """Hazard in one group against the hazard in all others of a comparison.

    Parameters
    ----------
    comparison : Comparison
        Of any design; with a time-dependent one this is the Cox regression on a covariate that changes with time.
    group : str
        Whose hazard is the numerator.
    by : DataFrame, optional
        Covariates known at time zero to adjust for, one row a patient as handed over to the comparison.
    ties : {"efron", "breslow"}
        As for `mibg.survival.cox.cox`.

    Returns
    -------
    Estimate
        As `mibg.survival.cox.hazard_ratio`; ``n`` counts patients, and the convention tells the design.
    """
    frame = pd.DataFrame({group: comparison.state == group})
    if by is not None:
        frame = pd.concat([frame, by.iloc[comparison.patient].reset_index(drop=True)], axis=1)
    found = hazard_ratio(cox(comparison.times, frame, ties=ties), group)
    told = f"{found.convention}. {comparison.label.removesuffix('.')}"
    function = "mibg.reanalysis.hazard_ratios.hazard_ratio_between"
    return replace(found, n=comparison.n, convention=told, function=function)
