"""Cohorts made by others' hands: public data that lifelines ships, mapped by `mapping.yaml` and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import public_data

from mibg.cohort import Cohort, read_cohort
from mibg.endpoints import overall_survival
from mibg.survival import kaplan_meier, median_r


def mapped(name: str, folder: Path) -> Cohort:
    return read_cohort(public_data(name, folder))


@pytest.mark.parametrize(
    ("name", "patients", "events", "median_days", "limits"),
    [("lung", 228, 165, 310, (284, 361)), ("breast", 686, 299, 1807, (1528, 2018))],
)
def test_public_data_keep_their_survival(  # noqa: PLR0917 - a case of a table
    tmp_path: Path, name: str, patients: int, events: int, median_days: int, limits: tuple[int, int]
) -> None:
    """lifelines: KaplanMeierFitter().fit(time, status): its median, and median_survival_times of its interval."""
    survival = overall_survival(mapped(name, tmp_path))
    median = median_r(kaplan_meier(survival.times), "days")
    assert (len(survival.patients), median.events) == (patients, events)
    assert (median.value, median.ci) == (median_days, limits)


def test_codes_and_ages_come_over(tmp_path: Path) -> None:
    """By hand, from the first line of lung.csv: a man of 74, ECOG 1, who died after 306 days."""
    patients = mapped("lung", tmp_path).patients
    first = patients[patients["age_at_treatment"] == 74].iloc[0]
    assert (first["sex"], first["performance_status"]) == ("male", 1)
    assert f"{first['death_date']:%Y-%m-%d}" == "1990-11-03"
