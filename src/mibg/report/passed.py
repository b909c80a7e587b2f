"""Alternatives of the register on their way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mibg.decisions import Alternative
from mibg.disclosure.chosen import gate_in_force


def passed(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Let every estimate pass the gate; what moves, and what agrees, is then told of what is shown."""
    gate = gate_in_force()
    return tuple(replace(one, estimate=gate.estimate(one.estimate)) for one in alternatives)
