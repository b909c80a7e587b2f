"""The paper's regression: multiple treatment, initial imaging response and octreotide, and how they interact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from mibg.cohort import Cohort
from mibg.description import had_therapy
from mibg.endpoints.endpoint import Endpoint
from mibg.endpoints.overall import overall_survival
from mibg.estimate import Estimate
from mibg.survival import SurvivalTimes
from mibg.survival.cox import CoxFit, cox, interactions, likelihood_ratio


@dataclass(frozen=True, eq=False)
class Factors:
    """The three factors of the regression.

    Parameters
    ----------
    survival : Endpoint
        Overall survival from first treatment of the patients whose imaging response is known, n of them.
    frame : DataFrame of bool, shape (n, 3)
        ``multiple`` treatment, ``controlled`` at first follow-up imaging, and ``octreotide`` at any time; naive, since
        the first two form after time zero.
    """

    survival: Endpoint
    frame: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Interactions:
    """The regressions and their tests.

    Parameters
    ----------
    plain, two_way, three_way : CoxFit
        Of the factors alone, with their three products of two, and with the product of all three besides. Breslow's
        ties, as in SPSS.
    times : SurvivalTimes
        Of the n patients.
    frame : DataFrame of bool, shape (n, 3)
        The factors.
    """

    plain: CoxFit
    two_way: CoxFit
    three_way: CoxFit
    times: SurvivalTimes
    frame: pd.DataFrame

    @property
    def pairs(self) -> Estimate:
        """Whether the three products of two together improve the fit, by likelihood ratio."""
        return likelihood_ratio(self.two_way, self.plain)

    @property
    def all_three(self) -> Estimate:
        """Whether the product of all three improves it further."""
        return likelihood_ratio(self.three_way, self.two_way)

    def of(self, pair: Sequence[str]) -> Estimate:
        """Whether the product of two factors improves the fit of the factors alone."""
        columns = interactions(self.frame)[[*self.frame, " × ".join(pair)]]
        return likelihood_ratio(cox(self.times, columns, ties="breslow"), self.plain)


def interaction_factors(cohort: Cohort, controlled: pd.Series) -> Factors:
    """Put the three factors together.

    Parameters
    ----------
    cohort : Cohort
        Its treatments and therapies.
    controlled : Series of bool by patient_id
        Whether disease was controlled at first follow-up imaging, of those in whom it is known.
    """
    survival = overall_survival(cohort).among(controlled.index, "no imaging response at first follow-up")
    doses = cohort.treatments.groupby("patient_id").size()
    octreotide = pd.concat([_had(cohort, timing) for timing in ("prior", "concurrent", "post")], axis=1).any(axis=1)
    known = pd.DataFrame({"multiple": doses > 1, "controlled": controlled, "octreotide": octreotide})
    return Factors(survival, known.reindex(survival.patients).astype(bool).reset_index(drop=True))


def interaction_tests(times: SurvivalTimes, frame: pd.DataFrame) -> Interactions:
    """Fit the regressions with and without products of the factors.

    Parameters
    ----------
    times : SurvivalTimes
        n patients.
    frame : DataFrame of bool, shape (n, 3)
        The factors.
    """
    plain, two_way, three_way = (
        cox(times, columns, ties="breslow") for columns in (frame, interactions(frame), interactions(frame, order=3))
    )
    return Interactions(plain, two_way, three_way, times, frame)


def _had(cohort: Cohort, timing: str) -> pd.Series:
    found = had_therapy(cohort.patients, cohort["therapies"], timing, ["sandostatin"])
    return found.fillna(False).set_axis(cohort.patients["patient_id"])
