"""The declared family of tests: what a file must hold, and what bounds of printed p-values leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mibg.estimate import Estimate
from mibg.faults import InputFaults
from mibg.published import Claims, Test, load_claims, load_family, parse_printed
from mibg.reanalysis.robustness import adjust_printed, adjust_recomputed
from mibg.reanalysis.robustness.multiplicity import FALLS, OPEN, SURVIVES


@pytest.fixture(scope="module")
def claims() -> Claims:
    return load_claims()


@pytest.fixture(scope="module")
def family(claims: Claims) -> dict[str, Test]:
    return {test.statistic: test for test in load_family(claims)}


def test_ten_tests_with_their_bounds(family: dict[str, Test]) -> None:
    # The paper: p <0.05, <0.001 twice, <0.03, <0.01 thrice, and three verdicts without a p.
    roles = [test.role for test in family.values()]
    assert {role: roles.count(role) for role in roles} == {"headline": 4, "follow-up": 3, "not significant": 3}
    assert sorted(test.high for test in family.values()) == [0.001, 0.001, 0.01, 0.01, 0.01, 0.03, 0.05, 1, 1, 1]
    assert {test.low for test in family.values() if not test.printed} == {0.05}


@pytest.mark.parametrize(("printed", "level"), [("<0.01", 0.01), (None, 0.05), ("", 0.05)])
def test_the_level_is_the_papers_and_5_percent_where_it_prints_none(
    claims: Claims, printed: str | None, level: float
) -> None:
    others = {name: claim for name, claim in claims.by_id.items() if name != "methods.significance"}
    if printed is not None:
        parts = parse_printed(printed) if printed else ()
        claim = replace(claims.by_id["methods.significance"], printed=printed, parts=parts)
        others["methods.significance"] = claim
    found = load_family(replace(claims, by_id=others))
    assert {test.low for test in found if not test.printed} == {level}


@pytest.mark.parametrize(
    ("statistic", "holm", "verdict"),
    # By hand: 0.001 x 10; 0.01 x 8 (the least of its factors, 8, 7 and 6, comes first); 0.03 x 5; 0.05 x 4.
    [
        ("imaging.os.p", 0.01, SURVIVES),
        ("followup.symptoms.p", 0.08, OPEN),
        ("biochemistry.os.p", 0.15, OPEN),
        ("os.repeat.p", 0.2, OPEN),
        ("biochemistry.analytes.p", 1, FALLS),
    ],
)
def test_what_holm_leaves_of_the_printed(family: dict[str, Test], statistic: str, holm: float, verdict: str) -> None:
    found = {one.test.statistic: one for one in adjust_printed(list(family.values()), "holm")}[statistic]
    assert found.verdict == verdict
    assert found.high == pytest.approx(holm)


@pytest.mark.parametrize(
    ("statistic", "fdr", "verdict"),
    # By hand: 0.001 x 10 / 2; 0.01 x 10 / 5; 0.03 x 10 / 6, which a strict bound stays below; 0.05 x 10 / 7.
    [
        ("imaging.os.p", 0.005, SURVIVES),
        ("followup.symptoms.p", 0.02, SURVIVES),
        ("biochemistry.os.p", 0.05, SURVIVES),
        ("os.repeat.p", 0.5 / 7, OPEN),
    ],
)
def test_what_the_false_discovery_rate_leaves(
    family: dict[str, Test], statistic: str, fdr: float, verdict: str
) -> None:
    found = {one.test.statistic: one for one in adjust_printed(list(family.values()), "benjamini-hochberg")}[statistic]
    assert found.verdict == verdict
    assert found.high == pytest.approx(fdr)


def test_a_test_that_cannot_be_made_again_is_not_counted() -> None:
    # By hand: of two tests 0.02 becomes 0.04; with three it would be 0.06.
    p = {
        "a": Estimate(0.02, "p", 9, "", ""),
        "b": Estimate(0.5, "p", 9, "", ""),
        "c": Estimate(None, "p", 0, "", "", reason="there are no patients"),
    }
    found = adjust_recomputed(p, "holm")
    assert found["a"].value == pytest.approx(0.04)
    assert found["c"].reason == "there are no patients"
    assert "for 2 tests" in found["a"].convention


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "the file is missing"),
        ("claim: results.os.repeat.p", "it is no list of tests"),
        ("- {claim: results.os.repeat.p, role: headline}", "test 1 has the keys claim, role"),
        ("- {claim: results.nothing, role: headline, about: x}", "test 1 names no claim"),
        ("- {claim: results.os.single, role: headline, about: x}", "test 1 is no test"),
        ("- {claim: methods.significance, role: headline, about: x}", "test 1 is no test"),
        ("- {claim: results.os.repeat.p, role: main, about: x}", "'main': test 1 has no such role"),
        (
            "- {claim: results.os.repeat.p, role: headline, about: x}\n"
            "- {claim: abstract.repeat.p, role: headline, about: x}",
            "'os.repeat.p': a test stands twice",
        ),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, claims: Claims, text: str | None, problem: str) -> None:
    if text is not None:
        (tmp_path / "family.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        load_family(claims, tmp_path)
    assert problem in str(caught.value)


def test_every_fault_is_told_at_once(tmp_path: Path, claims: Claims) -> None:
    lines = "- {claim: nothing, role: main, about: x}\n- {claim: neither, role: headline, about: x}"
    (tmp_path / "family.yaml").write_text(lines, encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        load_family(claims, tmp_path)
    assert len(caught.value.faults) == 3
