"""Cohorts of other people, each extreme in one way: small, one-sided, or short of data.

Each is cut from the shipped cohort, given to the origin `other`, and changed in the one way that its name tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
from hypothesis import strategies as st

from mibg.cohort import Cohort, Study, read_cohort, write_cohort
from mibg.layout import book_root, reconstructed_folder

Tables = Mapping[str, pd.DataFrame]
Change = Callable[[Tables], Tables]
_PATIENTS: Final = 24
_ID: Final = "patient_id"
_SAID_OF_DEATH: Final = ("death_date", "death_date_precision", "death_source")


@cache
def shipped() -> Cohort:
    """The cohort that the others are cut from."""
    return read_cohort(book_root() / reconstructed_folder())


def study(**other: str | bool) -> Study:
    """A study file of other people."""
    plain = Study(
        title="Others",
        origin="other",
        study_end=shipped().study.study_end,
        vital_status_complete=True,
        treatment="I-131 mIBG",
        source="made up for a test",
        licence="CC0",
    )
    changed: dict[str, Any] = dict(other)
    return replace(plain, **changed)


def first(count: int, among: pd.Series | None = None) -> dict[str, pd.DataFrame]:
    """All that is known of the first patients, of those whose ids are given."""
    people = shipped()["patients"][_ID] if among is None else among
    kept = people.head(count)
    tables = {name: shipped()[name] for name in shipped().present}
    cut = {name: table[table[_ID].isin(kept)].reset_index(drop=True) for name, table in tables.items()}
    return {name: table.assign(patient_id=table[_ID].str.replace("SYN-", "P-")) for name, table in cut.items()}


def write(folder: Path, tables: Tables, **other: str | bool) -> Path:
    """Write a cohort of other people."""
    write_cohort(tables, study(**other), folder)
    return folder


def _no_deaths(tables: Tables) -> Tables:
    return {**tables, "patients": _without(tables["patients"], *_SAID_OF_DEATH)}


def _without(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Empty some columns, whatever their type."""
    kept = table.copy()
    for name in columns:
        kept[name] = table[name].where(table[name].isna())
    return kept


def _everybody_dead(tables: Tables) -> Tables:
    patients = tables["patients"].copy()
    patients["death_date"] = patients["death_date"].fillna(pd.Timestamp(str(shipped().study.study_end)))
    patients["death_date_precision"] = patients["death_date_precision"].fillna("day")
    return {**tables, "patients": patients}


def _no_scans(tables: Tables) -> Tables:
    return {**tables, "exams": tables["exams"][tables["exams"]["modality"] != "scan"]}


def _one_analyte(tables: Tables) -> Tables:
    return {**tables, "labs": tables["labs"][tables["labs"]["analyte"] == "CgA"]}


def _only_required(tables: Tables) -> Tables:
    return {name: tables[name] for name in ("patients", "treatments")}


def _all_responders(tables: Tables) -> Tables:
    """Every scan is better, every complaint eased, every laboratory value low from treatment on."""
    started = tables["treatments"].groupby(_ID)["treatment_date"].min()
    exams, symptoms, labs = tables["exams"].copy(), tables["symptoms"].copy(), tables["labs"].copy()
    exams = exams[exams["modality"] == "scan"]
    exams["scan_activity"] = exams["scan_activity"].mask(exams["scan_activity"].notna(), "decreased")
    symptoms["change"] = symptoms["change"].mask(symptoms["change"].notna(), "improved")
    labs["value"] = labs["value"].where(labs["lab_date"] <= labs[_ID].map(started), 1.0)
    kept = {name: table for name, table in tables.items() if name not in ("findings", "lesions")}
    return {**kept, "exams": exams, "symptoms": symptoms, "labs": labs}


def _treated_once(tables: Tables) -> Tables:
    return {**tables, "treatments": tables["treatments"].groupby(_ID).head(1)}


def _uncategorised(tables: Tables) -> Tables:
    """Nothing but ids, dates and numbers is known of anybody."""
    said = ("sex", "race", "primary_site", "tumor_type", "stage_at_treatment", "death_source", "organ", "source")
    return {name: _without(table, *(column for column in said if column in table)) for name, table in tables.items()}


def _twice_treated() -> pd.Series:
    counted = shipped()["treatments"].groupby(_ID).size()
    return pd.Series(counted.index[counted > 1])


def _women() -> pd.Series:
    patients = shipped()["patients"]
    return patients.loc[patients["sex"] == "female", _ID]


CHANGES: Final[Mapping[str, Change]] = {
    "no deaths": _no_deaths,
    "everybody dead": _everybody_dead,
    "no scans": _no_scans,
    "one analyte": _one_analyte,
    "only the required tables": _only_required,
    "all responders": _all_responders,
    "nobody treated twice": _treated_once,
    "all categories missing": _uncategorised,
}
KINDS: Final = (
    *("two patients", "one patient", "one sex", "everybody treated twice", "another treatment", "deaths unknown"),
    *CHANGES,
)


LACKING: Final[Mapping[str, Sequence[str]]] = {
    "one patient": ("cohort.age", "os.repeat.p", "imaging.os.p"),
    "no deaths": ("os.median", "os.repeat.p", "symptoms.os.difference"),
    "only the required tables": ("imaging.cr", "symptoms.response", "biochemistry.response"),
    "nobody treated twice": ("os.multiple.median", "os.repeat.p"),
    "everybody treated twice": ("os.single.median", "os.repeat.p"),
    "all categories missing": ("cohort.sex.male", "cohort.stage_iv", "cohort.primary.lung"),
}
"""Statistics that a kind of cohort must lack, by hand from what it is: a p of one group, a median without a death."""


def make(kind: str, folder: Path) -> Path:
    """Write the cohort of a kind into a folder.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    folder : Path
        To make.
    """
    if kind in CHANGES:
        return write(folder, CHANGES[kind](first(_PATIENTS)))
    if kind in ("two patients", "one patient"):
        return write(folder, first(2 if kind == "two patients" else 1))
    if kind == "one sex":
        return write(folder, first(_PATIENTS, _women()))
    if kind == "everybody treated twice":
        return write(folder, first(_PATIENTS, _twice_treated()))
    if kind == "another treatment":
        return write(folder, _lutetium(first(_PATIENTS)), treatment="Lu-177 DOTATATE therapy", treatment_short="PRRT")
    return write(folder, first(_PATIENTS), vital_status_complete=False)


def _lutetium(tables: Tables) -> Tables:
    return {**tables, "treatments": tables["treatments"].assign(agent="lu177_dotatate")}


@st.composite
def any_tables(draw: st.DrawFn) -> Tables:
    """Draw a few patients of the shipped cohort, changed in any of the ways above, with any of the optional tables."""
    everybody = shipped()["patients"][_ID].tolist()
    people = draw(st.lists(st.sampled_from(everybody), min_size=1, max_size=8, unique=True))
    changes = draw(st.lists(st.sampled_from(_COMBINED), unique=True))
    tables: Tables = first(len(people), pd.Series(sorted(people)))
    for change in changes:
        tables = change(tables)
    left_out = draw(st.sets(st.sampled_from(sorted(tables.keys() - {"patients", "treatments"}))))
    if "exams" in left_out:
        left_out |= {"findings", "lesions"}
    return {name: table for name, table in tables.items() if name not in left_out}


_COMBINED: Final = (_no_deaths, _everybody_dead, _no_scans, _one_analyte, _treated_once, _uncategorised)
