"""Blank forms: what follows from the contract, and what is never overwritten."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from mibg.cli import main
from mibg.cohort import TABLES, read_cohort
from mibg.cohort.columns import Kind
from mibg.cohort.limits import Between, OneOf
from mibg.cohort.redcap_fields import choices, field_name, own_columns
from mibg.cohort.study import STUDY_KEYS
from mibg.cohort.template.redcap import HEADER
from mibg.faults import InputFaults


def test_a_folder_has_every_table_and_a_study_that_only_lacks_values(tmp_path: Path) -> None:
    assert main(["template", str(tmp_path / "new")]) == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"study.yaml", *(table.file for table in TABLES)}
    with pytest.raises(InputFaults) as caught:
        read_cohort(tmp_path / "new")
    lacking = {fault.column for fault in caught.value.faults if fault.source == "study.yaml"}
    assert lacking == {key.name for key in STUDY_KEYS if key.required}
    assert [str(fault) for fault in caught.value.faults if fault.source != "study.yaml"] == [
        "patients.csv: no patient; add a row for each patient"
    ]


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "labs.csv").write_text("mine")
    assert main(["template", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["labs.csv"]
    assert capsys.readouterr().err == (
        f"{tmp_path / 'labs.csv'}: it is there already, and is not overwritten; name another place, or move it away\n"
    )


def test_the_workbook_offers_codes_and_holds_values_to_their_limits(tmp_path: Path) -> None:
    assert main(["template", str(tmp_path / "mine.xlsx")]) == 0
    book = load_workbook(tmp_path / "mine.xlsx")
    assert book.sheetnames == [*(table.name for table in TABLES), "study", "dictionary", "codes"]
    for table in TABLES:
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == list(table.names)
        assert sheet.freeze_panes == "A2"
        rules = {str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
        for number, column in enumerate(table.columns, start=1):
            rule = rules[get_column_letter(number)]
            if isinstance(column.constraint, OneOf):
                _, area = rule.formula1.split("!")
                offered = [code.value for (code,) in book["codes"][area.replace("$", "")]]
                assert (rule.type, offered) == ("list", list(column.constraint.codes))
                assert rule.showErrorMessage
            if isinstance(column.constraint, Between):
                assert (float(rule.formula1), float(rule.formula2)) == (column.constraint.low, column.constraint.high)
            if column.kind is Kind.DATE:
                assert rule.type == ("date" if column.filled else "textLength")
    assert len(list(book["dictionary"].rows)) == 1 + sum(len(table.columns) for table in TABLES)


def redcap(folder: Path) -> list[dict[str, str]]:
    assert main(["template", "--redcap", str(folder / "redcap.csv")]) == 0
    with (folder / "redcap.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_redcap_accepts_its_dictionary(tmp_path: Path) -> None:
    # REDCap's own conditions on an import: 18 columns, the record's id first, names of lower-case letters, digits and
    # underscores that begin with a letter, are unique and at best of 26 characters; the fields of a form together.
    assert len(HEADER) == 18
    rows = redcap(tmp_path)
    names = [row["Variable / Field Name"] for row in rows]
    assert names[0] == "record_id"
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]{1,25}", name) for name in names)
    assert list(dict.fromkeys(row["Form Name"] for row in rows)) == [table.name for table in TABLES]
    assert {row["Field Type"] for row in rows} == {"text", "radio", "yesno"}
    kinds = {row["Text Validation Type OR Show Slider Number"] for row in rows}
    assert kinds == {"", "date_ymd", "number", "integer"}
    assert len({row["Field Label"] for row in rows}) == len(rows)


def test_redcap_is_told_codes_and_limits_of_the_contract(tmp_path: Path) -> None:
    rows = {row["Variable / Field Name"]: row for row in redcap(tmp_path)}
    assert rows["pati_age_at_treatment"]["Text Validation Max"] == "120"
    assert rows["pati_sex"]["Choices, Calculations, OR Slider Labels"] == "female, female | male, male"
    for table in TABLES:
        for column in own_columns(table):
            told = rows[field_name(table, column)]["Choices, Calculations, OR Slider Labels"]
            assert dict(pair.split(", ", 1) for pair in told.split(" | ") if pair) == choices(column)
            assert len(set(choices(column).values())) == len(choices(column))


def test_what_redcap_cannot_be_told_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    redcap(tmp_path)
    assert "set these instruments to repeat: treatments, therapies, metastases, exams" in capsys.readouterr().out
