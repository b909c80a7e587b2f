"""Calendar time: what changed while patients were treated, and how late in their disease they came to treatment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.description import median_quartiles
from mibg.endpoints import Contrast, Endpoint, contrast
from mibg.endpoints.endpoint import days_between
from mibg.estimate import Estimate
from mibg.published import Claims
from mibg.reanalysis.robustness.contrasts import Judged, Rows
from mibg.survival import compare, log_rank
from mibg.survival.cox import cox, hazard_ratio
from mibg.units import DAYS_PER_MONTH, DAYS_PER_YEAR

_CHANGES: Final = {"supplier": "methods.supplier_from", "discharge": "methods.rule_from"}
LEAD: Final = "years from metastases to treatment"


@dataclass(frozen=True)
class Era:
    """A change in how patients were treated, which parts them by the year of first treatment.

    Parameters
    ----------
    name : str
        ``supplier`` or ``discharge``.
    year : int
        The first year of the later era.
    """

    name: str
    year: int

    @property
    def pair(self) -> tuple[str, str]:
        """Names of the later and the earlier era, in this order."""
        return f"Since {self.year}", f"Before {self.year}"


def eras(claims: Claims) -> dict[str, Era]:
    """Read the years of the changes off the claims, by name.

    Parameters
    ----------
    claims : Claims
        Of the paper; the year in which one rule ended and the other began counts as the other's.
    """
    return {name: Era(name, int(claims.by_id[claim].parts[0].number)) for name, claim in _CHANGES.items()}


def first_year(endpoint: Endpoint) -> pd.Series:
    """Year of first treatment by patient_id, of an endpoint whose time zero it is."""
    return pd.Series(pd.DatetimeIndex(endpoint.zero).year, index=endpoint.patients)


def era_of(endpoint: Endpoint, era: Era) -> npt.NDArray[np.str_]:
    """Era of each patient of an endpoint from first treatment, in its order."""
    later, earlier = era.pair
    return np.where(first_year(endpoint).to_numpy() >= era.year, later, earlier)


def era_contrast(endpoint: Endpoint, era: Era) -> Contrast:
    """Compare survival of the later era with that of the earlier, groups that were known at time zero."""
    return contrast(endpoint, era_of(endpoint, era), era.pair)


def era_rows(endpoint: Endpoint, era: Era) -> Rows:
    """Rows of the two eras, the later first."""
    found = compare(endpoint.times, era_of(endpoint, era))
    return Rows(found.times, found.state == era.pair[0], endpoint.patients, era.pair, found.design, found.label)


def within_eras(rows: Rows, endpoint: Endpoint, era: Era) -> Estimate:
    """Log-rank test of two groups, patients compared within their era only.

    Parameters
    ----------
    rows : Rows
        Of the groups.
    endpoint : Endpoint
        Of their patients at least.
    era : Era
        The strata.
    """
    stratum = pd.Series(era_of(endpoint, era), index=endpoint.patients).reindex(rows.patient)
    found = log_rank(rows.times, np.where(rows.first, *rows.pair), stratum.to_numpy(dtype=str)).estimate()
    return replace(found, n=rows.n, convention=f"{found.convention}. {rows.label.removesuffix('.')}")


def lead_years(judged: Judged) -> pd.Series:
    """Years from the first evidence of metastases to first treatment, by patient_id; missing where that is unknown."""
    metastatic = judged.cohort["patients"].set_index("patient_id")["metastatic_date"].reindex(judged.survival.patients)
    days = days_between(metastatic, judged.survival.zero)
    return pd.Series(days / DAYS_PER_YEAR, index=judged.survival.patients)


def lead_time(judged: Judged) -> Estimate:
    """Median time from the first evidence of metastases to first treatment, in months, with its quartiles."""
    return median_quartiles(lead_years(judged) * DAYS_PER_YEAR / DAYS_PER_MONTH, "months")


def lead_time_hazard_ratio(judged: Judged) -> Estimate:
    """Hazard ratio of death after treatment for one year more between metastases and treatment.

    Parameters
    ----------
    judged : Judged
        The cohort; patients whose metastases have no date are left out.
    """
    years = lead_years(judged)
    known = years.notna().to_numpy()
    return hazard_ratio(cox(judged.survival.times.where(known), pd.DataFrame({LEAD: years[known].to_numpy()})), LEAD)
