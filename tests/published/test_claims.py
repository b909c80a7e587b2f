"""The claims of the paper, and what happens when their table is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mibg.faults import InputFaults
from mibg.layout import published_folder
from mibg.published import load_claims, read_claims, unresolved

CLAIMS = load_claims()
LINES = (published_folder() / "claims.csv").read_text(encoding="utf-8").splitlines()


def faults_after(change: Callable[[list[str]], list[str]], folder: Path) -> list[str]:
    (folder / "claims.csv").write_text("\n".join(change(list(LINES))) + "\n", encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        read_claims(folder / "claims.csv")
    return [str(fault) for fault in caught.value.faults]


def replaced(row: int, old: str, new: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        assert old in lines[row - 1]
        lines[row - 1] = lines[row - 1].replace(old, new, 1)
        return lines

    return change


def test_every_section_has_claims() -> None:
    """Regression only: the number of claims in each section."""
    assert Counter(claim.section for claim in CLAIMS) == {
        "abstract": 26, "introduction": 3, "methods": 27, "results": 86, "discussion": 47,
        "conclusion": 11, "table1": 12, "table2": 43, "figures": 2,
    }  # fmt: skip


@pytest.mark.parametrize("prefix", ["table2.primary."])
def test_primary_sites_add_up(prefix: str) -> None:
    """The paper, Table 2: the primary sites are a partition of 211 patients."""
    sites = [claim for claim in CLAIMS if claim.id.startswith(prefix) and claim.statistic != "cohort.n"]
    assert sum(claim.parts[0].number for claim in sites) == 211


def test_statements_carry_no_number_and_numbers_carry_parts() -> None:
    for claim in CLAIMS:
        assert bool(claim.parts) == (claim.kind not in ("statement", "version")), claim.id


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            replaced(2, ",211,", ",about 211,"),
            "claims.csv, row 2, column printed: 'about 211': this is no printed number",
        ),
        (replaced(2, ",count,", ",number,"), "claims.csv, row 2, column kind: 'number': this word is not known"),
        (replaced(2, ",cohort,", ",world,"), "row 2, column scope: 'world': this word is not known"),
        (replaced(2, "abstract.n,", "Abstract N,"), "row 2, column id: 'Abstract N': this is no id"),
        (replaced(2, "cohort.n", ""), "row 2, column statistic: '': a claim names a statistic or a reason"),
        (replaced(10, ",71,", ",171,"), "row 10, column printed: '171': a percentage is above 100"),
        (replaced(10, ",%,,", ",%,0,"), "row 10, column denominator: '0': this is no whole number above 0"),
        (replaced(8, ",,,,statement", ",5,,,statement"), "row 8, column printed: '5': a statement is printed this way"),
        (lambda lines: [*lines, lines[1]], "column id: 'abstract.n': the id stands in row 2"),
        (
            lambda lines: [lines[0].replace("unit", "units"), *lines[1:]],
            "claims.csv, row 1: the columns are id, section",
        ),
    ],
)
def test_each_fault_is_named_with_its_row(
    change: Callable[[list[str]], list[str]], message: str, tmp_path: Path
) -> None:
    assert any(message in fault for fault in faults_after(change, tmp_path))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def change(lines: list[str]) -> list[str]:
        return replaced(2, ",count,", ",number,")(replaced(10, ",71,", ",seventy,")(lines))

    assert len(faults_after(change, tmp_path)) == 2


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputFaults, match="not UTF-8"):
        read_claims(tmp_path / "claims.csv")
    with pytest.raises(InputFaults, match="missing"):
        read_claims(tmp_path / "none" / "claims.csv")


def test_names_are_resolved_on_both_sides() -> None:
    named = {claim.statistic for claim in CLAIMS if claim.statistic}
    assert not list(unresolved(CLAIMS, named, set()))
    found = [str(fault) for fault in unresolved(CLAIMS, named - {"os.median"} | {"os.mean"}, {"os.repeat.p"})]
    lost = "names a statistic that no notebook records"
    assert [text.split(";")[0] for text in found] == [
        f"claims.csv, column statistic: 'os.median': claim abstract.os.median {lost}",
        f"claims.csv, column statistic: 'os.median': claim results.os.median {lost}",
        f"claims.csv, column statistic: 'os.median': claim discussion.os.median {lost}",
        "notebooks: os.mean is recorded and no claim names it",
        "notebooks: os.repeat.p is recorded as not printed, yet a claim names it",
    ]
