"""Cohorts of other people run through every chapter to the ledger, in this process; whole books are in test_books."""

from __future__ import annotations

from pathlib import Path

import cohorts
import hostile
import pytest
from hypothesis import HealthCheck, given, settings
from in_process import run_to_ledger

from mibg.audit import Conclusion, Label, Ledger, ledger_as_csv, ledger_as_json

pytestmark = pytest.mark.long
OF_THE_DATA = {Label.COMPARED, Label.NOT_ESTIMABLE}
OF_THE_PAPER = {Label.NOT_RECOMPUTABLE, Label.CONTEXT}


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


@pytest.mark.parametrize("kind", cohorts.KINDS)
def test_every_kind_of_cohort_runs_to_the_ledger(kind: str, tmp_path: Path) -> None:
    folder = cohorts.make(kind, tmp_path / "cohort")
    patients = (folder / "patients.csv").read_text(encoding="utf-8").count("\n") - 1
    ledger = run_to_ledger(folder)
    check(ledger, patients)
    for name in cohorts.LACKING.get(kind, ()):
        assert ledger.records[name].estimate.value is None, name


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(tables=cohorts.any_tables())
def test_any_valid_cohort_runs_to_the_ledger(tables: cohorts.Tables, tmp_path: Path) -> None:
    check(run_to_ledger(cohorts.write(tmp_path / "cohort", tables)), len(tables["patients"]))


def test_no_text_of_a_hostile_cohort_is_a_formula_in_the_ledger(tmp_path: Path) -> None:
    ledger = run_to_ledger(hostile.make(tmp_path / "cohort"))
    cells = [cell for line in ledger_as_csv(ledger).splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@"))]
