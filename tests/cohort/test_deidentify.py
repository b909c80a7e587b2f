"""Deidentification keeps survival and responses, and loses ids, days of the calendar and free text."""

from __future__ import annotations

import stat
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from small_cohort import FILES, put

from mibg.cli import main
from mibg.cohort import Cohort, Study, read_cohort, write_cohort
from mibg.cohort.study import NO_CALENDAR
from mibg.decisions import Bench, analyse, compute
from mibg.decisions.choices import AS_IN_THE_RESULTS
from mibg.decisions.statistics import STATISTICS
from mibg.deidentification import LARGEST_SHIFT, Deidentified, deidentify, new_ids, shifts
from mibg.endpoints import overall_survival
from mibg.estimate import Estimate
from mibg.faults import InputFaults
from mibg.layout import book_root
from mibg.outcomes import biochemical_outcome, imaging_outcome, symptomatic_outcome
from mibg.reanalysis import robustness

SHIPPED = book_root() / "data" / "reconstructed"
OF_THE_CALENDAR = ("supplier.", "discharge.", ".within_supplier")
# The era is among the covariates of these, so that they change where it is not known.
AMONG_COVARIATES = (".hr.adjusted", ".e_value.adjusted", ".hr.deaths_a_coefficient")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def same(one: Estimate, other: Estimate) -> bool:
    """Equal up to the order in which patients are added up."""
    numbers = [
        [estimate.value, estimate.se, *(estimate.ci or ()), estimate.n, estimate.events, *estimate.parts.values()]
        for estimate in (one, other)
    ]
    first, second = (np.array(row, dtype=float) for row in numbers)
    return one.reason == other.reason and np.allclose(first, second, rtol=1e-9, atol=1e-12, equal_nan=True)


def generated(seed: int, complete: bool) -> tuple[dict[str, pd.DataFrame], Study]:
    """A cohort of forty by lot; whole dates, some deaths after the study's end."""
    lot, n = np.random.default_rng(seed), 40
    treated = pd.Timestamp("2000-01-01") + pd.to_timedelta(lot.integers(0, 2000, n), unit="D")
    lived = treated + pd.to_timedelta(lot.integers(0, 3000, n), unit="D")
    died = lot.random(n) < 0.5
    ids = [f"X{number}" for number in lot.permutation(n)]
    patients = pd.DataFrame({"patient_id": ids, "sex": "female", "age_at_treatment": lot.integers(20, 95, n) + 0.0})
    patients["death_date"] = pd.Series(lived).where(died)
    patients["alive_on"] = pd.Series(lived).where(~died)
    treatments = pd.DataFrame({"patient_id": ids, "treatment_date": treated})
    end = pd.Timestamp("2007-06-30").date()
    return {"patients": patients, "treatments": treatments}, Study("By lot", "other", complete, "x", "y", "z", end)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cohort, Deidentified]:
    out = tmp_path_factory.mktemp("deidentified") / "out"
    return read_cohort(SHIPPED), deidentify(SHIPPED, out, seed=1)


def test_every_statistic_of_the_results_is_the_same(shipped: tuple[Cohort, Deidentified]) -> None:
    before, after = (analyse(Bench(cohort), AS_IN_THE_RESULTS) for cohort in (shipped[0], shipped[1].cohort))
    differ = [name for name in STATISTICS if not same(compute(before, name), compute(after, name))]
    assert differ == []


def test_what_needs_the_calendar_is_not_estimable_and_nothing_else_changes(
    shipped: tuple[Cohort, Deidentified],
) -> None:
    before, after = (robustness.quantities(cohort) for cohort in (shipped[0], shipped[1].cohort))
    calendar = {name for name in before if any(part in name for part in OF_THE_CALENDAR)}
    assert len(calendar) == 10
    assert {after[name].reason for name in calendar} == {NO_CALENDAR}
    rest = {name for name in before if name not in calendar and not name.endswith(AMONG_COVARIATES)}
    assert [name for name in sorted(rest) if not same(before[name], after[name])] == []


