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
from mibg.estimate import Estimate, withheld
from mibg.published import Claims
from mibg.reanalysis.robustness.contrasts import Judged, Rows
from mibg.survival import compare, confirm, log_rank
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


def since_change(endpoint: Endpoint, era: Era) -> pd.Series:
    """Whether first treatment, an endpoint's time zero, was in the later era, by patient_id; missing where unknown."""
    if endpoint.without_calendar:
        return pd.Series(pd.NA, index=endpoint.patients, dtype="boolean")
    return pd.Series(pd.DatetimeIndex(endpoint.zero).year >= era.year, index=endpoint.patients, dtype="boolean")


def era_of(endpoint: Endpoint, era: Era) -> npt.NDArray[np.str_]:
    """Era of each patient of an endpoint from first treatment, in its order; an empty text where it is unknown."""
    later, earlier = era.pair
    since = since_change(endpoint, era)
    return np.select([since.fillna(False), ~since.fillna(True)], [later, earlier], "")


def era_contrast(endpoint: Endpoint, era: Era) -> Contrast:
    """Compare survival of the later era with that of the earlier, groups that were known at time zero."""
    found = contrast(endpoint, era_of(endpoint, era), era.pair)
    reason = endpoint.without_calendar
    medians = {name: withheld(median, reason) for name, median in found.medians.items()}
    return replace(found, medians=medians, difference=withheld(found.difference, reason), p=withheld(found.p, reason))


def era_rows(endpoint: Endpoint, era: Era) -> Rows:
    """Rows of the two eras, the later first."""
    known = era_of(endpoint, era)
    found = compare(endpoint.times, known)
    kept = np.isin(known, era.pair)
    first, patients = found.state[kept] == era.pair[0], endpoint.patients[kept]
    return Rows(
        found.times.where(kept), first, patients, era.pair, found.design, found.label, endpoint.without_calendar
    )


def within_eras(rows: Rows, endpoint: Endpoint, era: Era, *, twice: bool = False) -> Estimate:
    """Log-rank test of two groups, patients compared within their era only.

    Parameters
    ----------
    rows : Rows
        Of the groups.
    endpoint : Endpoint
        Of their patients at least.
    era : Era
        The strata.
    twice : bool
        Whether an independent implementation makes the test too, which takes far longer.
    """
    era_of_patient = pd.Series(era_of(endpoint, era), index=endpoint.patients)
    data = rows.times, np.where(rows.first, *rows.pair), era_of_patient.reindex(rows.patient).to_numpy(dtype=str)
    found = log_rank(*data).estimate()
    found = confirm(found, *data) if twice else found
    told = replace(found, n=rows.n, convention=f"{found.convention}. {rows.label.removesuffix('.')}")
    return withheld(told, endpoint.without_calendar)


def lead_years(judged: Judged) -> pd.Series:
    """Years from the first evidence of metastases to first treatment, by patient_id; missing where that is unknown."""
    metastatic = judged.cohort["patients"].set_index("patient_id")["metastatic_date"].reindex(judged.survival.patients)
    days = days_between(metastatic, judged.survival.zero)
    return pd.Series(days / DAYS_PER_YEAR, index=judged.survival.patients)


def lead_time(judged: Judged) -> Estimate:
    """Median time from the first evidence of metastases to first treatment, in months, with its quartiles."""
    return median_quartiles(lead_years(judged) * DAYS_PER_YEAR / DAYS_PER_MONTH, "months")


def lead_time_hazard_ratio(judged: Judged, *, twice: bool = False) -> Estimate:
    """Hazard ratio of death after treatment for one year more between metastases and treatment.

    Parameters
    ----------
    judged : Judged
        The cohort; patients whose metastases have no date are left out.
    twice : bool
        Whether an independent implementation estimates it too, which takes far longer.
    """
    years = lead_years(judged)
    known = years.notna().to_numpy()
    times, by = judged.survival.times.where(known), pd.DataFrame({LEAD: years[known].to_numpy()})
    found = hazard_ratio(cox(times, by), LEAD)
    return confirm(found, times, by, LEAD) if twice else found
