"""Bootstrap intervals have no peer."""

from __future__ import annotations

from typing import Final

from mibg.survival.second_opinion.agreement import Peer

PEERS: Final = (
    Peer(
        "mibg.survival.resampling.resample.bootstrap",
        None,
        None,
        "Statistics are proven against the same ones of rows physically drawn, limits against scipy.stats.bootstrap; "
        "no peer draws the same patients",
    ),
)