@pytest.mark.parametrize(("decision", "option"), [("study_end", "last_death"), ("five_years", "heads_followed")])
def test_decisions_on_the_studys_end_are_not_estimable(
    shipped: tuple[Cohort, Deidentified], decision: str, option: str
) -> None:
    chosen = AS_IN_THE_RESULTS.with_option(decision, option)
    found = compute(analyse(Bench(shipped[1].cohort), chosen), "os.five_year.treatment")
    assert (found.value, found.reason) == (None, NO_CALENDAR)


def test_each_patient_responds_as_before(shipped: tuple[Cohort, Deidentified]) -> None:
    before, made = shipped
    for outcome in (imaging_outcome, symptomatic_outcome, biochemical_outcome):
        told = outcome(before).followup.set_index("patient_id")["response"].rename(index=made.ids)
        again = outcome(made.cohort).followup.set_index("patient_id")["response"]
        pd.testing.assert_series_equal(told.sort_index(), again.sort_index(), check_dtype=False, check_index_type=False)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("seed", range(2))
def test_survival_of_each_patient_is_the_same(tmp_path: Path, seed: int, complete: bool) -> None:
    before = write_cohort(*generated(seed, complete), tmp_path / "in")
    made = deidentify(tmp_path / "in", tmp_path / "out", seed=seed)
    old, new = overall_survival(before), overall_survival(made.cohort)
    days = {
        str(name): (time, died) for name, time, died in zip(new.patients, new.times.time, new.times.event, strict=True)
    }
    for name, time, died in zip(old.patients, old.times.time, old.times.event, strict=True):
        assert days[made.ids[str(name)]] == (time, died)
    assert made.cohort.study.study_end is None


def test_dates_ids_ages_and_texts_are_gone(tmp_path: Path) -> None:
    """By hand: A's lesions T1 and T2 keep their order; 93 years are written as 90; the assay and the notes go."""
    files = {name: text.replace("61", "93") for name, text in FILES.items()}
    files["labs.csv"] = files["labs.csv"].replace("unit\n", "unit,assay\n").replace("ng/mL\n", "ng/mL,Cisbio\n")
    files["lesions.csv"] = files["lesions.csv"].replace("T1", "left Hilum").replace("T2", "node of J")
    files["study.yaml"] += "notes: Ward 7\n"
    made = deidentify(put(tmp_path / "in", files), tmp_path / "out", seed=5)
    text = b"".join(contents(tmp_path / "out").values()).decode()
    for gone in ("Cisbio", "Ward", "Hilum", "node of J", "study_end", "93,", "1996-05-01", "2012-03-04", "2000-01-02"):
        assert gone not in text
    assert sorted(made.ids.values()) == ["P-001", "P-002"]
    assert made.cohort.patients.set_index("patient_id").loc[made.ids["A"], "age_at_treatment"] == 90
    assert made.cohort.lesions["lesion_id"].tolist() == ["T1", "T2"]


def test_partial_dates_keep_their_precision_and_the_order_of_dates_stands(tmp_path: Path) -> None:
    """A month is followed by a whole date five days after its middle, so that many shifts would turn them about."""
    files = dict(FILES)
    files["patients.csv"] = FILES["patients.csv"].replace("1996-05-01,1997-02-03", "1995,1996-05")
    files["therapies.csv"] = "patient_id,therapy,timing,start_date,stop_date\nA,surgery,prior,1996-05,1996-05-20\n"
    put(tmp_path / "in", files)
    for seed in range(2):
        made = deidentify(tmp_path / "in", tmp_path / f"out{seed}", seed=seed).cohort
        assert made.patients["diagnosis_date_precision"].dropna().tolist().count("year") == 1
        assert made.patients["metastatic_date_precision"].dropna().tolist() == ["month"]
        assert made.therapies["start_date_precision"].tolist() == ["month"]


