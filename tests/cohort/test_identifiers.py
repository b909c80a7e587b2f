"""Direct identifiers: each kind is refused with its column, masked; what is none passes. Texts are made up by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from small_cohort import FILES, put

from mibg.cohort import read_cohort
from mibg.cohort.contract import table_named
from mibg.cohort.identifier_kinds import HEADERS, IDENTIFIERS
from mibg.cohort.identifiers import identified
from mibg.faults import InputFaults
from mibg.layout import book_root

LABS = table_named("labs")
TOLD = {
    "an e-mail address": ["jane.doe@example.org", "reached by j_doe@mail.example.co.uk last spring"],
    "a social security number": ["078-05-1120", "known as 078-05-1120 there"],
    "a telephone number": ["+1 919 555 0100", "(919) 555-0100", "919-555-0100", "+4915112345678", "tel. 555 0100"],
    "a medical record number": ["MRN 48213", "see record no. 48213", "moved from 20481234", "hospital #123456"],
    "a name": ["Smith, John", "O'Brien, Mary K.", "Müller, Jürgen", "seen by Mrs. Doe"],
    "an address": ["12 Elm Street", "lives at 1400 Old Oxford Road", "P.O. Box 12", "Hauptstraße 5", "Goethestr. 12"],
    "a date of birth": ["born 1938-04-01", "DOB: 4/1/38", "date of birth 1 April 1938"],
}
FINE = [
    "small bowel", "Liver, Left", "Lymph node, upper", "lymph_node", "Sandostatin LAR 30 mg", "T1", "CgA", "ng/mL",
    "umol/24h", "1999-03-04", "1999-03", "19990304", "18500", "2262.5", "0.000125", "1e-05", "5-HIAA", "IVB", "ssdi",
    "Cisbio RIA 2", "urine_24h", "SYN-0000001", "P-001", "UNC-2013-0042", "segment 4a", "CT 2001-03-04", "RECIST 1.1",
    "3-9 months", "octreotide, lanreotide", "no change", "ECOG 1", "1.5 x 2.5 cm", "120/80", "Born to be mild", "10:30",
    "500 mCi", "G2, Ki-67 12 %",
]  # fmt: skip
NO_PSEUDONYM = {"Lymph node, upper", "Liver, Left", "19990304"}
HEADED = [(what, name) for what, names in HEADERS.items() for name in names.split()]


def kinds(text: str, column: str = "remark") -> list[str]:
    found = identified(pd.DataFrame({column: ["", text]}, [2, 3], dtype=object), LABS)
    return [one.fault.problem.removeprefix("looks like ") for one in found]


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in TOLD.items() for text in texts])
def test_each_kind_is_known_in_any_column(what: str, text: str) -> None:
    assert kinds(text) == [what]


@pytest.mark.parametrize("text", FINE)
@pytest.mark.parametrize("column", ["remark", "assay", "value", "patient_id"])
def test_what_is_no_identifier_passes(text: str, column: str) -> None:
    assert kinds(text, column) == [] or (column == "patient_id" and text in NO_PSEUDONYM)


@pytest.mark.parametrize(
    ("text", "what"),
    [("1234567", "a medical record number"), ("H1234567", "a medical record number"), ("John Smith", "a name")],
)
def test_some_are_none_but_as_the_id_of_a_patient(text: str, what: str) -> None:
    assert kinds(text, "patient_id") == [what]


@pytest.mark.parametrize(
    ("what", "header"), [(what, name) for what, names in HEADERS.items() for name in names.split()]
)
def test_a_header_names_an_identifier(what: str, header: str) -> None:
    frame = pd.DataFrame({header.replace("_", " ").title(): ["", "anything"]}, [2, 3], dtype=object)
    (found,) = identified(frame, LABS)
    assert found.fault.problem == f"its header speaks of {what}"
    assert (found.fault.value, found.masks) == (None, {})


def test_a_column_is_named_once_with_its_first_row_and_no_value_in_full(tmp_path: Path) -> None:
    files = {name: text.replace("\nA,", '\n"Smith, John",') for name, text in FILES.items()}
    files["treatments.csv"] += '"Smith, Jon",2000-01-02,5\n'
    with pytest.raises(InputFaults) as caught:
        read_cohort(put(tmp_path, files))
    assert str(caught.value).splitlines()[0] == (
        "patients.csv, row 2, column patient_id: 'xxxxx, xxxx': looks like a name; "
        "give each patient a pseudonym, as mibg deidentify does"
    )
    assert "Smith" not in str(caught.value)
    orphan = "treatments.csv, row 4, column patient_id: 'xxxxx, xxx': no such row in patients.csv"
    assert orphan in str(caught.value)


def test_an_identifier_where_a_number_should_be_is_not_quoted(tmp_path: Path) -> None:
    broken = FILES["patients.csv"].replace("female,61", "female,jane.doe@example.org")
    with pytest.raises(InputFaults) as caught:
        read_cohort(put(tmp_path, {**FILES, "patients.csv": broken}))
    assert "jane" not in str(caught.value)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("table", sorted(path.stem for path in (book_root() / "data/reconstructed").glob("*.csv")))
def test_the_shipped_cohort_raises_no_false_alarm(table: str) -> None:
    frame = pd.read_csv(book_root() / f"data/reconstructed/{table}.csv", dtype=object, keep_default_na=False)
    assert identified(frame, table_named(table)) == []


def test_every_record_is_met_above() -> None:
    texts = [(text, "remark") for texts in TOLD.values() for text in texts] + [
        ("1234567", "patient_id"),
        ("John Smith", "patient_id"),
    ]
    for one in IDENTIFIERS:
        assert any(one.only_in in (None, column) and one.is_in(text) for text, column in texts), one.pattern
