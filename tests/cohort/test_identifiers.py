"""Direct identifiers: each kind is refused with its column, masked; what is none passes. Texts are made up by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from small_cohort import FILES, put

from mibg.cohort import read_cohort
from mibg.cohort.contract import TABLES, table_named
from mibg.cohort.identifier_headers import HEADERS, names_identifier
from mibg.cohort.identifier_kinds import IDENTIFIERS
from mibg.cohort.identifiers import identified
from mibg.faults import InputFaults
from mibg.layout import book_root

LABS = table_named("labs")
TOLD = {
    "an e-mail address": ["jane.doe@example.org", "reached by j_doe@mail.example.co.uk last spring"],
    "a social security number": ["078-05-1120", "known as 078-05-1120 there"],
    "a telephone number": ["+1 919 555 0100", "(919) 555-0100", "919-555-0100", "+4915112345678", "tel. 555 0100"],
    "a medical record number": ["MRN 48213", "see record no. 48213", "moved from 20481234", "hospital #123456"],
    "a name": [
        "Smith, John",
        "O'Brien, Mary K.",
        "Müller, Jürgen",
        "seen by Mrs. Doe",
        "Jane Doe",
        "John Q Smith",
        "JANE DOE",
        "Jürgen Müller",
        "Mary-Ann Lee",
    ],
    "an address": ["12 Elm Street", "lives at 1400 Old Oxford Road", "P.O. Box 12", "Hauptstraße 5", "Goethestr. 12"],
    "a date of birth": ["born 1938-04-01", "DOB: 4/1/38", "date of birth 1 April 1938"],
}
FINE = [
    "small bowel", "Liver, Left", "Lymph node, upper", "lymph_node", "Sandostatin LAR 30 mg", "T1", "CgA", "ng/mL",
    "umol/24h", "1999-03-04", "1999-03", "19990304", "18500", "2262.5", "0.000125", "1e-05", "5-HIAA", "IVB", "ssdi",
    "Cisbio RIA 2", "urine_24h", "SYN-0000001", "P-001", "UNC-2013-0042", "segment 4a", "CT 2001-03-04", "RECIST 1.1",
    "3-9 months", "octreotide, lanreotide", "no change", "ECOG 1", "1.5 x 2.5 cm", "120/80", "Born to be mild", "10:30",
    "500 mCi", "G2, Ki-67 12 %", "Right Lobe", "Johns Hopkins", "Roche Elecsys", "Janeway lesion", "Smith J",
]  # fmt: skip
NO_PSEUDONYM = {
    "Lymph node, upper",
    "Liver, Left",
    "19990304",
    "Right Lobe",
    "Johns Hopkins",
    "Roche Elecsys",
    "Smith J",
}
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


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("patient_dob", "a date of birth"), ("DOB2", "a date of birth"), ("dtBirthDate", "a date of birth"),
        ("birth month", "a date of birth"), ("Geburtsdatum", "a date of birth"),
        ("date de naissance", "a date of birth"), ("zip5", "an address"),
        ("MRN_no", "a medical record number"), ("UNC MRN", "a medical record number"),
        ("nhs no.", "a medical record number"), ("contact e-mail", "an e-mail address"),
        ("Nachname", "a name"), ("Vorname_Patient", "a name"), ("PatientName", "a name"), ("Prénom", "a name"),
        ("name_1", "a name"), ("last.name", "a name"), ("pt_surname", "a name"), ("NAME", "a name"),
        ("homePhone", "a telephone number"), ("mobile_no", "a telephone number"),
        ("Straße", "an address"), ("patient_ssn", "a social security number"),
    ],
)  # fmt: skip
def test_a_header_names_an_identifier_in_any_spelling(header: str, what: str) -> None:
    assert names_identifier(header) == what


@pytest.mark.parametrize(
    "header",
    [
        "lesion_name", "drug name", "file_name", "redcap_event_name", "phone visit", "year of birth", "birth_weight",
        "nhs_trust", "mobile_mass", "study_date", "zipper", "inst", "ph.ecog", "horTh", "pat.karno",
        "nominal", "renamed", "", "ward", "number", "ID",
        *(column.name for table in TABLES for column in table.columns),
    ],
)  # fmt: skip
def test_a_header_with_another_use_passes(header: str) -> None:
    assert names_identifier(header) is None


def told_of(texts: list[str], column: str = "assay") -> list[str]:
    """What is told of a column, problem by problem, each with its row."""
    frame = pd.DataFrame({column: texts}, range(2, 2 + len(texts)), dtype=object)
    return [f"{one.fault.row}: {one.fault.problem}" for one in identified(frame, LABS)]


@pytest.mark.parametrize("column", ["assay", "remark"])
def test_a_column_that_holds_names_for_the_most_part_is_refused(column: str) -> None:
    """By hand: of four distinct texts three have the form of a name, none with a given name that is common."""
    texts = ["RIA", "Smith J", "Okafor Q. Adeyemi", "Smith J", "", "O'Neill-Gray TB"]
    assert told_of(texts, column) == ["3: looks like a name, as do 3 more cells of the column"]


@pytest.mark.parametrize(
    "texts",
    [
        ["Right Lobe", "Caudate Lobe", "Lymph Node", "Small Bowel"],
        ["Roche Elecsys", "Euro Diagnostica", "Thermo Kryptor"],
        ["Centre A", "Centre B", "Centre C", "Site D"],
        ["Liver Resection", "Radiofrequency Ablation", "Hepatic Embolization"],
        ["Smith J", "Adeyemi Q", "RIA", "ELISA"],  # half, not most
        ["Smith J", "Smith K", "Smith L", "Jones M"],  # two first words
        ["Smith J"],
    ],
)
def test_a_column_of_other_texts_of_that_form_passes(texts: list[str]) -> None:
    assert told_of(texts) == []


def test_names_in_a_column_of_them_are_masked_wherever_they_are_told() -> None:
    (found,) = identified(pd.DataFrame({"assay": ["Smith J", "Adeyemi Q", "Lee K"]}, [2, 3, 4], dtype=object), LABS)
    assert found.masks == {"Smith J": "xxxxx x", "Adeyemi Q": "xxxxxxx x", "Lee K": "xxx x"}
    assert "Smith" not in str(found.fault)


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
