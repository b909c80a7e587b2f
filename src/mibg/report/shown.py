"""What a notebook may show: objects of this part, marked as having passed the gate, and a line in place of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, Final

from mibg.disclosure.chosen import gate_in_force
from mibg.disclosure.marks import SHOWN


class Shown:
    """Something that a page shows: it has HTML, and a text for where there is none."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Mark the output; HTML and text are added to it."""
        return {SHOWN: {"least": gate_in_force().least or 0}}


@dataclass(frozen=True)
class Withheld(Shown):
    """A line in place of a table or a figure.

    Parameters
    ----------
    what : str
        Its caption.
    why : str
        The reason, without a full stop.
    """

    what: str
    why: str

    def __repr__(self) -> str:
        return f"{self.what} Not shown: {self.why}."

    def _repr_html_(self) -> str:
        """HTML of the line."""
        return f'<p class="mibg-withheld">{escape(self.what)} <em>Not shown: {escape(self.why)}.</em></p>'


SINGLE_PATIENTS: Final = "each point of it is a single patient or a single event"
UNDECLARED: Final = "it is not declared what its columns hold, so that nothing tells how they may be shown"
