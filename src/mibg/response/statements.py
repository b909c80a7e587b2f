"""What is stated of an exam, in its report or in the exams table: the facts that rules without measurements use."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.response.gate import refuse_malformed

EXAM: Final = ["patient_id", "exam_date", "modality"]

_STATED: Final = ("evaluable", "uptake", "scan_activity", "new_lesions", "non_target")
_FINDINGS: Final = ("new_lesion", "disappearance", "larger", "smaller", "no_change")


def statements(exams: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Gather what is stated of each exam.

    Parameters
    ----------
    exams, findings : DataFrame
        Of the contract.

    Returns
    -------
    DataFrame, one row an exam, indexed as `exams`
        Booleans without gaps: ``disappearance``, ``larger``, ``smaller`` and ``no_change`` as the report has them;
        ``new_lesion``, stated by the report or recorded at the exam; ``progressed`` and ``persists``, of the disease
        that is not measured; ``unjudged``, marked as not evaluable. Codes of the contract, empty where nothing is
        recorded: ``activity`` and ``uptake``.

    Raises
    ------
    InvalidFindings
        When a table does not keep to the contract.
    """
    refuse_malformed(exams=exams, findings=findings)
    keys = pd.MultiIndex.from_frame(exams[EXAM])
    said = {kind: keys.isin(_reported(findings, kind)) for kind in _FINDINGS}
    facts = pd.DataFrame(said, index=exams.index)
    stated = exams.reindex(columns=list(_STATED)).astype(object)
    words = stated.where(stated.notna(), "")
    return facts.assign(
        new_lesion=facts["new_lesion"] | words["new_lesions"].eq("yes"),
        progressed=words["non_target"].eq("progression"),
        persists=words["non_target"].eq("persistent"),
        unjudged=words["evaluable"].eq(False),
        activity=words["scan_activity"],
        uptake=words["uptake"],
    )


def _reported(findings: pd.DataFrame, kind: str) -> pd.MultiIndex:
    """Keys of the exams whose report states a kind of finding."""
    return pd.MultiIndex.from_frame(findings.loc[findings["finding"] == kind, EXAM])
