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


@pytest.mark.parametrize("arguments", [["no.csv"], [str(WORKED / "claims.csv"), "--relations", "no.yaml"]])
def test_a_missing_file_is_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-claims", *arguments]) == 2
    assert "the file is missing" in capsys.readouterr().err
