"""What the page on a cohort of one's own gives as an example works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from small_cohort import STUDY

from mibg.cohort import read_cohort
from mibg.layout import book_root

REGISTRY = "ID,gender,age,died,ward\n1,1,61,03/02/2001,4B\n2,2,50.5,,2A\n"
DOSES = "ID,day,dose\n1,04/03/1999,500\n2,02/01/2000,300\n"


def test_the_mapping_of_the_page_reads_two_files_without_faults(tmp_path: Path) -> None:
    """By hand: day before month in dates, 500 and 300 mCi of 37 MBq each."""
    page = (book_root() / "book/your-cohort.md").read_text(encoding="utf-8")
    (mapping,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    written = {"mapping.yaml": mapping, "study.yaml": STUDY, "registry.csv": REGISTRY, "doses.csv": DOSES}
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    cohort = read_cohort(tmp_path)
    patients, treatments = cohort.patients, cohort.treatments
    assert patients["patient_id"].tolist() == ["1", "2"]
    assert patients["sex"].tolist() == ["male", "female"]
    assert patients["age_at_treatment"].tolist() == [61, 50.5]
    assert patients["death_date"].dt.strftime("%Y-%m-%d").tolist()[0] == "2001-02-03"
    assert patients["death_date"].isna().tolist() == [False, True]
    assert treatments["treatment_date"].dt.strftime("%Y-%m-%d").tolist() == ["1999-03-04", "2000-01-02"]
    assert treatments["activity_mbq"].tolist() == [18500, 11100]
    assert set(treatments["agent"]) == {"i131_mibg"}
