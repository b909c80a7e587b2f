"""The cohort contract: every table of a cohort, declared once.

The reader, the writer, the checks and the data dictionary all follow from what is declared here.
"""

from __future__ import annotations

from typing import Final

from mibg.cohort.columns import Table
from mibg.cohort.tables.course import LABS, SYMPTOMS
from mibg.cohort.tables.imaging import EXAMS, FINDINGS, LESIONS
from mibg.cohort.tables.people import METASTASES, PATIENTS, THERAPIES, TREATMENTS

TABLES: Final = (
    PATIENTS,
    TREATMENTS,
    THERAPIES,
    METASTASES,
    EXAMS,
    FINDINGS,
    LESIONS,
    LABS,
    SYMPTOMS,
)
TABLE_NAMES: Final = tuple(table.name for table in TABLES)
INVENTED_PREFIX: Final = "SYN-"


def table_named(name: str) -> Table:
    """Return the table of the contract that has this name.

    Raises
    ------
    KeyError
        When the contract has no such table.
    """
    return _BY_NAME[name]


_BY_NAME: Final = {table.name: table for table in TABLES}
