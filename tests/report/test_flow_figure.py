"""The flow of patients: every number that is drawn can be read without the picture."""

from __future__ import annotations

from mibg.report import Branch, flow_figure

BRANCHES = [
    Branch("Imaging", {"CT": 5, "scan without CT": 2}, {"none": 3, "only after": 0}),
    Branch("Symptoms", {"documented": 6}, {"none": 1, "only before": 3}),
]


def test_the_figure_tells_all_its_numbers() -> None:
    found = flow_figure("figure-flow", 10, BRANCHES, "Who was followed.")
    assert found.alt == (
        "Flow of 10 treated patients. Imaging: CT 5, scan without CT 2; not followed 3. "
        "Symptoms: documented 6; not followed 4."
    )
    assert found.svg.startswith("<svg")


def test_its_data_add_up_to_all_patients() -> None:
    data = flow_figure("figure-flow", 10, BRANCHES, "Who was followed.").data
    assert data["patients"].astype(int).groupby(data["measure"]).sum().to_dict() == {"Imaging": 10, "Symptoms": 10}


def test_a_reason_of_nobody_is_not_drawn() -> None:
    assert "only after" not in flow_figure("figure-flow", 10, BRANCHES, "").svg


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (flow_figure("figure-flow", 10, BRANCHES, "").svg for _ in range(2))
    assert first == second
