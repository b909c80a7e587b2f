"""Hazard ratio of the two groups of a contrast, with nothing else in the regression."""

from __future__ import annotations

from dataclasses import replace

from mibg.estimate import Estimate, withheld
from mibg.reanalysis.robustness.contrasts import Rows
from mibg.survival import confirm
from mibg.survival.cox import CoxFit, cox, hazard_ratio


def regress(rows: Rows) -> CoxFit:
    """Regress the hazard on membership in the first group; Efron's ties."""
    return cox(rows.times, rows.indicator())


def crude_hazard_ratio(rows: Rows) -> Estimate:
    """Hazard of the first group over that of the second.

    Parameters
    ----------
    rows : Rows
        Of two groups under one design.

    Returns
    -------
    Estimate
        Unit ``ratio``, Wald interval; `n` counts patients, and the convention names the design.
    """
    return told(rows, hazard_ratio(regress(rows), rows.pair[0]))


def confirmed_hazard_ratio(rows: Rows) -> Estimate:
    """Estimate the same hazard ratio, with the second opinion of another implementation, which takes far longer."""
    return confirm(crude_hazard_ratio(rows), rows.times, rows.indicator(), rows.pair[0])


def told(rows: Rows, estimate: Estimate) -> Estimate:
    """Write the design and its patients into an estimate made from its rows."""
    convention = f"{estimate.convention}. {rows.label.removesuffix('.')}"
    return withheld(replace(estimate, n=rows.n, convention=convention), rows.lacking)
