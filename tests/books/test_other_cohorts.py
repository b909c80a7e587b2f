"""Cohorts of other people run through every chapter to the ledger, in this process; whole books are in test_books."""

from __future__ import annotations

import re
from pathlib import Path

import cohorts
import hostile
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from in_process import run_to_ledger

from mibg.audit import Conclusion, Label, Ledger, Record, ledger_as_csv, ledger_as_json
from mibg.disclosure.marks import DEFAULT_LEAST as LEAST
from mibg.disclosure.withholding import NO_PATIENTS
from mibg.estimate import Estimate

GENERATED = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Nothing is shrunk: a run takes half a minute."""
OF_THE_DATA = {Label.COMPARED, Label.NOT_ESTIMABLE}
OF_THE_PAPER = {Label.NOT_RECOMPUTABLE, Label.CONTEXT}
SIMULATED = ("null", "alike", "pairs", "fit", "cohorts", "later", "compatible")
OF_NO_PATIENT = ("example.", "ensemble.", *(f"immortal.{name}" for name in SIMULATED))
EMPTY = re.compile(r"\b(?:nobody|no deaths|no events|no patients|only one group|nothing)\b")


def check(ledger: Ledger, patients: int) -> None:
    """What holds of the ledger of any other cohort."""
    assert ledger.records["cohort.n"].estimate.value == patients
    verdicts = ledger.verdicts.values()
    assert {verdict.label for verdict in verdicts} <= OF_THE_DATA | OF_THE_PAPER
    assert {verdict.conclusion for verdict in verdicts} == {Conclusion.NOT_JUDGED}
    assert all(verdict.reason for verdict in verdicts)
    lacking = [name for name, claim in ledger.claims.items() if ledger.verdicts[name].label == Label.NOT_ESTIMABLE]
    assert all(ledger.records[str(ledger.claims[name].statistic)].estimate.reason for name in lacking)
    assert ledger_as_json(ledger).count('"verdict"') == len(ledger.claims)


@pytest.mark.long
@pytest.mark.parametrize("kind", cohorts.KINDS)
def test_every_kind_of_cohort_runs_to_the_ledger(kind: str, tmp_path: Path) -> None:
    folder = cohorts.make(kind, tmp_path / "cohort")
    patients = (folder / "patients.csv").read_text(encoding="utf-8").count("\n") - 1
    ledger = run_to_ledger(folder)
    check(ledger, patients)
    for name in cohorts.LACKING.get(kind, ()):
        assert ledger.records[name].estimate.value is None, name


@pytest.mark.long
@pytest.mark.parametrize("kind", ["one patient", "no deaths", "all responders"])
def test_behind_the_gate_no_small_number_and_no_empty_group_is_in_the_ledger(kind: str, tmp_path: Path) -> None:
    ledger = run_to_ledger(cohorts.make(kind, tmp_path / "cohort"), LEAST)
    assert {verdict.label for verdict in ledger.verdicts.values()} <= OF_THE_DATA | OF_THE_PAPER | {Label.NOT_SHOWN}
    found = {name: record.estimate for name, record in ledger.records.items() if not of_no_patient(name, record)}
    assert len(found) > 400
    assert [name for name, one in found.items() if one.withheld and any(numbers(one))] == []
    assert [name for name, one in found.items() if not one.withheld and min(numbers(one)) <= LEAST] == []
    assert [name for name, one in found.items() if EMPTY.search(one.reason or "")] == []
    assert [name for name in cohorts.LACKING.get(kind, ()) if not found[name].withheld] == []
    if kind == "one patient":
        shown = {name for name, one in found.items() if not one.withheld}
        assert all(name.endswith(".detectable.ratio") for name in shown)  # of the numbers that the paper prints


def of_no_patient(name: str, record: Record) -> bool:
    return name.startswith(OF_NO_PATIENT) or name.endswith(".combinations") or record.estimate.unit in NO_PATIENTS


def numbers(estimate: Estimate) -> list[float]:
    """The counts of an estimate that is shown, which are no zero; all numbers of one that is not."""
    counts = [estimate.n, estimate.events, estimate.smallest, estimate.parts.get("count")]
    other = [estimate.value, estimate.se] if estimate.withheld else []
    return [number for number in (*counts, *other) if number is not None]


@settings(GENERATED, max_examples=1, derandomize=True)
@given(tables=cohorts.any_tables().filter(lambda tables: len(tables["patients"]) > 2))
def test_a_valid_cohort_runs_to_the_ledger(tables: cohorts.Tables, tmp_path: Path) -> None:
    check(run_to_ledger(cohorts.write(tmp_path / "cohort", tables)), len(tables["patients"]))


@pytest.mark.long
@settings(GENERATED, max_examples=20)
@given(tables=cohorts.any_tables())
def test_any_valid_cohort_runs_to_the_ledger(tables: cohorts.Tables, tmp_path: Path) -> None:
    check(run_to_ledger(cohorts.write(tmp_path / "cohort", tables)), len(tables["patients"]))


@pytest.mark.long
def test_no_text_of_a_hostile_cohort_is_a_formula_in_the_ledger(tmp_path: Path) -> None:
    ledger = run_to_ledger(hostile.make(tmp_path / "cohort"))
    cells = [cell for line in ledger_as_csv(ledger).splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@"))]
