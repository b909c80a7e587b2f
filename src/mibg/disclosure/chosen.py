"""Which gate is in force while a notebook runs: chosen once, when its cohort is opened."""

from __future__ import annotations

import os

from mibg.disclosure.gate import OPEN, Gate
from mibg.disclosure.marks import VARIABLE, least_of

_chosen: list[Gate] = []


def gate_of(least: int) -> Gate:
    """Gate for a least number, 0 being an open one."""
    return Gate(least) if least else OPEN


def choose_gate(origin: str) -> Gate:
    """Put the gate for a cohort in force, as the build has it or, in a notebook by itself, by the cohort's origin.

    Parameters
    ----------
    origin : str
        Of the cohort.
    """
    told = os.environ.get(VARIABLE)
    _chosen[:] = [gate_of(least_of(origin, int(told) if told else None))]
    return _chosen[0]


def gate_in_force() -> Gate:
    """Give the gate in force; before a cohort is opened, that of the build, and outside of a build an open one."""
    return _chosen[0] if _chosen else gate_of(int(os.environ.get(VARIABLE) or 0))
