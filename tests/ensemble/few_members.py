"""A few members made up by hand: all say the same of one headline, two are pushed, and one misses a claim."""

from __future__ import annotations

from dataclasses import replace

from mibg.ensemble import HEADLINES, Member, Task
from mibg.reconstruction.tilt import Side

ONE = HEADLINES[0]


def member(seed: int, value: float, low: float, high: float, side: Side | None = None) -> Member:
    task = Task(seed, ONE.name if side else None, side)
    return Member(task, (), {ONE.quantity: {"value": value, "low": low, "high": high}}, ("a", "b", f"c{seed}"))


BELOW = [member(seed, 0.5, 0.3, 0.9) for seed in range(10)]
EXTREMES = [member(1, 0.3, 0.2, 0.6, "low"), member(2, 0.7, 0.5, 0.95, "high")]
MISSED = replace(member(99, 1.5, 1.2, 2.0), missed=("results.os.median",))
