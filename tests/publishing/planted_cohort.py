"""A small cohort with values that cannot be mistaken for anything else, to be hunted for in what is published."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from mibg.layout import reconstructed_folder

SHIFT = timedelta(days=1237)
EVERY = 4
AGE, ACTIVITY, DIAMETER, LAB = "91.37", "7123.4", "86.917", "31337.7"
PLANTED = (AGE, ACTIVITY, DIAMETER, LAB)
NAME = "zqx"
STUDY = (
    "title: Planted\norigin: other\nstudy_end: 2019-06-30\nvital_status_complete: true\n"
    "treatment: I-131 mIBG\nsource: made up for a test\nlicence: CC0\n"
)


def plant(folder: Path) -> Path:
    """Write every fourth patient of the reconstruction under another id, his dates shifted, with planted values."""
    folder.mkdir(parents=True)
    ids = list(pd.read_csv(reconstructed_folder() / "patients.csv", dtype=str)["patient_id"][::EVERY])
    for path in sorted(reconstructed_folder().glob("*.csv")):
        table = pd.read_csv(path, dtype=str)
        table = table[table["patient_id"].isin(ids)].reset_index(drop=True)
        table["patient_id"] = NAME + table["patient_id"].str[-3:]
        for column in table.filter(like="date").columns.union(table.columns.intersection(["alive_on"])):
            table[column] = table[column].map(_shifted, na_action="ignore")
        _plant(path.stem, table)
        table.to_csv(folder / path.name, index=False)
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return folder


def _plant(name: str, table: pd.DataFrame) -> None:
    """Put a value that stands out into a row, and make a category of one, of two, and of four patients."""
    if name == "patients":
        table.loc[3, "age_at_treatment"] = AGE
        table.loc[:6, "race"] = ["asian", "black", "black", "other", "other", "other", "other"]
    for where, column, value in (
        ("treatments", "activity_mbq", ACTIVITY),
        ("lesions", "diameter_mm", DIAMETER),
        ("labs", "value", LAB),
    ):
        if name == where:
            table.loc[table[column].first_valid_index(), column] = value


def _shifted(text: str) -> str:
    return (date.fromisoformat(text) + SHIFT).isoformat()
