"""The two roads out of a notebook, records and what is shown, and the gate across both."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from mibg.audit import study as audit_study
from mibg.audit.study import Study
from mibg.audit.wording import Wording
from mibg.disclosure.chosen import choose_gate, gate_in_force
from mibg.disclosure.gate import Gate
from mibg.disclosure.marks import SHOWN, VARIABLE
from mibg.estimate import Estimate
from mibg.report import Branch, activity_figure, flow_figure, frame_table, page_table, survival_figure
from mibg.survival import survival_times

FEW = Estimate(3.0, "patients", 40, "Count", "mibg.f")
MANY = Estimate(13.0, "patients", 40, "Count", "mibg.f")
FATES = pd.DataFrame({"fate": ["seen", "lost"], "patients": [37, 3]})
TREATMENTS = pd.DataFrame(
    {
        "patient_id": ["A", "B"],
        "treatment_date": pd.to_datetime(["1999-01-01"] * 2),
        "activity_mbq": [7123.4, 7000.0],
    }
)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """A gate of five in force."""
    monkeypatch.delenv(VARIABLE, raising=False)
    return choose_gate("other")


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a study publishes."""
    found: list[Any] = []
    monkeypatch.setattr(audit_study, "_publish", lambda records, phrases=(): found.extend([*records, *phrases]))
    return found


@pytest.mark.parametrize(
    ("origin", "told", "least"),
    [
        ("reconstruction", None, None),
        ("other", None, 5),
        ("original", None, 5),
        ("other", "0", None),
        ("other", "7", 7),
    ],
)
def test_the_gate_is_chosen_by_origin_unless_the_build_tells(
    origin: str, told: str | None, least: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if told is not None:
        monkeypatch.setenv(VARIABLE, told)
    assert choose_gate(origin) == gate_in_force() == Gate(least)


def test_records_pass_it(gate: Gate, published: list[Any]) -> None:
    study = Study(None, None, gate)  # type: ignore[arg-type]
    study.record({"few": FEW, "many": MANY})
    study.record_own("simulated", FEW, "Of cohorts made by chance", source="simulated")
    study.record_own("example.few", FEW, "Of patients worked by hand")
    assert [record.estimate.value for record in published] == [None, 13.0, 3.0, 3.0]


def test_a_word_that_rests_on_what_is_not_shown_is_not_shown(gate: Gate, published: list[Any]) -> None:
    study = Study(None, None, gate)  # type: ignore[arg-type]
    study.record({"few": FEW, "many": MANY})
    for number, rests_on in enumerate((["many"], ["many", "few"], ["elsewhere"])):
        study.phrase(f"word.{number}", Wording("longer", "by its sign; here: 3 deaths"), *rests_on)
    assert [phrase.text for phrase in published[2:]] == ["longer", "not shown", "not shown"]
    assert "3" not in published[3].rule


@pytest.mark.usefixtures("gate")
def test_tables_show_declared_columns_and_no_others() -> None:
    declared = frame_table("Fates", FATES, counts=("patients",), words=("fate",))
    assert declared.rows == (("seen", "38"), ("lost", "5 or fewer"))
    for withheld in (frame_table("Fates", FATES, words=("fate",)), page_table("Fates", {"lost": "3"})):
        assert [row[0][:10] for row in withheld.rows] == ["Not shown:"]
    assert page_table("Windows", {"from": "3"}, source="rules").rows == (("from", "3"),)


@pytest.mark.usefixtures("gate")
def test_columns_of_rules_are_shown_beside_those_of_the_cohort() -> None:
    """A count of three options is no count of patients; where a row has no estimate, nothing is said."""
    frame = pd.DataFrame({"decision": ["end", "never"], "options": [3, 2], "patients": [FEW, None]})
    found = frame_table("Combined", frame, source={"decision": "rules", "options": "rules"})
    assert found.rows == (("end", "3", "not shown: it counts 5 patients or fewer"), ("never", "2", ""))
    undeclared = frame_table("Combined", frame, source={"decision": "rules"})
    assert [row[0][:10] for row in undeclared.rows] == ["Not shown:"]


@pytest.mark.usefixtures("gate")
def test_estimates_in_a_table_pass_it() -> None:
    table = frame_table("Estimates", pd.DataFrame({"what": ["few", "many"], "estimate": [FEW, MANY]}), words=("what",))
    assert [row[1] for row in table.rows] == ["not shown: it counts 5 patients or fewer", "13"]


@pytest.mark.usefixtures("gate")
def test_figures_of_single_patients_are_withheld() -> None:
    found = activity_figure("figure", TREATMENTS)
    assert found.data.empty
    assert found.alt.startswith("Not shown")
    assert "7123" not in f"{found!r}{found._repr_html_()}"


@pytest.mark.usefixtures("gate")
def test_the_flow_of_patients_is_counted_by_it() -> None:
    found = flow_figure("flow", 40, [Branch("Imaging", {"CT": 37}, {"died": 3})], "Flow.")
    assert list(found.data["patients"]) == ["38", "5 or fewer"]
    assert "3" not in found.alt.replace("38", "")


@pytest.mark.usefixtures("gate")
def test_a_survival_figure_shows_no_single_death() -> None:
    groups = {"all": survival_times([40 * rank + 3 for rank in range(1, 21)], [True] * 20)}
    found = survival_figure("curve", groups, since="treatment", caption="Curve.")
    assert list(found.data["events"]) == [5, 5, 5]
    assert not found.data["censored"].any()
    assert "20 patients" not in found.alt


def _format(shown: object) -> tuple[Any, Any]:
    found: tuple[Any, Any] = DisplayFormatter().format(shown)  # type: ignore[no-untyped-call]
    return found


def test_what_is_shown_is_marked(gate: Gate) -> None:
    shown, _ = _format(page_table("Windows", {"from": "3"}, source="rules"))
    bare, _ = _format(FATES)
    assert shown[SHOWN] == {"least": gate.least}
    assert "text/html" in shown
    assert SHOWN not in bare
