"""What a notebook may show: objects of this part, marked as having passed the gate."""

from __future__ import annotations

from typing import Any, Final

from mibg.disclosure.chosen import gate_in_force
from mibg.disclosure.marks import SHOWN

SINGLE_PATIENTS: Final = "each point of it is a single patient or a single event"
MOVES_WITH_PATIENTS: Final = "it moves as single patients do"
UNDECLARED: Final = "it is not declared what its columns hold, so that nothing tells how they may be shown"


class Shown:
    """Something that a page shows: it has HTML, and a text for where there is none."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Mark the output; HTML and text are added to it."""
        return {SHOWN: {"least": gate_in_force().least or 0}}


def not_shown(why: str) -> str:
    """Say that something is withheld, in a sentence."""
    return f"Not shown: {why}."
