"""The paper's regression of survival on three factors, and whether they interact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mibg.endpoints.factors import Factors
from mibg.estimate import Estimate
from mibg.survival import confirm
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
    twice : bool
        Whether tests carry a second opinion.
    """

    plain: CoxFit
    two_way: CoxFit
    three_way: CoxFit
    factors: Factors
    ties: Ties
    twice: bool

    @property
    def pairs(self) -> Estimate:
        """Whether the three products of two together improve the fit, by likelihood ratio."""
        return self._gain(self.two_way, self.plain)

    @property
    def all_three(self) -> Estimate:
        """Whether the product of all three improves it further."""
        return self._gain(self.three_way, self.two_way)

    @property
    def every(self) -> Estimate:
        """Whether the products of two and that of all three together improve the fit."""
        return self._gain(self.three_way, self.plain)

    def of(self, pair: Sequence[str]) -> Estimate:
        """Whether the product of two factors improves the fit of the factors alone."""
        columns = interactions(self.factors.frame)[[*self.factors.frame, " × ".join(pair)]]
        return self._gain(cox(self.factors.times, columns, ties=self.ties), self.plain)

    def _gain(self, larger: CoxFit, smaller: CoxFit) -> Estimate:
        found = likelihood_ratio(larger, smaller)
        if not self.twice:
            return found
        columns = interactions(self.factors.frame, order=3)
        return confirm(found, self.factors.times, columns[list(larger.names)], columns[list(smaller.names)], self.ties)


def interaction_tests(factors: Factors, ties: Ties = "breslow", *, twice: bool = False) -> Interactions:
    """Fit the regressions with and without products of the factors.

    Parameters
    ----------
    factors : Factors
        What survival is regressed on.
    ties : {"breslow", "efron"}
        How tied deaths are counted; Breslow's way is that of SPSS.
    twice : bool
        Whether an independent implementation makes each test too, which takes far longer than the test.
    """
    plain, pairs, every = factors.frame, interactions(factors.frame), interactions(factors.frame, order=3)
    fits = [cox(factors.times, columns, ties=ties) for columns in (plain, pairs, every)]
    return Interactions(fits[0], fits[1], fits[2], factors, ties, twice)


def events_per_parameter(tests: Interactions) -> Estimate:
    """Deaths for each coefficient of the model with products of two."""
    fit, function = tests.two_way, "mibg.endpoints.interactions.events_per_parameter"
    convention = f"Deaths over {len(fit.names)} coefficients"
    return Estimate(fit.events_per_parameter, "deaths", fit.n, convention, function, fit.events)
