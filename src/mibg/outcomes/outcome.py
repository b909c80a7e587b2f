"""What an outcome is: first follow-up of one measure of response beside every assessment after treatment."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Self

import pandas as pd

from mibg.response.followup import ASSESSED


@dataclass(frozen=True, eq=False)
class Outcome:
    """One measure of response in a cohort.

    Parameters
    ----------
    followup : DataFrame, one row a patient
        patient_id, date, days, response, rule and fate at first follow-up, and what else the measure knows.
    assessments : DataFrame
        patient_id, date, response of every assessment after treatment.
    how : str
        How the measure sees progression: ``on imaging``.
    """

    followup: pd.DataFrame
    assessments: pd.DataFrame
    how: str

    @property
    def seen(self) -> pd.DataFrame:
        """Rows of `followup` of the patients who were followed and could be judged."""
        return self.followup[self.followup["fate"] == ASSESSED]

    def patients(self, responses: Set[str]) -> pd.Index:
        """Ids of the patients who were seen with one of some responses."""
        seen = self.seen
        return pd.Index(seen["patient_id"].to_numpy()[seen["response"].isin(responses).to_numpy()])

    def without(self, patients: pd.Series) -> Self:
        """Leave patients out of every table, by id."""
        tables = {one.name: getattr(self, one.name) for one in fields(self)}
        kept: dict[str, Any] = {
            name: rows[~rows["patient_id"].isin(patients)].reset_index(drop=True)
            for name, rows in tables.items()
            if isinstance(rows, pd.DataFrame)
        }
        return replace(self, **kept)


@dataclass(frozen=True, eq=False)
class ImagingOutcome(Outcome):
    """Imaging in a cohort.

    Parameters
    ----------
    by_ct : DataFrame, one row for each patient whose first follow-up by CT could be judged
        patient_id, date, days, response of CT alone; ``source`` (images, report) of the exam, and ``by``, the rule that
        judged it (recist, report).
    by_scan : DataFrame, one row for each patient whose first follow-up scan could be judged
        patient_id, date, days, response of the scan alone.
    """

    by_ct: pd.DataFrame
    by_scan: pd.DataFrame

    @property
    def seen_by_ct(self) -> pd.DataFrame:
        """Rows of `followup` of the patients whose CT could be judged; the response is that of all their imaging."""
        return self.seen[self.seen["patient_id"].isin(self.by_ct["patient_id"])]


@dataclass(frozen=True, eq=False)
class SymptomaticOutcome(Outcome):
    """Symptoms in a cohort.

    Parameters
    ----------
    by_complaint : callable
        Gives `complaints`, which most who ask for symptoms do not ask for.
    """

    by_complaint: Callable[[], pd.DataFrame]

    @cached_property
    def complaints(self) -> pd.DataFrame:
        """One row a patient and complaint, as `mibg.response.complaint_followup` gives them."""
        return self.by_complaint()

    def without(self, patients: pd.Series) -> Self:
        """Leave patients out of every table, by id."""

        def rest() -> pd.DataFrame:
            rows = self.complaints
            return rows[~rows["patient_id"].isin(patients)].reset_index(drop=True)

        return replace(super().without(patients), by_complaint=rest)

    def judged(self, complaint: str) -> pd.Series:
        """Whether a complaint had improved, of the patients who had it before treatment and in whom it was judged."""
        rows = self.complaints[self.complaints["symptom"] == complaint]
        return rows.loc[rows["fate"] == "had it, and it was judged", "improved"]
