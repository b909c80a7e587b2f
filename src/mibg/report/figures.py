"""A figure as it enters a page: inline SVG with alt text, a caption, and its data to download."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

import pandas as pd

from mibg.report.data_link import data_link
from mibg.report.ink import CSS_VARIABLES, STYLE
from mibg.report.shown import Shown, not_shown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FONT = re.compile(r"font: ([\d.]+)px [^;\"]+")
_NOTHING: Final = '<p class="mibg-no-data">There is nothing to draw: these data hold no value for this figure.</p>'
_IDS = re.compile(r'(\bid="|url\(#|href="#)')


@dataclass(frozen=True)
class PageFigure(Shown):
    """A finished figure; a notebook shows it when it is the last value of a cell.

    Parameters
    ----------
    name : str
        Its id in the page and the name of its data file, e.g. ``figure-1a``.
    svg : str
        Inline SVG, its colours CSS variables; a framed sentence instead where there is nothing to draw.
    alt : str
        What the figure shows, for those who do not see it.
    caption : str
        Under the figure.
    data : pandas.DataFrame
        What was drawn.
    narrow : bool
        Whether it was drawn as narrow as a phone, and so is never scrolled.
    """

    name: str
    svg: str
    alt: str
    caption: str
    data: pd.DataFrame
    narrow: bool = False

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        """HTML of the figure, with nothing that it needs from elsewhere."""
        link = data_link(self.name, self.data, "Data of this figure (CSV)") if len(self.data.columns) else ""
        width = " mibg-narrow" if self.narrow else ""
        return (
            f'<figure class="mibg-figure{width}" id="{self.name}">'
            f'<div class="mibg-scroll" tabindex="0">{self.svg}</div>'
            f"<figcaption>{escape(self.caption)} {link}</figcaption></figure>"
        )


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with the book's own style, whatever the user's settings are."""
    import matplotlib as mpl  # noqa: PLC0415 - slow to import, and only figures need it

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        yield


def withheld_figure(name: str, caption: str, why: str) -> PageFigure:
    """Put a sentence in the place of a figure that a gate withholds; it has no data."""
    sentence = not_shown(why)
    framed = f'<p class="mibg-no-data">{escape(sentence)}</p>'
    return PageFigure(name, framed, sentence, caption, pd.DataFrame(), narrow=True)


def page_figure(figure: Figure, name: str, alt: str, caption: str, data: pd.DataFrame) -> PageFigure:
    """Turn a drawn figure into one for the page, and close it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn inside `drawing`.
    name, alt, caption, data
        See `PageFigure`.

    Returns
    -------
    PageFigure
        The same input gives the same bytes. Without a row of data it is a sentence in a frame, and no empty axes.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    out = io.StringIO()
    figure.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
    return PageFigure(name, _NOTHING if data.empty else _for_page(out.getvalue(), name, alt), alt, caption, data)


def _for_page(svg: str, name: str, alt: str) -> str:
    body = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    body = _IDS.sub(rf"\g<1>{name}-", body)
    body = _FONT.sub(r"font-size: \1px; font-family: var(--mibg-font, sans-serif)", body)
    for colour, variable in CSS_VARIABLES.items():
        body = body.replace(colour, f"var({variable}, {colour})")
    return body.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"', 1).strip()
