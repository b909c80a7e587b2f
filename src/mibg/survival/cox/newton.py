"""Newton's method on the partial likelihood, and how it ends where there is no maximum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.survival.cox.partial_likelihood import Likelihood, likelihood, within_reach
from mibg.survival.cox.terms import Stratum
from mibg.survival.times import Floats

_STEPS: Final = 60
_CONVERGED: Final = 1e-9
_NO_GAIN: Final = 1e-12
_RUNS_AWAY: Final = 1e-3
_HALVINGS: Final = 30
_CURE: Final = "(separation; Firth's penalty keeps it finite)"


@dataclass(frozen=True, eq=False)
class Summit:
    """Where the climb ended."""

    coef: Floats
    model: Likelihood
    reason: str | None


def climb(strata: Sequence[Stratum], null: Likelihood, names: Sequence[str], reason: str | None) -> Summit:
    """Newton's method from 0 on covariates with a spread of one."""
    nowhere = np.full(len(names), np.nan)
    if reason is not None:
        return Summit(nowhere, null, reason)
    coef, here, largest = np.zeros(len(names)), null, np.inf
    reach = np.max([np.abs(stratum.x).max(axis=0) for stratum in strata], axis=0)
    slack = _NO_GAIN * abs(null.value)
    for _ in range(_STEPS):
        newton = np.linalg.lstsq(here.information, here.score, rcond=None)[0].astype(float)
        step, ahead = _ahead(strata, coef, newton, here, slack)
        gain, before, largest = ahead.value - here.value, largest, float(np.abs(newton).max())
        coef, here = coef + step, ahead
        if largest < _CONVERGED or (gain < slack and largest > before / 2):
            break
    running = np.abs(newton) * reach > _RUNS_AWAY
    if running.any():
        away = " and ".join(name for name, runs in zip(names, running, strict=True) if runs)
        return Summit(nowhere, null, f"the likelihood grows without end with the coefficient of {away} {_CURE}")
    return Summit(coef, here, None)


def _ahead(
    strata: Sequence[Stratum], coef: Floats, step: Floats, here: Likelihood, slack: float
) -> tuple[Floats, Likelihood]:
    """Take a step, halved until it does not lose; none where no part of it is to be had."""
    for _ in range(_HALVINGS):
        if within_reach(strata, coef + step):
            ahead = likelihood(strata, coef + step)
            if ahead.value >= here.value - slack:
                return step, ahead
        step = step / 2
    return np.zeros_like(step), here
