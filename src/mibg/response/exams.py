"""One assessment for each exam after treatment: by its measurements, by its report, or by the activity of the scan."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.response.gate import refuse_malformed
from mibg.response.invalid import refuse
from mibg.response.report import assess_reports
from mibg.response.scan import assess_scans
from mibg.response.statements import EXAM
from mibg.response.windows import since_treatment

RECIST: Final = "recist"
REPORT: Final = "report"
SCAN: Final = "scan"


def assess_exams(
    exams: pd.DataFrame, findings: pd.DataFrame, measured: pd.DataFrame, first_treatment: pd.Series
) -> pd.DataFrame:
    """Judge every exam after first treatment, each by the one rule that suits it.

    A scan is judged by its activity, a CT or MRI by its measurements where there are any, whatever its report says
    besides, and by the words of its report where there are none.

    Parameters
    ----------
    exams, findings : DataFrame
        Of the contract.
    measured : DataFrame
        Assessments by RECIST: patient_id, date, modality, response, rule; at most one an exam.
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated.

    Returns
    -------
    DataFrame, one row an exam after treatment, in the order of `exams`
        patient_id, date, modality; response and rule; ``by``: ``recist``, ``report`` or ``scan``.

    Raises
    ------
    InvalidFindings
        When a table does not keep to the contract, an exam is of none of the cohort, or has two assessments by RECIST.
    """
    refuse_malformed(exams=exams, findings=findings)
    key = ["patient_id", "date", "modality"]
    refuse(measured[[*key, "response"]], measured.duplicated(key), "an exam has one assessment by RECIST")
    dated = since_treatment(exams.reset_index(drop=True), "exam_date", first_treatment)
    after = dated[dated["days"] > 0]
    scans = after["modality"] == "scan"
    sized = _by_recist(after[~scans], measured)
    worded = after[~scans].drop(sized.index)
    parts = (
        sized.assign(by=RECIST),
        assess_reports(worded, findings).assign(by=REPORT),
        assess_scans(after[scans], findings).assign(by=SCAN),
    )
    judged = pd.concat([part.astype(object) for part in parts]).reindex(after.index)
    return after[EXAM].rename(columns={"exam_date": "date"}).join(judged).reset_index(drop=True)


def _by_recist(exams: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    """Response and rule of the exams that were measured, indexed as `exams`."""
    found = measured.rename(columns={"date": "exam_date"}).set_index(EXAM)[["response", "rule"]]
    keys = pd.MultiIndex.from_frame(exams[EXAM])
    return found.reindex(keys).set_axis(exams.index)[keys.isin(found.index)]
