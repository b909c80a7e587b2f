"""Seconds against size, from 10^3 to 10^6 patients: twice the patients should take twice the time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from matplotlib.figure import Figure

from benchmarks import recist
from benchmarks.contest import timed
from benchmarks.patients import simulated
from mibg.survival import bootstrap, confidence_band, kaplan_meier, log_rank, median_r, survival_times
from mibg.survival.cox import cox
from mibg.survival.resampling import Quantile

SIZES = (1_000, 10_000, 100_000, 1_000_000)
RECIST = "RECIST, five lesions an exam"

Seconds = dict[str, dict[int, float]]


def measured(rounds: int) -> Seconds:
    """Median seconds of each task at each size, data checked anew; sizes are exams for RECIST, which runs once."""
    found: Seconds = {}
    for n in SIZES:
        for task, run in _tasks(n).items():
            found.setdefault(task, {})[n] = median(run() for _ in range(rounds))
        found.setdefault(RECIST, {})[n] = recist.measured(n).seconds
    return found


def slope(seconds: dict[int, float]) -> float:
    """Power of n with which time grows over the last hundredfold; 1 is linear."""
    last = SIZES[1:]
    power: float = np.polyfit(np.log(last), np.log([seconds[n] for n in last]), 1)[0]
    return power


def plot(found: Seconds, path: Path) -> None:
    """Draw both axes in powers of ten, with a straight line of slope 1; the same numbers give the same bytes."""
    import matplotlib as mpl  # noqa: PLC0415 - beside what it sets

    with mpl.rc_context({"svg.hashsalt": "mibg", "svg.fonttype": "path"}):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
        for task, seconds in found.items():
            axes.loglog(list(seconds), list(seconds.values()), marker="o", label=task)
        line = np.array([SIZES[1], SIZES[-1]])
        axes.loglog(line, 1e-7 * line, color="grey", linestyle="--", label="linear in n")
        axes.set(xlabel="patients, or exams", ylabel="seconds")
        axes.legend(fontsize="small", frameon=False)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _tasks(n: int) -> dict[str, Callable[[], float]]:
    patients = simulated(n)

    def curve() -> object:
        estimated = kaplan_meier(survival_times(patients.time, patients.event))
        return confidence_band(estimated), median_r(estimated)

    def resampled() -> object:
        times = survival_times(patients.time, patients.event)
        return bootstrap(Quantile(), times, seed=1, replicates=20, method="percentile")

    return {
        "Kaplan-Meier, limits, median": timed(curve),
        "log-rank, two groups": timed(lambda: log_rank(survival_times(patients.time, patients.event), patients.group)),
        "Cox, five covariates, Efron": timed(
            lambda: cox(survival_times(patients.time, patients.event), patients.covariates)
        ),
        "20 bootstrap medians": timed(resampled),
    }
