"""The blank study file: its keys, each under a line that says what it is."""

from __future__ import annotations

from mibg.cohort.dictionary import entries
from mibg.cohort.study import STUDY_KEYS

_HEAD = (
    "# What holds for all patients of the cohort. Write a value behind each key; lines that begin with # are for you.\n"
    "# Beside this file lie the tables; delete the optional ones that you do not fill.\n"
)


def blank_study() -> str:
    """Render the study file without values."""
    keys = [f"\n# {entry.meaning} ({entry.values}; {entry.needed})\n{entry.name}:\n" for entry in entries(STUDY_KEYS)]
    return _HEAD + "".join(keys).replace("`", "")
