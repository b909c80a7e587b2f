"""RECIST 1.1, exam by exam, for a whole cohort."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mibg.response.gate import refuse_malformed
from mibg.response.recist.criteria import PARTS_OF_A_MM
from mibg.response.recist.identity import courses, judged
from mibg.response.recist.overall import OVERALL_RULES
from mibg.response.recist.sums import sums
from mibg.response.recist.target import TARGET_RULES
from mibg.response.recist.told import new_lesions_of, non_target_of
from mibg.response.rules import decide

_MM = ["sum", "baseline", "nadir"]


def assess_lesions(exams: pd.DataFrame, lesions: pd.DataFrame, baselines: pd.DataFrame) -> pd.DataFrame:
    """Judge every exam after baseline by RECIST 1.1.

    Parameters
    ----------
    exams, lesions : DataFrame
        Of the contract; what is not given there counts as follows. `evaluable`: the exam can be judged; one
        that cannot says nothing. `is_node`: no.
        `organ`: not counted. `new_lesions`: none. `non_target`: none, or not evaluated where the baseline or another
        exam of the same course tells of such disease. A target lesion without a row at an exam was not assessed there.
    baselines : DataFrame
        patient_id, modality and exam_date of one baseline exam for each patient and modality. Earlier exams, and those
        of a course without a baseline, are passed over. Its lesions are the targets.

    Returns
    -------
    DataFrame, one row an exam after baseline, in the order of course and date
        patient_id, date, modality; response and rule (overall); ``target`` and ``target_rule``, ``non_target``,
        ``new_lesions``; ``sum_mm``, ``baseline_mm`` and ``nadir_mm`` (before this exam), in mm, missing where
        there are no targets, the first also where none was assessed; ``complete``: whether the sum is of all targets.

    Raises
    ------
    InvalidFindings
        When a table does not keep to the contract, by type, code or filled column; when lesions contradict themselves,
        change who they are, or were no targets by the rules of baseline.

    Notes
    -----
    Eisenhauer et al. 2009. Sums are compared in whole thousandths of a millimetre, never as fractions. Once progression
    is called, later exams are judged on as if it had not been: best response and endpoints stop at the first.
    """
    refuse_malformed(exams=exams, lesions=lesions, baselines=baselines)
    found = courses(exams, lesions, baselines)
    facts = sums(found)
    target = decide(TARGET_RULES, facts)
    other = new_lesions_of(found.exams, found.course).assign(non_target=non_target_of(found))
    overall = decide(OVERALL_RULES, other.assign(target=target["response"], unjudged=~judged(found.exams)))
    named = found.exams[["patient_id", "exam_date", "modality"]].rename(columns={"exam_date": "date"})
    by_target = target.rename(columns={"response": "target", "rule": "target_rule"})
    told = [named, overall, by_target, other[["non_target", "new_lesions"]], _in_mm(facts), facts["complete"]]
    return pd.concat(told, axis=1).reset_index(drop=True)


def _in_mm(facts: pd.DataFrame) -> pd.DataFrame:
    """Sum, baseline and nadir in mm; a sum of nothing is missing."""
    found = (facts[_MM] / PARTS_OF_A_MM).where(facts["targets"] > 0, np.nan)
    return found.assign(sum=found["sum"].where(facts["assessed"] > 0)).add_suffix("_mm")
