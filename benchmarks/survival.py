"""Single estimates: curve with limits and median, log-rank test, Cox regression."""

from __future__ import annotations

from collections.abc import Iterator

from lifelines import CoxPHFitter, KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import median_survival_times
from statsmodels.duration.api import PHReg, SurvfuncRight, survdiff

from benchmarks import sksurv_peer
from benchmarks.contest import CHECKED, OURS, Contender, Contest, Goal, timed
from benchmarks.patients import COVARIATES, Patients, simulated
from benchmarks.r import R, line
from mibg.survival import SurvivalTimes, confidence_band, kaplan_meier, log_rank, median_r, survival_times
from mibg.survival.cox import cox

MILLION = 1_000_000
FORMULA = f"coxph(Surv(time, event) ~ {' + '.join(COVARIATES)}, patients)"


def contests(r: R | None) -> Iterator[Contest]:
    """Three estimates of each set of patients."""
    for n, whole_days in ((211, True), (10_000, True), (10_000, False), (MILLION, True), (MILLION, False)):
        patients = simulated(n, whole_days=whole_days)
        if r is not None:
            r.take("patients", patients)
        tens = [Goal(10)] if n == MILLION and whole_days else []
        yield Contest("Kaplan-Meier, limits, median", patients.label, _curves(patients, r), tens)
        yield Contest("log-rank, two groups", patients.label, _log_ranks(patients, r), tens)
        faster = [Goal(1, "R")] if n == MILLION else []
        yield Contest("Cox, five covariates, Efron", patients.label, _regressions(patients, r), faster)


def _curves(patients: Patients, r: R | None) -> list[Contender]:
    times = survival_times(patients.time, patients.event)

    def ours(checked: SurvivalTimes) -> object:
        curve = kaplan_meier(checked)
        return confidence_band(curve), median_r(curve)

    def lifelines() -> object:
        fitted = KaplanMeierFitter().fit(patients.time, patients.event)
        return fitted.median_survival_time_, median_survival_times(fitted.confidence_interval_)

    def statsmodels() -> object:
        fitted = SurvfuncRight(patients.time, patients.event)
        return fitted.quantile(0.5), fitted.quantile_ci(0.5, method="cloglog")

    return [
        Contender(OURS, timed(lambda: ours(times))),
        Contender(CHECKED, timed(lambda: ours(survival_times(patients.time, patients.event)))),
        Contender("lifelines", timed(lifelines)),
        Contender("statsmodels", timed(statsmodels)),
        Contender(sksurv_peer.NAME, sksurv_peer.curve(patients)),
        Contender("R", line(r, 'quantile(survfit(Surv(time, event) ~ 1, patients, conf.type = "log-log"), 0.5)')),
    ]


def _log_ranks(patients: Patients, r: R | None) -> list[Contender]:
    times, one = survival_times(patients.time, patients.event), patients.group == 1
    return [
        Contender(OURS, timed(lambda: log_rank(times, patients.group))),
        Contender(CHECKED, timed(lambda: log_rank(survival_times(patients.time, patients.event), patients.group))),
        Contender(
            "lifelines",
            timed(
                lambda: logrank_test(patients.time[one], patients.time[~one], patients.event[one], patients.event[~one])
            ),
        ),
        Contender("statsmodels", timed(lambda: survdiff(patients.time, patients.event, patients.group))),
        Contender(sksurv_peer.NAME, sksurv_peer.log_rank(patients)),
        Contender("R", line(r, "survdiff(Surv(time, event) ~ group, patients)")),
    ]


def _regressions(patients: Patients, r: R | None) -> list[Contender]:
    times, x, frame = survival_times(patients.time, patients.event), patients.covariates, patients.frame
    peers = {
        "lifelines": timed(lambda: CoxPHFitter().fit(frame, "time", "event")),
        "statsmodels": timed(lambda: PHReg(patients.time, x.to_numpy(), patients.event, ties="efron").fit()),
        sksurv_peer.NAME: sksurv_peer.cox(patients),
    }
    skipped = len(patients) == MILLION and not patients.whole_days
    return [
        Contender(OURS, timed(lambda: cox(times, x))),
        Contender(CHECKED, timed(lambda: cox(survival_times(patients.time, patients.event), x))),
        *(
            Contender(name, None, "not run: minutes") if skipped else Contender(name, run)
            for name, run in peers.items()
        ),
        Contender("R", line(r, FORMULA)),
    ]
