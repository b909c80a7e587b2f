"""A link by which a page hands over the data that it shows."""

from __future__ import annotations

from base64 import b64encode

import pandas as pd


def data_link(name: str, data: pd.DataFrame, text: str) -> str:
    """Make a link that holds a table as CSV, so that nothing has to be fetched.

    Parameters
    ----------
    name : str
        Of the file, without its suffix.
    data : DataFrame
        Its columns and rows; the index is left out.
    text : str
        Of the link, as HTML.

    Returns
    -------
    str
        HTML; the same table gives the same text.
    """
    csv = b64encode(data.to_csv(index=False, lineterminator="\n").encode()).decode()
    return f'<a class="mibg-data" download="{name}.csv" href="data:text/csv;base64,{csv}">{text}</a>'
