"""Relations and findings that are wrongly declared: every fault is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from mibg.faults import InputFaults
from mibg.layout import published_folder
from mibg.published import load_claims, load_findings, load_relations, run_checks

CLAIMS = load_claims()


def faults_of(text: str, folder: Path) -> list[str]:
    (folder / "relations.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        load_relations(CLAIMS, folder / "relations.yaml")
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "partitions: [{name: a, whole: methods.n, parts: [no.such, methods.n]}]",
            "partitions, entry 1, names no.such, which is no claim; name a claim by its id",
        ),
        ("curves: [{name: a, overall: methods.n}]", "curves, entry 1: 'groups' is a required property"),
        ("orders: [{name: a, rising: [methods.n], why: b}]", "orders, entry 1, rising: ['methods.n'] is too short"),
        ("sums: []", "'sums' was unexpected"),
        (
            "differences: [{claims: [methods.n], of: [a, b, c]}]",
            "differences, entry 1, of: ['a', 'b', 'c'] is too long",
        ),
        ("same: [", "row 1: not YAML"),
        ("same: &a [*a]", "row 1: an alias (*name)"),
        ("same: [[[[[[[]]]]]]]", "nested more than 6 levels deep"),
        ("same: 2018-02-31", "not YAML (day is out of range for month)"),
        ("- a list", "['a list'] is not of type 'object'"),
    ],
)
def test_a_wrong_declaration_is_named(text: str, message: str, tmp_path: Path) -> None:
    faults = faults_of(text, tmp_path)
    assert any(message in fault for fault in faults), faults
    assert all(fault.startswith(("relations.yaml: ", "relations.yaml, row 1: ")) for fault in faults)


def test_all_unknown_claims_are_named_at_once(tmp_path: Path) -> None:
    text = "partitions: [{name: a, whole: x.y, parts: [z.z]}]\ndenominators: [{claims: [q.q], of: methods.n, why: b}]"
    assert len(faults_of(text, tmp_path)) == 3


def test_a_paper_without_relations_has_none(tmp_path: Path) -> None:
    assert load_relations(CLAIMS, tmp_path / "relations.yaml").partitions == ()


FINDINGS = yaml.safe_load((published_folder() / "findings.yaml").read_text(encoding="utf-8"))
CHECKS = run_checks(CLAIMS, load_relations(CLAIMS))


def test_findings_are_ranked_by_consequence() -> None:
    ranks = [finding.consequence for finding in load_findings(CHECKS)]
    assert ranks == sorted(ranks, key=["conclusion", "patients", "digits"].index)
    assert ranks[0] == "conclusion"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"checks": ["partition.sex"]}, "a finding names partition.sex, which is no failed or notable check"),
        ({"checks": [], "decision": "death"}, "stands in 0 findings; sum it up in exactly one"),
        ({"consequence": "grave"}, "finding 1 has the consequence grave; make it one of conclusion, patients, digits"),
        ({"why": "more"}, "finding 1 has the keys"),
        (
            {"decision": "no_such"},
            "a finding cites the decision no_such, which is not in decisions.yaml; cite one that is",
        ),
        ({"checks": []}, "finding 1 sums up no check and cites no decision; name what it follows from"),
    ],
)
def test_a_wrong_finding_is_named(change: dict[str, object], message: str, tmp_path: Path) -> None:
    entries = [{**FINDINGS[0], **change}, *FINDINGS[1:]]
    (tmp_path / "findings.yaml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    shutil.copyfile(published_folder() / "decisions.yaml", tmp_path / "decisions.yaml")
    with pytest.raises(InputFaults) as caught:
        load_findings(CHECKS, tmp_path)
    assert any(message in str(fault) for fault in caught.value.faults)


def test_a_finding_can_rest_on_a_decision_of_the_register() -> None:
    """By hand: the words on dates of death, which no check reads, and the register's question on them."""
    found = {finding.name: finding for finding in load_findings(CHECKS)}
    cited = found["deaths_known"].decision
    assert cited is not None
    assert (cited.id, cited.asks) == ("vital_status", "Was everybody alive who is not known to have died?")
    assert found["deaths_known"].checks == ()
    assert found["missing_shares"].decision is None
