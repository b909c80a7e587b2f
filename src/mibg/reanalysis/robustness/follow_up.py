"""How long patients were followed, by the curve of censoring, in each group of a contrast."""

from __future__ import annotations

from mibg.estimate import Estimate, withheld
from mibg.reanalysis.robustness.contrasts import Rows
from mibg.survival import confirm, median_follow_up


def follow_up_of_groups(rows: Rows, unit: str = "years") -> dict[str, Estimate]:
    """Median follow-up of each group by the reverse Kaplan-Meier method, from the design's time zero, and confirmed.

    Parameters
    ----------
    rows : Rows
        Of two groups under a naive, landmark or baseline design.
    unit : str
        Unit of the estimates.

    Raises
    ------
    ValueError
        When the design is time-dependent, for a patient who changes group is not lost.
    """
    if rows.design == "time-dependent":
        raise ValueError("follow-up is that of groups that stay as they are: naive, landmark or baseline")
    groups = {name: rows.of(name) for name in rows.pair}
    return {
        name: withheld(confirm(median_follow_up(times, unit), times), rows.lacking) for name, times in groups.items()
    }
