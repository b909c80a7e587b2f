"""RECIST over a million exams with five lesions each, in a process of its own, whose peak memory is measured."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mibg.response.recist import assess_lesions

EXAMS = 1_000_000
PER_PATIENT = 10
LESIONS = 5
GOAL_SECONDS = 10.0
GOAL_GIGABYTES = 4.0


@dataclass(frozen=True)
class Load:
    """Seconds, and the process's largest memory, of one run; libraries and data included in the memory."""

    exams: int
    seconds: float
    gigabytes: float

    @property
    def fits(self) -> bool:
        """Whether both goals were reached."""
        return self.seconds <= GOAL_SECONDS and self.gigabytes <= GOAL_GIGABYTES


def measured(exams: int = EXAMS) -> Load:
    """Run once."""
    done = subprocess.run([sys.executable, "-m", __name__, str(exams)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"RECIST failed:\n{done.stderr}")
    return Load(exams, **json.loads(done.stdout))


def tables(exams: int) -> dict[str, pd.DataFrame]:
    """Ten exams a patient, 90 days apart from first treatment on; five lesions, each as large as a target must be."""
    chance, n = np.random.default_rng(5), exams * LESIONS
    number = np.arange(exams)
    patient = "SYN-" + pd.Series(number // PER_PATIENT).astype(str)
    date = pd.Timestamp("2000-01-01") + pd.to_timedelta(90 * (number % PER_PATIENT), unit="D")
    exam = pd.DataFrame({"patient_id": patient, "exam_date": date, "modality": "CT"})
    lesions = exam.loc[np.repeat(number, LESIONS)].reset_index(drop=True)
    lesions["lesion_id"] = np.tile([f"T{place}" for place in range(1, LESIONS + 1)], exams)
    lesions["organ"] = np.tile(["liver", "liver", "lung", "bone", "lymph node"], exams)
    lesions["is_node"] = lesions["organ"] == "lymph node"
    lesions["state"] = "measured"
    lesions["diameter_mm"] = np.round(chance.uniform(15, 60, n), 1)
    new = np.where(chance.random(exams) < 0.02, "yes", "no")
    exam = exam.assign(source="images", evaluable=True, new_lesions=new, non_target=None)
    return {"exams": exam, "lesions": lesions}


def main() -> None:
    """Judge the exams, and print seconds and gigabytes as JSON."""
    drawn = tables(int(sys.argv[1]))
    first = drawn["exams"]["patient_id"].drop_duplicates()
    baselines = drawn["exams"].loc[first.index, ["patient_id", "exam_date", "modality"]]
    began = time.perf_counter()
    assess_lesions(drawn["exams"], drawn["lesions"], baselines)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "gigabytes": peak / 1e9}))


if __name__ == "__main__":
    main()
