"""Outcomes as a page of tables."""

from __future__ import annotations

import importlib.metadata
import os
import sys
import textwrap
from collections.abc import Sequence

from benchmarks import recist, scaling, sksurv_peer
from benchmarks.contest import CHECKED, OFTEN, OURS, QUICK_SECONDS, SLOW_SECONDS, Contender, Contest, Goal, Outcome
from benchmarks.recist import Load

PLOT = "scaling.svg"
LIBRARIES = ("numpy", "lifelines", "statsmodels")


def page(outcomes: Sequence[Outcome], load: Load, found: scaling.Seconds, rounds: int, r: str | None) -> str:
    """Write the whole page."""
    python = f"Python {sys.version.split()[0]}"
    installed = [*LIBRARIES, *([sksurv_peer.NAME] if sksurv_peer.PRESENT else [])]
    libraries = (f"{name} {importlib.metadata.version(name)}" for name in installed)
    versions = ", ".join([python, *libraries])
    return f"""# Survival statistics and RECIST

{textwrap.fill(_how(versions, rounds, r), 120)}

{"".join(_table(outcomes, task) for task in dict.fromkeys(outcome.contest.task for outcome in outcomes))}
## Goals

Ours begin with data that were checked once, as all estimates of one cohort do; what a run takes that checks them too
stands beside. The others begin with plain columns each time.

| task | data | goal | reached |
|---|---|---|---|
{"".join(_goals(outcomes))}{_recist_row(load)}
## Size

Seconds with the data checked anew, and the power of n with which they grow from 10,000 to 1,000,000;
1 is linear, and less is what a call costs whatever the size.

![Seconds against size]({PLOT})

| task | {" | ".join(f"{n:,}" for n in scaling.SIZES)} | power |
|---|{"---|" * len(scaling.SIZES)}---|
{"".join(_sizes(found))}"""


def _how(versions: str, rounds: int, r: str | None) -> str:
    return f"""{OFTEN * rounds} rounds on {cores()} processors; {versions}, R {r or "absent"}. In each round all
libraries run in turn; those whose turn takes over {QUICK_SECONDS:g} s take part in {rounds}, and in one over
{SLOW_SECONDS:g} s. Seconds are medians over rounds; in brackets, how many times as long as `{OURS}` that is. R is one
process that stays, and times itself. "Absent" is a library that is not installed. Read ratios, not digits."""


def cores() -> int | None:
    """Processors that may be used."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def _table(outcomes: Sequence[Outcome], task: str) -> str:
    rows = [outcome for outcome in outcomes if outcome.contest.task == task]
    names = [contender.name for contender in rows[0].contest.contenders]
    cells = ("| " + " | ".join([row.contest.data, *(_cell(row, name) for name in names)]) + " |\n" for row in rows)
    return f"## {task}\n\n| data | {' | '.join(names)} |\n|---|{'---|' * len(names)}\n{''.join(cells)}\n"


def _cell(outcome: Outcome, name: str) -> str:
    contender, seconds = _contender(outcome.contest, name), outcome.seconds[name]
    if seconds is None:
        return contender.note or "absent"
    ratio = outcome.ratio(name)
    times = "" if ratio is None or name == OURS else f" ({_times(ratio)})"
    note = f", {contender.note}" if contender.note else ""
    return f"{shown(seconds)}{times}{note}"


def _contender(contest: Contest, name: str) -> Contender:
    return next(contender for contender in contest.contenders if contender.name == name)


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.2g}"


def shown(seconds: float) -> str:
    """Milliseconds below one second."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


def _goals(outcomes: Sequence[Outcome]) -> list[str]:
    found = [(outcome, goal) for outcome in outcomes for goal in outcome.contest.goals]
    return [f"| {it.contest.task} | {it.contest.data} | {_goal(goal)} | {_reached(it, goal)} |\n" for it, goal in found]


def _goal(goal: Goal) -> str:
    return f"{goal.times:g} times as fast as {goal.against or 'the fastest of the others'}"


def _reached(outcome: Outcome, goal: Goal) -> str:
    """The ratio that a goal is about, and beside it that of a run that checks the data too, where there is one."""
    ratio = outcome.against(goal)
    if ratio is None:
        return "absent"
    anew = outcome.ratio(CHECKED)
    whole = f"; {_times(ratio / anew)} times with the {CHECKED.removeprefix(OURS)[2:]}" if anew else ""
    return f"{'yes' if ratio >= goal.times else 'no'}: {_times(ratio)} times{whole}"


def _recist_row(load: Load) -> str:
    goal = f"{recist.GOAL_SECONDS:g} s and {recist.GOAL_GIGABYTES:g} GB"
    found = f"{'yes' if load.fits else 'no'}: {load.seconds:.1f} s and {load.gigabytes:.1f} GB"
    return f"| RECIST | {load.exams:,} exams, five lesions each | {goal} | {found} |\n"


def _sizes(found: scaling.Seconds) -> list[str]:
    return [
        f"| {task} | {' | '.join(shown(seconds[n]) for n in scaling.SIZES)} | {scaling.slope(seconds):.2f} |\n"
        for task, seconds in found.items()
    ]
