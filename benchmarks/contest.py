"""A contest: the same estimate of the same data by several libraries, in rounds that take them in turn."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

OURS = "mibg"
CHECKED = f"{OURS}, data checked anew"
OFTEN = 3
QUICK_SECONDS, SLOW_SECONDS = 1.0, 10.0


@dataclass(frozen=True)
class Contender:
    """One library's way.

    Parameters
    ----------
    name : str
        The library; ours is ``mibg``.
    seconds : callable or None
        Runs it once and gives the seconds that took; None where the library is not installed.
    note : str
        What a reader must know of the number, such as a run of fewer replicates.
    """

    name: str
    seconds: Callable[[], float] | None
    note: str = ""


@dataclass(frozen=True)
class Goal:
    """At least so many times as fast as a contender, or, without a name, as the fastest of the others."""

    times: float
    against: str | None = None


@dataclass(frozen=True)
class Contest:
    """What is estimated, of which data, and by whom."""

    task: str
    data: str
    contenders: Sequence[Contender]
    goals: Sequence[Goal] = ()


@dataclass(frozen=True)
class Outcome:
    """Median seconds of each contender; None for one that is not installed."""

    contest: Contest
    seconds: dict[str, float | None]

    def ratio(self, name: str) -> float | None:
        """How many times as fast as a contender we are."""
        theirs, ours = self.seconds.get(name), self.seconds[OURS]
        return None if theirs is None or ours is None else theirs / ours

    def against(self, goal: Goal) -> float | None:
        """The ratio that a goal is about; None where the peer is not installed."""
        if goal.against is not None:
            return self.ratio(goal.against)
        peers = [self.ratio(each.name) for each in self.contest.contenders if not each.name.startswith(OURS)]
        return min((ratio for ratio in peers if ratio is not None), default=None)

    @property
    def reached(self) -> bool:
        """Whether no goal was missed; one about a peer that is not installed cannot be."""
        found = [(self.against(goal), goal.times) for goal in self.contest.goals]
        return all(ratio is None or ratio >= times for ratio, times in found)


def held(contest: Contest, rounds: int) -> Outcome:
    """Hold a contest: in each round every contender runs once, in turn; who is slow sits out the later ones."""
    seen: dict[str, list[float]] = {contender.name: [] for contender in contest.contenders}
    spent = dict.fromkeys(seen, 0.0)
    for number in range(rounds * OFTEN):
        for contender in contest.contenders:
            if contender.seconds is not None and number < _turns(spent[contender.name], rounds):
                gc.collect()
                began = time.perf_counter()
                seen[contender.name].append(contender.seconds())
                spent[contender.name] = time.perf_counter() - began
    return Outcome(contest, {name: median(times) if times else None for name, times in seen.items()})


def _turns(spent: float, rounds: int) -> int:
    """In how many rounds a contender takes part, given the seconds that a turn of his takes."""
    if spent > SLOW_SECONDS:
        return 1
    return rounds if spent > QUICK_SECONDS else rounds * OFTEN


def timed(run: Callable[[], object], share: float = 1) -> Callable[[], float]:
    """Time a function; where it does only a share of the work, give the seconds of the whole."""

    def seconds() -> float:
        began = time.perf_counter()
        run()
        return (time.perf_counter() - began) / share

    return seconds