def test_shifts_are_whole_days_of_either_direction_and_never_none() -> None:
    drawn = set(shifts((f"{number:05}" for number in range(20_000)), Random(1)).values())
    assert drawn == set(range(-LARGEST_SHIFT, LARGEST_SHIFT + 1)) - {0}


def test_new_ids_are_in_no_order() -> None:
    ids = new_ids([f"{number:04}" for number in range(1200)], Random(1), invented=False)
    assert sorted(ids.values()) == [f"P-{number:04}" for number in range(1, 1201)]
    assert [ids[old] for old in sorted(ids)] != sorted(ids.values())


def test_without_a_seed_no_two_runs_are_alike(tmp_path: Path) -> None:
    """Two shifts of two patients agree by chance in one run of half a million."""
    put(tmp_path / "in", FILES)
    days = [tuple(deidentify(tmp_path / "in", tmp_path / str(run)).days.values()) for run in range(2)]
    assert days[0] != days[1]


def test_identifiers_that_go_are_no_hindrance_and_others_are(tmp_path: Path) -> None:
    files = {
        name: text.replace("\nA,", '\n"Smith, John",').replace("\nB,", "\n12345678,") for name, text in FILES.items()
    }
    files["treatments.csv"] = "\n".join(
        line + (",email" if number == 0 else ",a@b.org")
        for number, line in enumerate(files["treatments.csv"].splitlines())
    )
    made = deidentify(put(tmp_path / "in", files), tmp_path / "out", seed=2)
    assert set(made.ids) == {"Smith, John", "12345678"}
    assert b"Smith" not in b"".join(contents(tmp_path / "out").values())
    files["labs.csv"] = files["labs.csv"].replace("ng/mL", "MRN 12345")
    with pytest.raises(InputFaults, match=r"labs\.csv, row 2, column unit: 'xxx #####': looks like a medical record"):
        deidentify(put(tmp_path / "in", files), tmp_path / "other", seed=2)
    assert not (tmp_path / "other").exists()


def test_a_key_is_written_only_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in", FILES)
    assert main(["deidentify", str(tmp_path / "in"), str(tmp_path / "out")]) == 0
    assert "2 patients under new ids" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    key = tmp_path / "key.csv"
    assert main(["deidentify", str(tmp_path / "in"), str(tmp_path / "other"), "--key", str(key), "--seed", "1"]) == 0
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    rows = pd.read_csv(key).set_index("patient_id")
    other = read_cohort(tmp_path / "other").treatments.set_index("patient_id")["treatment_date"]
    moved = other[rows.loc["A", "new_id"]] - pd.Timestamp("1999-03-04")
    assert moved.days == rows.loc["A", "days_added"]


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    source, full = put(tmp_path / "in", FILES), put(tmp_path / "full", {"a.txt": "mine"})
    key = tmp_path / "key.csv"
    key.write_text("mine")
    with pytest.raises(InputFaults) as caught:
        deidentify(source, full, key=key)
    assert [str(fault) for fault in caught.value.faults] == [
        f"{full}: there already, and not an empty folder; name another",
        f"{key}: the key's file is there already; name another",
    ]
    with pytest.raises(InputFaults, match="the key lies in the folder that it opens; keep it elsewhere"):
        deidentify(source, tmp_path / "new", key=tmp_path / "new" / "key.csv")
    assert (contents(full), key.read_text(), (tmp_path / "new").exists()) == ({"a.txt": b"mine"}, "mine", False)


def test_a_cohort_at_fault_leaves_no_key_and_no_folder(tmp_path: Path) -> None:
    put(tmp_path / "in", {**FILES, "patients.csv": FILES["patients.csv"].replace("female", "woman")})
    assert main(["deidentify", str(tmp_path / "in"), str(tmp_path / "out"), "--key", str(tmp_path / "key")]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
