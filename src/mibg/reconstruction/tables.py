"""The reconstruction as tables of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from mibg.cohort import Study
from mibg.reconstruction.charts.rows import Row
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.doses import Doses
from mibg.reconstruction.histories import STUDY_END, Histories
from mibg.reconstruction.patients import Person
from mibg.reconstruction.therapies import Therapy

Entry = Mapping[str, str | int | float | bool | pd.Timestamp]
Tables = Mapping[str, pd.DataFrame]

_TUMOR_TYPES: Final = {"lung": "pulmonary"}
_ANY_OTHER_TYPE: Final = "gep"
"""The paper counts every tumor among these two, whatever its site."""
_DATE_OF: Final = {
    "exams": "exam_date",
    "lesions": "exam_date",
    "findings": "exam_date",
    "labs": "lab_date",
    "symptoms": "visit_date",
}
_DEATH_SOURCES: Final = ("chart", "ssdi", "ssdi")


@dataclass(frozen=True)
class Draft:
    """A reconstructed cohort before it is written; all sequences but the last are in the order of patients.

    Parameters
    ----------
    people : sequence of Person
        Who they are.
    doses : sequence of Doses
        Their treatments.
    histories : Histories
        Their dates.
    therapies : sequence of Therapy
        What else they had.
    charts : sequence of Row
        Exams, lesions, findings, laboratory values and symptoms, in any order.
    """

    people: Sequence[Person]
    doses: Sequence[Doses]
    histories: Histories
    therapies: Sequence[Therapy]
    charts: Sequence[Row]

    def last_seen(self, patient: int) -> int:
        """Give the last day on which a chart or a treatment shows a patient alive."""
        return max(self.histories.last_dose[patient], *(row.day for row in self.charts if row.patient == patient))


def as_tables(draft: Draft, dice: Dice) -> Tables:
    """Give the tables of the contract, patients numbered in the order of first treatment.

    Parameters
    ----------
    draft : Draft
        The cohort.
    dice : Dice
        Chooses where a death is known from and when the living were last heard of.
    """
    order = sorted(range(len(draft.people)), key=lambda patient: (draft.histories.treated[patient], patient))
    names = {patient: f"SYN-{number:03d}" for number, patient in enumerate(order, start=1)}
    rows: dict[str, list[Entry]] = {
        "patients": [_patient(draft, patient, names[patient], dice) for patient in order],
        "treatments": [row for patient in order for row in _treatments(draft, patient, names[patient])],
        "therapies": [_therapy(draft, therapy, names[therapy.patient]) for therapy in draft.therapies],
        "metastases": [
            {"patient_id": names[patient], "site": site}
            for patient in order
            for site in draft.people[patient].metastases
        ],
    }
    for row in sorted(draft.charts, key=lambda row: (names[row.patient], row.day)):
        day = {_DATE_OF[row.table]: _date(draft.histories, row.patient, row.day)}
        rows.setdefault(row.table, []).append({"patient_id": names[row.patient], **day, **row.cells})
    return {table: pd.DataFrame(found) for table, found in rows.items()}


def describe_study(seed: int) -> Study:
    """Give what holds for all patients of the cohort of a seed, assumptions included."""
    return Study(
        title="Reconstruction: 211 invented patients treated with I-131 mIBG",
        origin="reconstruction",
        study_end=STUDY_END,
        vital_status_complete=True,
        treatment="I-131 mIBG therapy",
        source=(
            "Invented patients, made to satisfy at once the numbers printed in doi:10.2967/jnumed.117.202150; "
            "they are nobody's records, and no evidence about patients."
        ),
        licence="MIT",
        treatment_short="mIBG",
        generator=f"mibg reconstruct --seed {seed}",
        seed=seed,
        notes=(
            "The study's end is an assumption, one year after the last year of treatment: the paper prints none. "
            "That who has no date of death was alive then is the paper's rule."
        ),
    )


def _patient(draft: Draft, patient: int, name: str, dice: Dice) -> Entry:
    person, histories = draft.people[patient], draft.histories
    return {
        "patient_id": name,
        "sex": person.sex,
        "race": person.race,
        "age_at_treatment": person.age,
        "primary_site": person.primary,
        "tumor_type": _TUMOR_TYPES.get(person.primary, _ANY_OTHER_TYPE),
        "stage_at_treatment": "IV",
        "diagnosis_date": _date(histories, patient, -histories.diagnosed[patient]),
        "metastatic_date": _date(histories, patient, -histories.metastatic[patient]),
        **_vital_status(draft, patient, dice),
    }


def _vital_status(draft: Draft, patient: int, dice: Dice) -> Entry:
    """Tell a death and its source, or the last contact with the living, which may lie long before the study's end."""
    histories = draft.histories
    end = histories.observed(patient)
    if histories.dies(patient):
        return {"death_date": _date(histories, patient, end), "death_source": dice.one(_DEATH_SOURCES)}
    return {"alive_on": _date(histories, patient, dice.between(max(draft.last_seen(patient), end // 2), end))}


def _treatments(draft: Draft, patient: int, name: str) -> list[Entry]:
    doses = draft.doses[patient]
    return [
        {
            "patient_id": name,
            "treatment_date": _date(draft.histories, patient, day),
            "agent": "i131_mibg",
            "activity_mbq": mbq,
        }
        for day, mbq in zip(doses.days, doses.mbq, strict=True)
    ]


def _therapy(draft: Draft, therapy: Therapy, name: str) -> Entry:
    return {
        "patient_id": name,
        "therapy": therapy.name,
        "timing": therapy.timing,
        "start_date": _date(draft.histories, therapy.patient, therapy.day),
    }


def _date(histories: Histories, patient: int, day: int) -> pd.Timestamp:
    return pd.Timestamp(date.fromordinal(histories.treated[patient] + day))
