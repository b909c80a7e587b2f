"""Files that mean harm, or that nobody meant: refused with a fault, before they cost anything."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from forms import as_workbook
from small_cohort import FILES, put
from test_cohort_faults import lines_of

from mibg.cohort import read_cohort
from mibg.cohort.sources import bounds
from mibg.yaml_events import DEEPEST

FORM = "write it as the data dictionary shows"
AGAIN = "open it in the spreadsheet and save it again as .xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path / "cohort", FILES)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return as_workbook(read_cohort(put(tmp_path / "csv", FILES)), tmp_path / "excel") / "cohort.xlsx"


def with_part(workbook: Path, name: str, content: bytes) -> Path:
    """The workbook with one of its parts replaced, or with one more."""
    with zipfile.ZipFile(workbook) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, old in {**parts, name: content}.items():
            packed.writestr(part, content if part == name else old)
    return workbook


def test_a_zip_bomb_is_not_unpacked(workbook: Path) -> None:
    bomb = with_part(workbook, "xl/worksheets/sheet2.xml", bytes(30_000_000))
    assert bomb.stat().st_size < 1_000_000
    assert lines_of(bomb) == [f"cohort.xlsx: a part that unpacks to more than 300 times its size; {AGAIN}"]


def test_a_workbook_that_unpacks_to_too_much(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mibg.cohort.sources.packed.LARGEST_UNPACKED", 1_000_000)
    large = with_part(workbook, "xl/media/image.bin", os.urandom(1_100_000))
    assert lines_of(large) == ["cohort.xlsx: it unpacks to more than 1 MB; split off what is not the cohort"]


# By the billion laughs of 2003; the same in an encoding in which a search for its bytes would not find it.
LAUGHS = '<?xml version="1.0" encoding="{}"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_xml_are_refused(workbook: Path, encoding: str) -> None:
    declared = with_part(workbook, "xl/sharedStrings.xml", LAUGHS.format(encoding).encode(encoding))
    assert lines_of(declared) == [f"cohort.xlsx: a document type is declared in xl/sharedStrings.xml; {AGAIN}"]


def test_a_sheet_that_lies_about_its_size_is_read_by_its_cells(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as packed:
        names = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        contents = {name: packed.read(name) for name in names}
    name = next(name for name in names if b"<dimension" in contents[name])
    start = contents[name].index(b'ref="') + 5
    end = contents[name].index(b'"', start)
    lying = contents[name][:start] + b"A1:XFD1048576" + contents[name][end:]
    assert read_cohort(with_part(workbook, name, lying)).digest


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04 no more", "a damaged workbook"),
        (b"\xd0\xcf\x11\xe0 old", "no workbook of the form .xlsx, or one with a password"),
        (b"", "a damaged workbook"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, problem: str) -> None:
    assert lines_of(put(tmp_path, {"cohort.xlsx": content})) == [f"cohort.xlsx: {problem}; {AGAIN}"]


def test_a_damaged_part_of_a_workbook(workbook: Path) -> None:
    assert lines_of(with_part(workbook, "xl/workbook.xml", b"<workbook>")) == [
        f"cohort.xlsx: a damaged workbook (xl/workbook.xml); {AGAIN}"
    ]


def test_a_file_of_two_gigabytes_is_not_opened(folder: Path) -> None:
    with (folder / "labs.csv").open("wb") as file:
        file.truncate(2_000_000_000)
    assert lines_of(folder) == ["labs.csv: larger than 100 MB; split off what is not the cohort"]


@pytest.mark.parametrize(
    ("bound", "value", "what"),
    [
        ("MOST_ROWS", 1, "more than 1 rows"),
        ("MOST_CELLS", 8, "more than 8 cells"),
        ("LONGEST_CELL", 4, "a cell of more than 4 characters"),
        ("MOST_COLUMNS", 1, "more than 1 columns"),
    ],
)
def test_a_table_of_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int, what: str) -> None:
    monkeypatch.setattr(bounds, bound, value)
    assert any(what in line and line.endswith("split off what is not the cohort") for line in lines_of(folder))


def test_a_line_that_never_ends(folder: Path) -> None:
    put(folder, {"labs.csv": "," * (bounds.LONGEST_LINE + 1)})
    assert lines_of(folder) == [
        "labs.csv, row 1: a line of more than 2000000 characters; split off what is not the cohort"
    ]


@pytest.mark.parametrize("name", ["patients.csv", "study.yaml", "mapping.yaml"])
def test_a_link_out_of_the_folder_is_not_followed(folder: Path, name: str) -> None:
    outside = folder.parent / "secret"
    outside.write_text("root:x:0:0\n")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(outside)
    told = lines_of(folder)
    assert f"{name}: a link that leaves the cohort's folder; put the file itself there" in told
    assert not any("root" in line for line in told)


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "labs.csv").rename(folder / "labs.txt")
    (folder / "labs.csv").symlink_to("labs.txt")
    assert read_cohort(folder).has("labs")


@pytest.mark.parametrize("name", ["labs.csv", "study.yaml"])
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert lines_of(folder) == [f"{name}: not a file that can be read; put a file there"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: " * (DEEPEST + 1), "mapping.yaml, row 1: not YAML (mapping values are not allowed here); " + FORM),
        ("[" * 10_000, f"mapping.yaml, row 1: not keys and values; {FORM}"),
        ("patients: " + "[" * 10_000, f"mapping.yaml, row 1: nested more than {DEEPEST} levels deep; {FORM}"),
        ("a: &a [x, x]\nb: &b [*a, *a]\n", "mapping.yaml, row 2: an alias (*name); write out what it stands for"),
        ("? [a]\n: b\n", f"mapping.yaml, row 1: a key that is no text; {FORM}"),
        ("x" * 70_000, "mapping.yaml: larger than 65536 bytes; keep to the keys it needs"),
        ("", f"mapping.yaml: the file is empty; {FORM}"),
        ("!!python/object/apply:os.system [ls]", f"mapping.yaml, row 1: not keys and values; {FORM}"),
    ],
)
def test_a_hostile_mapping(folder: Path, text: str, line: str) -> None:
    assert lines_of(put(folder, {"mapping.yaml": text})) == [line]


def test_a_parquet_file_of_nested_values(folder: Path) -> None:
    (folder / "labs.csv").unlink()
    pq.write_table(pa.table({"patient_id": ["A"], "value": [[1, 2]]}), folder / "labs.parquet")
    (line,) = lines_of(folder)
    assert line.startswith("labs.parquet, row 1, column value: values of type list<")
    assert line.endswith("keep texts, numbers, dates, yes and no")


def test_a_damaged_parquet_file(folder: Path) -> None:
    (folder / "labs.csv").unlink()
    put(folder, {"labs.parquet": b"PAR1 and so on PAR1"})
    assert lines_of(folder) == [
        "labs.parquet: not a Parquet file, or a damaged one; write it again as Parquet, or as CSV"
    ]


def test_a_parquet_file_of_a_billion_equal_rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mibg.cohort.sources.parquet_file.MOST_ROWS", 1_000)
    (folder / "labs.csv").unlink()
    pq.write_table(pa.table({"patient_id": ["A"] * 2_000}), folder / "labs.parquet")
    assert lines_of(folder) == ["labs.parquet: more than 1000 rows; split off what is not the cohort"]
