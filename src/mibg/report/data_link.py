"""A link by which a page hands over the data that it shows."""

from __future__ import annotations

import gzip
from base64 import b64encode
from html import escape

import pandas as pd

from mibg.spreadsheet import inert


def data_link(name: str, data: pd.DataFrame, text: str, *, packed: bool = False) -> str:
    """Make a link that holds a table as CSV, so that nothing has to be fetched.

    Parameters
    ----------
    name : str
        Of the file, without its suffix.
    data : DataFrame
        Its columns and rows; the index is left out, and no text can act as a formula (`mibg.spreadsheet.inert`).
    text : str
        Of the link, as HTML.
    packed : bool
        Whether the file is packed by gzip, which R and pandas read as it is: for long tables that repeat themselves.

    Returns
    -------
    str
        HTML; the same table gives the same text.
    """
    csv = data.map(inert).to_csv(index=False, lineterminator="\n").encode()
    content, suffix, kind = (
        (gzip.compress(csv, mtime=0), "csv.gz", "application/gzip") if packed else (csv, "csv", "text/csv")
    )
    held = b64encode(content).decode()
    return f'<a class="mibg-data" download="{escape(name)}.{suffix}" href="data:{kind};base64,{held}">{text}</a>'
