"""The command that checks the claims of another paper: a made-up one whole, and broken files by their faults."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mibg.cli import main
from mibg.layout import worked_folder

WORKED = worked_folder("claims")
EXPECTED = list(csv.DictReader((WORKED / "expected.csv").read_text(encoding="utf-8").splitlines()))


def test_the_made_up_paper_fails_where_it_was_made_to(capsys: pytest.CaptureFixture[str]) -> None:
    """Every check that is not expected to fail or to be notable passes, or could not be made."""
    assert main(["check-claims", str(WORKED / "claims.csv"), "--json"]) == 0
    checks = {check["id"]: check["outcome"] for check in json.loads(capsys.readouterr().out)}
    found = {name: outcome for name, outcome in checks.items() if outcome in ("failed", "notable")}
    assert found == {row["check"]: row["outcome"] for row in EXPECTED}


def test_the_report_tells_counts_and_arithmetic(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-claims", str(WORKED / "claims.csv")]) == 0
    told = capsys.readouterr().out
    assert told.startswith("47 checks: 11 failed, 7 notable, 26 passed, 1 without power, 2 could not be checked\n")
    assert "failed: Women: No count out of 48 prints as 43 %. [granularity.table1.women]\n    20 / 48 = 41.67 %" in told


def test_claims_without_relations_are_checked_for_what_needs_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.csv").write_bytes((WORKED / "claims.csv").read_bytes())
    assert main(["check-claims", str(tmp_path / "mine.csv"), "--json"]) == 0
    families = {check["family"] for check in json.loads(capsys.readouterr().out)}
    assert families == {
        *("rounding", "granularity", "repeated", "subset", "quartiles", "difference", "standard_error", "comparison"),
    }


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            replaced(",35,%,", ",about a third,%,"),
            "row 3, column printed: 'about a third': this is no printed number; write",
        ),
        (replaced(",35,%,", ",135,%,"), "row 3, column printed: '135': a percentage is above 100; correct"),
        (
            replaced(",35,%,48,", ",35,%,0,"),
            "row 3, column denominator: '0': this is no whole number above 0; write one",
        ),
        (
            replaced("abstract.n,abstract", "abstract.n,appendix"),
            "row 2, column section: 'appendix': this section is not",
        ),
        (
            replaced("results.any,", "results.all,"),
            "unions, entry 1, names results.any, which is no claim; name a claim",
        ),
    ],
)
def test_what_is_wrong_is_named_with_row_and_remedy(
    change: Callable[[str], str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.csv").write_text(change((WORKED / "claims.csv").read_text(encoding="utf-8")), encoding="utf-8")
    (tmp_path / "relations.yaml").write_bytes((WORKED / "relations.yaml").read_bytes())
    assert main(["check-claims", str(tmp_path / "mine.csv")]) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""


HEADER = "id,section,paragraph,about,printed,unit,denominator,kind,scope,statistic,reason\n"
PATIENTS = "a.n,abstract,1,Patients,48,patients,,count,cohort,n,\n"
SHARE = "a.p,results,1,A share,35,%,,percentage,cohort,p,\n"
SAID = "a.s,results,1,It is said,,,,statement,cohort,s,\n"
RANGE = "a.r,results,1,A range,3-9,months,,range,cohort,r,\n"
MONTHS = "a.m,results,1,A median,29,months,,quantity,cohort,m,\n"


def told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str, relations: str = "") -> str:
    """What is said of claims that are refused."""
    (tmp_path / "mine.csv").write_text(HEADER + rows, encoding="utf-8")
    (tmp_path / "relations.yaml").write_text(relations, encoding="utf-8")
    assert main(["check-claims", str(tmp_path / "mine.csv")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (PATIENTS.replace("48", '"2,4"'), "row 2, column printed: '2,4': this is no printed number; write it as e.g."),
        (PATIENTS.replace("48", '"1,,2,"'), "row 2, column printed: '1,,2,': this is no printed number"),
        (PATIENTS.replace("48", "3.5"), "row 2, column printed: '3.5': a count is no whole number; correct"),
        (SHARE.replace("%", ""), "row 2, column unit: '': a percentage has another unit; write %"),
        (SHARE.replace("%", "percent"), "row 2, column unit: 'percent': a percentage has another unit; write %"),
        (SHARE.replace("35", "over 100"), "row 2, column printed: 'over 100': a percentage is above 100; correct"),
        (
            SHARE.replace("%", "p").replace("percentage", "p_value"),
            "row 2, column printed: '35': a p is above 1; correct",
        ),
        (PATIENTS.replace("n,\n", "n,,more\n"), "row 2: the row has more cells than there are columns (more); put"),
        (
            MONTHS + MONTHS.replace("a.m", "a.g").replace("months", "GBq"),
            "row 3, column unit: 'GBq': m is in months in row 2",
        ),
        ("", "row 2: there are no claims; write one a row"),
    ],
)
def test_a_claim_that_cannot_be_is_named(
    rows: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in told_of(tmp_path, capsys, rows)


@pytest.mark.parametrize(
    ("relations", "message"),
    [
        ("denominators: [{claims: [a.p], of: a.p, why: w}]", "entry 1, rests on itself: a.p of a.p; name a claim that"),
        (
            "denominators:\n- {claims: [a.p], of: a.q, why: w}\n- {claims: [a.q], of: a.p, why: w}",
            "row 3: denominators, entry 2, rests on itself: a.q of a.p of a.q; name",
        ),
        (
            "denominators: [{claims: [a.p], of: a.0, why: w}]",
            "entry 1, has a.p be of 0 patients; name a claim that counts",
        ),
        ("denominators: [{claims: [a.p], of: a.n, less: a.n, why: w}]", "has a.p be of 0 patients"),
        ("denominators: [{claims: [a.p], of: a.0, less: a.n, why: w}]", "has a.p be of -48 patients"),
        (
            "denominators: [{claims: [a.p], of: a.m, why: w}]",
            "names a.m under of, in months; name a claim in patients or %",
        ),
        (
            "orders: [{name: o, rising: [a.n, a.s], why: w}]",
            "names a.s, which prints no single number; name a claim with",
        ),
        ("differences: [{claims: [a.m], of: [a.r, a.m]}]", "names a.r, which prints no single number"),
        (
            "curves: [{name: c, overall: a.m, groups: [a.m, a.m], survival: [{claim: a.m, years: 5}]}]",
            "under survival, in months",
        ),
        (
            "same:\n- {name: o, claims: [a.p, a.q], why: w}\n- {name: o, claims: [a.q, a.p], why: w}",
            "has the name of entry 1",
        ),
        ("same: []\nsame: []", "row 2: the key same twice; make one of the two"),
    ],
)
def test_a_relation_that_cannot_be_is_named_with_its_line(
    relations: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = (
        SHARE.replace("a.p,results,1", "a.q,results,2"),
        PATIENTS.replace("a.n,abstract", "a.0,results").replace("48", "0"),
    )
    rows = PATIENTS + SHARE + SAID + RANGE + MONTHS + "".join(others)
    told = told_of(tmp_path, capsys, rows, relations)
    assert message in told
    assert "relations.yaml, row " in told


@pytest.mark.parametrize("arguments", [["no.csv"], [str(WORKED / "claims.csv"), "--relations", "no.yaml"]])
def test_a_missing_file_is_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-claims", *arguments]) == 2
    assert "the file is missing" in capsys.readouterr().err
