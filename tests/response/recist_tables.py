"""Tables of the contract from shorthand, for RECIST."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from mibg.response import assess_lesions

CASES = Path(__file__).parent / "recist_cases"
BASELINE = pd.Timestamp("2000-01-01")
STATES = {"ABS": "absent", "MERGED": "absent", "TSTM": "too_small", "NOT": "not_evaluable"}
NON_TARGET = {
    "NONE": "none",
    "CR": "complete_response",
    "NON-CR/NON-PD": "persistent",
    "PD": "progression",
    "NE": "not_evaluable",
}


def day_of(visit: pd.Series) -> pd.Series:
    return BASELINE + pd.to_timedelta(60 * visit, unit="D")


def lesion_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns patient, visit, lesion, kind (node or not), organ, token; a token MISS leaves no row."""
    kept = rows[rows["token"] != "MISS"]
    state = kept["token"].map(STATES).fillna("measured")
    size = pd.to_numeric(kept["token"], errors="coerce").where(state == "measured")
    return pd.DataFrame(
        {
            "patient_id": kept["patient"], "exam_date": day_of(kept["visit"]), "modality": "CT",
            "lesion_id": kept["lesion"], "organ": kept["organ"], "is_node": kept["kind"] == "node",
            "state": state, "diameter_mm": size,
        }
    )  # fmt: skip


def exam_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns patient and visit, and perhaps non_target, new_lesions and evaluable in the words of the contract."""
    exams = pd.DataFrame({"patient_id": rows["patient"], "exam_date": day_of(rows["visit"]), "modality": "CT"})
    told = [name for name in ("non_target", "new_lesions", "evaluable") if name in rows]
    return exams.assign(**{name: rows[name] for name in told})


def baselines_of(patients: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"patient_id": patients, "modality": "CT", "exam_date": BASELINE})


def judge(lesions: pd.DataFrame, exams: pd.DataFrame | None = None) -> pd.DataFrame:
    """Judge lesions in shorthand; exams are where lesions are, unless given. Adds `visit`."""
    visits = lesions[["patient", "visit"]].drop_duplicates() if exams is None else exams
    patients = sorted(visits["patient"].unique())
    found = assess_lesions(exam_table(visits), lesion_table(lesions), baselines_of(patients))
    return found.assign(visit=(found["date"] - BASELINE).dt.days // 60)


def course(*sizes: float | str, node: bool = False, organ: str = "liver") -> pd.DataFrame:
    """One patient with one lesion, its sizes visit by visit from baseline on."""
    return pd.DataFrame(
        {
            "patient": "P", "visit": np.arange(len(sizes)), "lesion": "T1", "kind": "node" if node else "other",
            "organ": organ, "token": [str(size) for size in sizes],
        }
    )  # fmt: skip


def responses(lesions: pd.DataFrame) -> list[str]:
    return judge(lesions)["response"].astype(str).tolist()
