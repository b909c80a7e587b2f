"""Tables of a page: a printed column beside a recomputed one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mibg.disclosure.chosen import gate_in_force
from mibg.disclosure.source import COHORT, Source
from mibg.report.shown import UNDECLARED, Shown, not_shown


@dataclass(frozen=True)
class PageTable(Shown):
    """A table; a notebook shows it when it is the last value of a cell.

    What it says of a cohort has passed the gate before.

    Parameters
    ----------
    caption : str
        Above the table.
    header : sequence of str
        Column names.
    rows : sequence of sequence of str
        Texts; the first of each row names it.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __repr__(self) -> str:
        return "\n".join(" | ".join(texts) for texts in ((self.caption,), *self.rows))

    def _repr_html_(self) -> str:
        """HTML of the table, every text escaped."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.header)
        body = "".join(map(_row, self.rows))
        return (
            f'<div class="mibg-scroll" tabindex="0"><table class="mibg-table"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )


def _row(texts: Sequence[str]) -> str:
    cells = "".join(f"<td>{_breakable(text)}</td>" for text in texts[1:])
    return f'<tr><th scope="row">{_breakable(texts[0])}</th>{cells}</tr>'


def _breakable(text: str) -> str:
    """Escape a text; let a dotted name break after a dot, and no date break."""
    dotted = re.sub(r"(?<=[a-z])\.(?=[a-zA-Z_])", ".<wbr>", escape(text))
    return re.sub(r"\d{4}-\d\d-\d\d", r'<span class="mibg-date">\g<0></span>', dotted)


def page_table(caption: str, lines: Mapping[str, str], source: Source = COHORT) -> PageTable:
    """Make a table of two columns: names and texts.

    Parameters
    ----------
    caption : str
        Above the table.
    lines : mapping of str to str
        The two columns.
    source : Source
        Where the texts come from. No gate can look into a text, so that texts from a cohort are not shown by one.
    """
    if not gate_in_force().for_source(source).open:
        return withheld_table(caption, UNDECLARED)
    return PageTable(caption, ("", ""), tuple(lines.items()))


def withheld_table(caption: str, why: str) -> PageTable:
    """Put a sentence in the place of a table that a gate withholds."""
    return PageTable(caption, ("",), ((not_shown(why),),))
