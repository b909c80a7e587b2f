"""Names by which a build and its notebooks understand each other, and the least number of a cohort."""

from __future__ import annotations

from typing import Final

VARIABLE: Final = "MIBG_DISCLOSURE"
"""Environment variable by which a build tells its notebooks the least number; 0 opens the gate."""
RECORD: Final = "application/vnd.mibg.record+json"
"""Kind of output that holds records, which have passed the gate."""
SHOWN: Final = "application/vnd.mibg.shown+json"
"""Kind of output that marks a table or a figure as made by `mibg.report`, behind the gate."""
DEFAULT_LEAST: Final = 5
_INVENTED: Final = "reconstruction"


def least_of(origin: str, asked: int | None = None) -> int:
    """Least number for a cohort.

    Parameters
    ----------
    origin : str
        Of the cohort; invented patients need no protection.
    asked : int, optional
        What a user wants instead of the default.

    Returns
    -------
    int
        0 for an open gate.
    """
    return asked if asked is not None else 0 if origin == _INVENTED else DEFAULT_LEAST
