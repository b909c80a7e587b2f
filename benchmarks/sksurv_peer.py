"""scikit-survival as a peer, where it is installed."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

from benchmarks.contest import timed
from benchmarks.patients import Patients

NAME = "scikit-survival"
PRESENT = importlib.util.find_spec("sksurv") is not None


def _part(name: str) -> Any:  # noqa: ANN401 - a module without types
    return importlib.import_module(f"sksurv.{name}")


def curve(patients: Patients) -> Callable[[], float] | None:
    """S(t) with log-log limits, and its median."""
    if not PRESENT:
        return None
    estimator = _part("nonparametric").kaplan_meier_estimator

    def run() -> object:
        time, survival, limits = estimator(patients.event, patients.time, conf_type="log-log")
        return time[survival <= 0.5][:1], limits

    return timed(run)


def log_rank(patients: Patients) -> Callable[[], float] | None:
    """Two groups."""
    if not PRESENT:
        return None
    outcome = _part("util").Surv.from_arrays(patients.event, patients.time)
    return timed(lambda: _part("compare").compare_survival(outcome, patients.group))


def cox(patients: Patients) -> Callable[[], float] | None:
    """Efron's ties."""
    if not PRESENT:
        return None
    outcome = _part("util").Surv.from_arrays(patients.event, patients.time)
    model, x = _part("linear_model").CoxPHSurvivalAnalysis, patients.covariates.to_numpy()
    return timed(lambda: model(ties="efron").fit(x, outcome))
