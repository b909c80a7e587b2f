"""The paper's regression of survival on three factors, and whether they interact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mibg.endpoints.factors import Factors
from mibg.estimate import Estimate
from mibg.survival.cox import CoxFit, cox, interactions, likelihood_ratio
from mibg.survival.cox.risk_sets import Ties


@dataclass(frozen=True, eq=False)
class Interactions:
    """The regressions and their tests.

    Parameters
    ----------
    plain, two_way, three_way : CoxFit
        Of the factors alone, with their three products of two, and with the product of all three besides.
    factors : Factors
        What they regress on.
    ties : {"breslow", "efron"}
        How tied deaths are counted.
    """

    plain: CoxFit
    two_way: CoxFit
    three_way: CoxFit
    factors: Factors
    ties: Ties

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
        columns = interactions(self.factors.frame)[[*self.factors.frame, " × ".join(pair)]]
        return likelihood_ratio(cox(self.factors.times, columns, ties=self.ties), self.plain)


def interaction_tests(factors: Factors, ties: Ties = "breslow") -> Interactions:
    """Fit the regressions with and without products of the factors.

    Parameters
    ----------
    factors : Factors
        What survival is regressed on.
    ties : {"breslow", "efron"}
        How tied deaths are counted; Breslow's way is that of SPSS.
    """
    plain, pairs, every = factors.frame, interactions(factors.frame), interactions(factors.frame, order=3)
    fits = [cox(factors.times, columns, ties=ties) for columns in (plain, pairs, every)]
    return Interactions(fits[0], fits[1], fits[2], factors, ties)


def events_per_parameter(tests: Interactions) -> Estimate:
    """Deaths for each coefficient of the model with products of two."""
    fit, function = tests.two_way, "mibg.endpoints.interactions.events_per_parameter"
    convention = f"Deaths over {len(fit.names)} coefficients"
    return Estimate(fit.events_per_parameter, "deaths", fit.n, convention, function, fit.events)
