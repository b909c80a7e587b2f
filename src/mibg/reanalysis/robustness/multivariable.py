"""The headline hazard ratios beside what was known of each patient before treatment."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from mibg.description import had_therapy
from mibg.estimate import Estimate
from mibg.reanalysis.robustness.contrasts import Judged, Rows
from mibg.reanalysis.robustness.era import LEAD, Era, lead_years, since_change
from mibg.reanalysis.robustness.hazard_ratios import told
from mibg.survival import confirm
from mibg.survival.cox import CoxFit, FirthFit, cox, firth, firth_hazard_ratio, hazard_ratio
from mibg.survival.cox.estimates import beyond_numbers
from mibg.survival.times import Bools

FEW_DEATHS: Final = 10
_PRIOR: Final = ("surgery", "radiation", "embolization", "chemotherapy")
_YEARS_OF_DECADE: Final = 10


@dataclass(frozen=True, eq=False)
class Regression:
    """The hazard ratio of a group among covariates, by Cox's likelihood, and what it took to get it.

    Parameters
    ----------
    hazard_ratio : Estimate
        Of the first group against the second; Efron's ties, Wald interval.
    deaths_a_coefficient : Estimate
        Unit ``deaths``.
    rows : Rows
        What the design gives.
    by : DataFrame of float
        The group, then the covariates in the model, of the rows of which all are known.
    known : ndarray of bool
        Which of the rows those are.
    left_out : mapping of str to str
        Covariates that are not in the model, with the reason.
    """

    hazard_ratio: Estimate
    deaths_a_coefficient: Estimate
    rows: Rows
    by: pd.DataFrame
    known: Bools
    left_out: Mapping[str, str]

    @property
    def incomplete(self) -> int:
        """Patients left out because one of the covariates is unknown of them."""
        return len(set(self.rows.patient)) - len(set(self.rows.patient[self.known]))

    def confirmed(self) -> Estimate:
        """The hazard ratio with the second opinion of another implementation, which takes far longer."""
        return confirm(self.hazard_ratio, self.rows.times.where(self.known), self.by, self.rows.pair[0])


def before_treatment(judged: Judged, era: Era) -> pd.DataFrame:
    """Put together what was known of each patient at first treatment.

    Parameters
    ----------
    judged : Judged
        The cohort.
    era : Era
        The change that parts the years of treatment in two.

    Returns
    -------
    DataFrame of float, indexed by patient_id
        One column a covariate; what is unknown is missing.
    """
    patients, therapies = judged.cohort["patients"].set_index("patient_id", drop=False), judged.cohort["therapies"]
    site, sex = patients["primary_site"].astype("string"), patients["sex"].astype("string")
    columns = {
        "age, decades": patients["age_at_treatment"] / _YEARS_OF_DECADE,
        "male": sex == "male",
        "primary in the small bowel": site == "small_bowel",
        "primary in the lung": site == "lung",
        "other known primary": (site != "unknown") & (site != "small_bowel") & (site != "lung"),
        f"treated since {era.year}": since_change(judged.survival, era),
        LEAD: lead_years(judged),
        "other therapy before": had_therapy(patients, therapies, "prior", _PRIOR),
    }
    return pd.DataFrame({name: column.reindex(patients.index).astype("Float64") for name, column in columns.items()})


def adjusted_hazard_ratio(rows: Rows, covariates: pd.DataFrame) -> Regression:
    """Regress the hazard on the group and on covariates.

    Parameters
    ----------
    rows : Rows
        Of two groups under a landmark, time-dependent or baseline design.
    covariates : DataFrame, indexed by patient_id
        From `before_treatment`. One that is unknown of everybody or the same for everybody is left out.
    """
    mine = covariates.reindex(rows.patient).reset_index(drop=True)
    left_out = {str(name): reason for name in mine if (reason := _useless(mine[name])) is not None}
    kept = mine.drop(columns=list(left_out))
    known = kept.notna().all(axis=1).to_numpy(dtype=bool)
    by = rows.indicator().join(kept)[known].astype(float).reset_index(drop=True)
    fit = cox(rows.times.where(known), by)
    ratio = told(rows, hazard_ratio(fit, rows.pair[0]))
    return Regression(ratio, _deaths_a_coefficient(fit), rows, by, known, left_out)


def penalised_hazard_ratio(regression: Regression) -> Estimate:
    """Estimate the same hazard ratio by Firth's likelihood, which holds where deaths are few for the coefficients.

    Parameters
    ----------
    regression : Regression
        By Cox's likelihood.

    Returns
    -------
    Estimate
        Unit ``ratio``. The interval of the profile likelihood is sought only where there are fewer than ten deaths a
        coefficient, for it takes seconds where there are many.
    """
    rows = regression.rows
    fit = firth(rows.times.where(regression.known), regression.by)
    enough = (regression.deaths_a_coefficient.value or 0) >= FEW_DEATHS
    return told(rows, _point(fit, rows.pair[0]) if enough else firth_hazard_ratio(fit, rows.pair[0]))


def _point(fit: FirthFit, name: str) -> Estimate:
    plain, function = fit.plain, "mibg.reanalysis.robustness.multivariable.penalised_hazard_ratio"
    about = (plain.n, f"Cox regression on {', '.join(plain.names)}, Firth's penalty", function, plain.events)
    if fit.reason is not None:
        return Estimate(None, "ratio", *about, reason=fit.reason)
    coef = float(fit.coef[plain.place(name)])
    if (reason := beyond_numbers(name, coef)) is not None:
        return Estimate(None, "ratio", *about, reason=reason)
    return Estimate(math.exp(coef), "ratio", *about, parts={"coef": coef}, smallest=plain.smallest)


def _useless(column: pd.Series) -> str | None:
    known = column.dropna()
    if known.empty:
        return "it is recorded of nobody"
    return "it is the same for everybody" if known.nunique() == 1 else None


def _deaths_a_coefficient(fit: CoxFit) -> Estimate:
    function = "mibg.reanalysis.robustness.multivariable.adjusted_hazard_ratio"
    convention = f"Deaths over {len(fit.names)} coefficient(s)"
    return Estimate(fit.events_per_parameter, "deaths", fit.n, convention, function, fit.events)
