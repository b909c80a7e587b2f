"""The committed cohort: made by its seed, true to every target, and possible as the lives of patients."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mibg.cohort import Cohort
from mibg.courses import courses
from mibg.description import median_quartiles
from mibg.layout import reconstructed_folder
from mibg.reconstruction import Reconstruction, Targets, cohort_statistics

FILES = (
    *("exams.csv", "findings.csv", "labs.csv", "lesions.csv", "metastases.csv", "patients.csv"),
    *("study.yaml", "symptoms.csv", "therapies.csv", "treatments.csv"),
)


@pytest.fixture(params=["shipped", "other"])
def cohort(request: pytest.FixtureRequest, shipped: Cohort, other: Reconstruction) -> Cohort:
    return shipped if request.param == "shipped" else other.cohort


def first_treatment(cohort: Cohort) -> pd.Series:
    first = cohort.treatments.groupby("patient_id")["treatment_date"].min()
    return cohort.patients["patient_id"].map(first)


def test_the_seed_gives_the_committed_bytes_again(remade_folder: Path) -> None:
    committed = reconstructed_folder()
    assert sorted(path.name for path in committed.iterdir()) == sorted(FILES)
    for name in FILES:
        assert (remade_folder / name).read_bytes() == (committed / name).read_bytes(), name


def test_another_seed_gives_another_cohort_with_the_same_targets(shipped: Cohort, other: Reconstruction) -> None:
    assert other.missed == ()
    assert other.cohort.patients["death_date"].tolist() != shipped.patients["death_date"].tolist()
    assert set(other.cohort.patients["patient_id"]) == set(shipped.patients["patient_id"])


def test_every_target_is_attained(cohort: Cohort, targets: Targets) -> None:
    estimates = cohort_statistics(cohort, targets)
    missed = {(target.claim, target.part.name): estimates[target.statistic] for target in targets.missed(estimates)}
    assert not missed


def test_a_target_is_missed_when_the_cohort_changes(shipped: Cohort, targets: Targets) -> None:
    tables = {name: shipped[name] for name in shipped.tables}
    tables["metastases"] = tables["metastases"].query("site != 'orbit'")
    spoilt = Cohort(shipped.study, tables, shipped.present)
    missed = targets.missed(cohort_statistics(spoilt, targets))
    assert [target.claim for target in missed] == ["table2.metastasis.orbit"]


def test_counts_are_those_of_the_paper(cohort: Cohort) -> None:
    # Table 2 of the paper: 211 primaries; its 17 metastatic counts sum to 345 (hand count). Table 1: 32 + 6 + 2 = 40
    # patients treated again is the reading of data/published/readings.yaml.
    assert len(cohort.patients) == 211
    assert len(cohort.metastases) == 345
    assert courses(cohort.treatments).doses.value_counts().to_dict() == {1: 171, 2: 32, 3: 6, 4: 2}


def test_second_doses_alone_have_the_printed_quartiles_too(cohort: Cohort) -> None:
    # The paper's Results: 12950 (11100-18907) MBq.
    rows = cohort.treatments.sort_values(["patient_id", "treatment_date"])
    found = median_quartiles(rows[rows.groupby("patient_id").cumcount() == 1]["activity_mbq"], "MBq")
    assert (found.value, found.parts["q1"], found.parts["q3"]) == (12950, 11100, 18907)


def test_ids_are_numbered_in_the_order_of_first_treatment(cohort: Cohort) -> None:
    assert cohort.patients["patient_id"].tolist() == [f"SYN-{number:03d}" for number in range(1, 212)]
    assert first_treatment(cohort).is_monotonic_increasing


def test_dates_are_in_the_order_of_a_life(cohort: Cohort) -> None:
    patients, first = cohort.patients, first_treatment(cohort)
    last = patients["patient_id"].map(cohort.treatments.groupby("patient_id")["treatment_date"].max())
    assert (patients["diagnosis_date"] <= patients["metastatic_date"]).all()
    assert (patients["metastatic_date"] < first).all()
    assert (first >= pd.Timestamp(1991, 1, 1)).all()
    assert (last <= pd.Timestamp(2014, 12, 31)).all()
    died = patients["death_date"].notna()
    assert (patients["death_date"] > last)[died].all(), "everybody outlives his last treatment"
    assert (patients["death_date"] <= pd.Timestamp(str(cohort.study.study_end)))[died].all()
    assert patients["alive_on"].notna().equals(~died)
    assert patients["alive_on"].between(last, pd.Timestamp(str(cohort.study.study_end)))[~died].all()


def test_therapies_lie_where_their_timing_says(cohort: Cohort) -> None:
    patients = cohort.patients.set_index("patient_id").assign(first=first_treatment(cohort).to_numpy())
    therapies = cohort.therapies.join(patients, on="patient_id")
    prior, post = (therapies[therapies["timing"] == timing] for timing in ("prior", "post"))
    assert prior["start_date"].between(prior["diagnosis_date"], prior["first"], inclusive="left").all()
    end = post["death_date"].fillna(pd.Timestamp(str(cohort.study.study_end)))
    assert post["start_date"].between(post["first"], end, inclusive="neither").all()
    # First approval of octreotide: October 1988.
    assert (prior.loc[prior["therapy"] == "sandostatin", "start_date"] >= pd.Timestamp(1988, 10, 21)).all()


def test_sites_are_possible(cohort: Cohort) -> None:
    patients = cohort.patients.set_index("patient_id")
    sites = cohort.metastases.join(patients, on="patient_id")
    same = {"lungs": "lung", "gastric": "gastric", "pancreas": "pancreas", "mesentery": "mesentery"}
    assert not (sites["site"].map(same) == sites["primary_site"]).fillna(False).any()
    assert (sites.loc[sites["site"] == "adnexa", "sex"] == "female").all()
    assert (patients.loc[patients["primary_site"] == "ovary", "sex"] == "female").all()
    assert set(sites["patient_id"]) == set(patients.index), "stage IV: everybody has a metastasis"
    assert ((patients["tumor_type"] == "pulmonary") == (patients["primary_site"] == "lung")).all()


def test_everybody_is_of_age_at_diagnosis(cohort: Cohort) -> None:
    years = (first_treatment(cohort) - cohort.patients["diagnosis_date"]).dt.days / 365.25
    assert (cohort.patients["age_at_treatment"] - years >= 18).all()


def test_activities_are_whole_millicuries(cohort: Cohort) -> None:
    # 1 mCi = 37 MBq; every printed activity is a multiple of it.
    assert np.all(cohort.treatments["activity_mbq"] % 37 == 0)
    assert cohort.treatments["activity_mbq"].between(100 * 37, 527 * 37).all()


def test_the_study_file_states_what_is_assumed(shipped: Cohort) -> None:
    assert shipped.study.origin == "reconstruction"
    assert shipped.study.vital_status_complete
    assert shipped.study.seed == 0
    assert "assumption" in (shipped.study.notes or "")
