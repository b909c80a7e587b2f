"""A cohort in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from mibg.cohort.canonical import digest
from mibg.cohort.study import Study


@dataclass(frozen=True, eq=False)
class Cohort:
    """The patients of a study, validated; a cohort is itself alone, and what two have in common their digests tell.

    A table is had by name, ``cohort["patients"]``, or as an attribute, ``cohort.patients``: each time a copy, so that
    nothing done to it changes the cohort.

    Parameters
    ----------
    study : Study
        What holds for all patients.
    tables : mapping of str to pandas.DataFrame
        Every table of the contract, those that the cohort lacks without rows. Texts are ``string``, dates
        ``datetime64[ns]``, each with its ``<date>_precision`` (``day``, ``month``, ``year``) beside it, numbers
        ``float64`` or ``Int64``, yes and no ``boolean``; what is unknown is missing. Rows are
        in the order of their key.
    present : frozenset of str
        Names of the tables that the cohort has.
    """

    study: Study
    tables: Mapping[str, pd.DataFrame]
    present: frozenset[str]

    def has(self, table: str) -> bool:
        """Whether the cohort has this table, if only without rows."""
        return table in self.present

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content: study and tables, not of how the files were written."""
        return digest(self.study, {name: frame for name, frame in self.tables.items() if name in self.present})

    @property
    def fingerprint(self) -> str:
        """The first 12 hexadecimal digits of `digest`."""
        return self.digest[:12]

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table].copy()

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table == "tables" or table not in self.tables:
            raise AttributeError(f"a cohort has no table {table!r}")
        return self[table]
