"""Eight patients, each read by three assessors, with the response that another package derives."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from recist_tables import judge

OTHERS = os.environ.get("MIBG_REFERENCE_CASES")
BY = ["patient", "evaluator", "evaluator_id"]

# A target lesion is seen again at 4 mm after all were gone. The other package asks for 5 mm; RECIST's Table 3, note a,
# takes any disease after a complete response for progression, and so does this book.
REAPPEARS = {("PR", "PD")}


def read(name: str) -> pd.DataFrame:
    rows = pd.read_csv(Path(str(OTHERS)) / name, dtype={"evaluator_id": str}, keep_default_na=False)
    return rows.assign(patient=rows[BY].agg("/".join, axis=1), visit=rows["visitnum"] - 1)


@pytest.mark.skipif(OTHERS is None, reason="MIBG_REFERENCE_CASES names no folder of reference cases")
def test_eight_patients_by_three_assessors() -> None:
    lesions, visits = read("recist8_lesions.csv"), read("recist8_visits.csv")
    other = lesions[lesions["group"] == "NON-TARGET"].drop_duplicates(["patient", "visit", "lesion"])
    gone = (other["result"] == "ABSENT").groupby([other["patient"], other["visit"]]).all()
    targets = lesions[lesions["group"] == "TARGET"].rename(columns={"location": "organ", "result": "token"})
    targets = targets.assign(kind=targets["node"].map({1: "node", 0: "other"}))
    keys = pd.MultiIndex.from_frame(pd.concat([visits, visits.assign(visit=0)])[["patient", "visit"]].drop_duplicates())
    exams = keys.to_frame(index=False)
    told = gone.map({True: "complete_response", False: "persistent"}).reindex(keys)
    found = judge(targets, exams.assign(non_target=told.to_numpy())).set_index(["patient_id", "visit"])
    expected = visits.set_index(["patient", "visit"])["expected_overall"].str.replace("NON-CR/NON-PD", "non-CR/non-PD")
    both = pd.DataFrame({"expected": expected, "found": found["response"].astype(str)}).dropna()
    differs = both[both["expected"] != both["found"]]
    assert len(both) == len(visits)
    assert set(differs.itertuples(index=False, name=None)) <= REAPPEARS
