"""10,000 medians and 1,000 Cox regressions of 211 patients drawn with replacement.

The peers draw rows and fit in a loop. A slow one does a share of the replicates, and its seconds are scaled up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
from lifelines import CoxPHFitter, KaplanMeierFitter
from statsmodels.duration.api import PHReg, SurvfuncRight

from benchmarks.contest import OURS, Contender, Contest, Goal, timed
from benchmarks.patients import Patients, simulated
from benchmarks.r import R, line
from mibg.survival import bootstrap, survival_times
from mibg.survival.resampling import CoxCoefficients, Quantile

MEDIANS, REGRESSIONS = 10_000, 1_000
SHARE = 0.02
SHARE_R = 0.1
R_MEDIAN = "quantile(survfit(Surv(time, event) ~ 1, drawn()), 0.5, conf.int = FALSE)"
R_COX = "coef(coxph(Surv(time, event) ~ age + grade + activity, drawn()))"

Rows = npt.NDArray[np.int64]


def contests(r: R | None) -> Iterator[Contest]:
    """Medians, then regressions."""
    patients = simulated(211)
    if r is not None:
        r.take("patients", patients)
        r.run("set.seed(1); drawn <- function() patients[sample(nrow(patients), replace = TRUE), ]")
    yield _medians(patients, r)
    yield _regressions(patients, r)


def _medians(patients: Patients, r: R | None) -> Contest:
    times = survival_times(patients.time, patients.event)

    def ours() -> object:
        return bootstrap(Quantile(), times, seed=1, replicates=MEDIANS, method="percentile")

    def lifelines(rows: Rows) -> object:
        return KaplanMeierFitter().fit(patients.time[rows], patients.event[rows]).median_survival_time_

    def statsmodels(rows: Rows) -> object:
        return SurvfuncRight(patients.time[rows], patients.event[rows]).quantile(0.5)

    r_times = int(SHARE_R * MEDIANS)
    contenders = [
        Contender(OURS, timed(ours)),
        _looped("lifelines", lifelines, patients, MEDIANS),
        _looped("statsmodels", statsmodels, patients, MEDIANS),
        Contender("R", line(r, f"for (i in 1:{r_times}) {R_MEDIAN}", SHARE_R), f"{r_times} replicates, scaled up"),
    ]
    goals = [Goal(300, "lifelines"), Goal(50, "R")]
    return Contest(f"{MEDIANS:,} bootstrap medians", patients.label, contenders, goals)


def _regressions(patients: Patients, r: R | None) -> Contest:
    times, x = survival_times(patients.time, patients.event), patients.covariates[["age", "grade", "activity"]]
    matrix, frame = x.to_numpy(), x.assign(time=patients.time, event=patients.event)

    def ours() -> object:
        return bootstrap(CoxCoefficients(x), times, seed=1, replicates=REGRESSIONS, method="percentile")

    def lifelines(rows: Rows) -> object:
        return CoxPHFitter().fit(frame.iloc[rows], "time", "event").params_

    def statsmodels(rows: Rows) -> object:
        return PHReg(patients.time[rows], matrix[rows], patients.event[rows], ties="efron").fit().params

    r_times = int(SHARE_R * REGRESSIONS)
    contenders = [
        Contender(OURS, timed(ours)),
        _looped("lifelines", lifelines, patients, REGRESSIONS),
        _looped("statsmodels", statsmodels, patients, REGRESSIONS),
        Contender("R", line(r, f"for (i in 1:{r_times}) {R_COX}", SHARE_R), f"{r_times} replicates, scaled up"),
    ]
    goals = [Goal(100, "lifelines"), Goal(10, "R")]
    return Contest(
        f"{REGRESSIONS:,} bootstrap Cox regressions, three covariates, Efron", patients.label, contenders, goals
    )


def _looped(name: str, fit: Callable[[Rows], object], patients: Patients, replicates: int) -> Contender:
    """A loop over a share of the replicates."""
    times = int(SHARE * replicates)

    def run() -> None:
        chance = np.random.default_rng(1)
        for _ in range(times):
            fit(chance.integers(len(patients), size=len(patients)))

    return Contender(name, timed(run, SHARE), f"{times} replicates, scaled up")
