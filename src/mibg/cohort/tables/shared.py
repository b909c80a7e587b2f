"""Columns that several tables have."""

from __future__ import annotations

from mibg.cohort.columns import Column, Kind
from mibg.cohort.limits import AnyCode, OneLine, OneOf

PATIENT_ID = Column(
    "patient_id",
    Kind.TEXT,
    "The patient's pseudonym, never a record number or a name; those of invented patients begin with SYN-",
    OneLine(40),
    required=True,
    filled=True,
)

MODALITY = Column(
    "modality",
    Kind.TEXT,
    "How the images were made",
    OneOf({"CT": "computed tomography", "MRI": "magnetic resonance", "scan": "scan with the labelled agent"}),
    required=True,
    filled=True,
)


def key_date(name: str, meaning: str) -> Column:
    """Declare a date that is part of a key."""
    return Column(name, Kind.DATE, meaning, required=True, filled=True)


def vocabulary(words: str) -> OneOf:
    """Declare a closed vocabulary of words that need no explanation, given with spaces between them."""
    return OneOf(dict.fromkeys(words.split(), ""))


def usual(words: str) -> AnyCode:
    """Declare an open vocabulary whose usual codes need no explanation, given with spaces between them."""
    return AnyCode(dict.fromkeys(words.split(), ""))
