"""What is declared about a cohort as a whole, in ``study.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from mibg.cohort.columns import Column, Kind
from mibg.cohort.limits import Between, OneLine, OneOf

Origin = Literal["reconstruction", "original", "other"]

STUDY_FILE: Final = "study.yaml"
NO_CALENDAR: Final = "no calendar dates are known (the study has no study_end)"


@dataclass(frozen=True)
class Study:
    """What holds for all patients of a cohort.

    Parameters
    ----------
    title : str
        Of the cohort.
    origin : {"reconstruction", "original", "other"}
        Invented patients, the records behind the paper, or another cohort.
    vital_status_complete : bool
        Whether every death up to the end of observation is known, so that who is not known to have died was alive then.
    treatment : str
        Name of the treatment in running text.
    source : str
        Where the data come from.
    licence : str
        Under which they may be used.
    study_end : datetime.date, optional
        Administrative end of observation. Without it the dates are no days of the calendar, only so many days apart.
    treatment_short : str, optional
        Short name of the treatment, for labels.
    generator, seed, notes : optional
        How a reconstruction was made.
    """

    title: str
    origin: Origin
    vital_status_complete: bool
    treatment: str
    source: str
    licence: str
    study_end: date | None = None
    treatment_short: str | None = None
    generator: str | None = None
    seed: int | None = None
    notes: str | None = None

    @property
    def without_calendar(self) -> str | None:
        """Why nothing can be told that needs days of the calendar; None where it can."""
        return NO_CALENDAR if self.study_end is None else None


STUDY_KEYS: Final = (
    Column("title", Kind.TEXT, "Title of the cohort", OneLine(200), required=True, filled=True),
    Column(
        "origin",
        Kind.TEXT,
        "What the cohort is",
        OneOf(
            {
                "reconstruction": "invented patients, made to match printed numbers",
                "original": "the records behind the paper",
                "other": "another cohort",
            }
        ),
        required=True,
        filled=True,
    ),
    Column(
        "study_end",
        Kind.DATE,
        "Administrative end of observation; left out where dates were shifted, each patient's by days of his own",
    ),
    Column(
        "vital_status_complete",
        Kind.YES_NO,
        "Whether every death up to the study's end (or `observed_until`) is known, so that all others were alive then",
        required=True,
        filled=True,
    ),
    Column("treatment", Kind.TEXT, "Name of the treatment in running text", OneLine(80), required=True, filled=True),
    Column("treatment_short", Kind.TEXT, "Short name of the treatment, for labels", OneLine(30)),
    Column("source", Kind.TEXT, "Where the data come from", OneLine(1000), required=True, filled=True),
    Column("licence", Kind.TEXT, "Licence under which they may be used", OneLine(200), required=True, filled=True),
    Column("generator", Kind.TEXT, "Command that made a reconstruction", OneLine(200)),
    Column("seed", Kind.WHOLE, "Seed of the reconstruction", Between(0, 4_294_967_295)),
    Column("notes", Kind.TEXT, "Anything else a reader should know", OneLine(2000)),
)
