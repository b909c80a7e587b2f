"""Second opinions: the same estimates by independent implementations of the same conventions."""

from mibg.survival.second_opinion.agreement import AGREEMENT, Disagreement, Peer, with_second_opinion
from mibg.survival.second_opinion.table import PEERS, confirm

__all__ = ["AGREEMENT", "PEERS", "Disagreement", "Peer", "confirm", "with_second_opinion"]
