"""Rules that hold between the cells of a row, between tables, and between tables and the study."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mibg.cohort.contract import INVENTED_PREFIX, table_named
from mibg.cohort.order import Tables, order_faults
from mibg.cohort.study import STUDY_FILE, Study
from mibg.cohort.typed_table import TypedTable
from mibg.faults import Fault

RULES = (
    "every row of another table belongs to a patient, every finding and lesion to an exam",
    "there is at least one patient",
    "every patient has at least one treatment, none of them after the study's end",
    "a patient with a `death_source` has a `death_date`",
    "a patient not known to have died has an `observed_until` where the study has no `study_end`",
    "a lesion has a `diameter_mm` if its `state` is measured, and only then",
    "only a scan has `uptake` and `scan_activity`",
    "all values of an analyte of one patient have one `unit`, written in one way",
    f"ids of patients begin with {INVENTED_PREFIX} if the origin is reconstruction, and only then",
)


def rule_faults(tables: Tables, study: Study | None) -> list[Fault]:
    """Find everything wrong with a cohort that no table shows by itself.

    Parameters
    ----------
    tables : mapping of str to TypedTable
        All tables, the absent ones without rows.
    study : Study or None
        None when the study file is itself at fault; then what depends on it is not judged.
    """
    faults = [fault for table in tables.values() for fault in _orphans(table, tables)]
    faults += order_faults(tables) + _no_patients(tables["patients"]) + _untreated(tables)
    faults += _deaths_without_date(tables["patients"])
    faults += _diameters(tables["lesions"]) + _scan_only(tables["exams"]) + _mixed_units(tables["labs"])
    return faults + (_study_faults(tables, study) if study else [])


def _study_faults(tables: Tables, study: Study) -> list[Fault]:
    faults = _unmarked(tables["patients"], invented=study.origin == "reconstruction")
    if study.study_end is None:
        return faults + _without_end(tables["patients"])
    return faults + _after_end(tables["treatments"], pd.Timestamp(study.study_end))


def _orphans(child: TypedTable, tables: Tables) -> list[Fault]:
    if child.table.parent is None or not tables[child.table.parent].whole:
        return []
    key = list(table_named(child.table.parent).key)
    rows = child.frame[key].dropna()
    known = pd.MultiIndex.from_frame(tables[child.table.parent].frame[key])
    orphaned = rows.index[~pd.MultiIndex.from_frame(rows).isin(known)]
    problem = f"no such row in {tables[child.table.parent].source}"
    return [_at_key(child, row, key, problem, "correct it, or add the row there") for row in orphaned]


def _at_key(table: TypedTable, row: int, key: list[str], problem: str, remedy: str) -> Fault:
    return Fault(table.source, problem, remedy, row, table.label(*key), table.shown(row, *key))


def _no_patients(patients: TypedTable) -> list[Fault]:
    if not patients.whole or len(patients.frame):
        return []
    return [Fault(patients.source, "no patient", "add a row for each patient")]


def _untreated(tables: Tables) -> list[Fault]:
    if not tables["treatments"].whole:
        return []
    ids = tables["patients"].frame["patient_id"].dropna()
    untreated = ids[~ids.isin(tables["treatments"].frame["patient_id"])]
    remedy = "add the treatment, or leave the patient out"
    problem = f"no row in {tables['treatments'].source}"
    return _faults(tables["patients"], untreated.index, "patient_id", problem, remedy)


def _deaths_without_date(patients: TypedTable) -> list[Fault]:
    frame, text = patients.frame, patients.text
    undated = frame["death_source"].notna() & (_cell(text, "death_date") == "")
    remedy = "give the date of death (its year will do), or clear the source"
    return _faults(patients, frame.index[undated], "death_source", "a source of death without a death_date", remedy)


def _without_end(patients: TypedTable) -> list[Fault]:
    endless = (_cell(patients.text, "death_date") == "") & (_cell(patients.text, "observed_until") == "")
    problem = f"empty, the patient is not known to have died, and {STUDY_FILE} has no study_end"
    remedy = f"give study_end in {STUDY_FILE}, or the last day of the patient's observation"
    return _faults(patients, patients.frame.index[endless], "observed_until", problem, remedy)


def _after_end(treatments: TypedTable, study_end: pd.Timestamp) -> list[Fault]:
    late = treatments.frame["treatment_date"] > study_end
    problem = f"after study_end {study_end.date()} of {STUDY_FILE}"
    remedy = "correct the date or the study's end"
    return _faults(treatments, treatments.frame.index[late], "treatment_date", problem, remedy)


def _unmarked(patients: TypedTable, *, invented: bool) -> list[Fault]:
    ids = patients.frame["patient_id"].dropna()
    wrong = ids.index[ids.str.startswith(INVENTED_PREFIX) != invented]
    if invented:
        problem, remedy = "an invented patient without the mark of one", f"begin the id with {INVENTED_PREFIX}"
    else:
        problem = "the mark of an invented patient, in a cohort that is no reconstruction"
        remedy = f"declare origin: reconstruction in {STUDY_FILE}, or use another id"
    return _faults(patients, wrong, "patient_id", problem, remedy)


def _diameters(lesions: TypedTable) -> list[Fault]:
    state, given = lesions.frame["state"], _cell(lesions.text, "diameter_mm") != ""
    missing = lesions.frame.index[(state == "measured").fillna(False) & ~given]
    needless = lesions.frame.index[(state != "measured").fillna(False) & given]
    column = "diameter_mm"
    return _faults(lesions, missing, column, "a measured lesion without its diameter", "give it in mm") + _faults(
        lesions,
        needless,
        column,
        "a diameter of a lesion whose state is not measured",
        "clear it, or correct the state",
    )


def _scan_only(exams: TypedTable) -> list[Fault]:
    images = (exams.frame["modality"] != "scan").fillna(False)
    return [
        fault
        for column in ("uptake", "scan_activity")
        for fault in _faults(
            exams,
            exams.frame.index[images & exams.frame[column].notna()],
            column,
            "given for an exam that is no scan",
            "clear it, or correct the modality",
        )
    ]


def _mixed_units(labs: TypedTable) -> list[Fault]:
    given = labs.frame[["patient_id", "analyte", "unit"]].dropna()
    first = given.groupby(["patient_id", "analyte"])["unit"].transform("first")
    problem = "another unit than the patient's first value of this analyte has, if only in its spelling"
    return _faults(labs, given.index[given["unit"] != first], "unit", problem, "write one unit, or convert the value")


def _cell(text: pd.DataFrame, column: str) -> pd.Series[Any]:
    return text[column] if column in text else pd.Series("", text.index)


def _faults(table: TypedTable, rows: pd.Index[Any], column: str, problem: str, remedy: str) -> list[Fault]:
    return [table.fault(row, column, problem, remedy) for row in rows]
