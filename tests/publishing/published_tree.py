"""Everything a reader could find in a published site: the text of every file, and of every table inside one."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pandas as pd

TEXTS = {".html", ".js", ".json", ".csv", ".txt", ".svg", ".xml", ".ipynb", ".md", ".py", ".css", ".inv", ""}
_DATA = re.compile(r'<a class="mibg-data" download="([^"]+)\.csv" href="data:text/csv;base64,([^"]+)"')
_OTHER_DATA = re.compile(r"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Each file by name with all that it says: as written, its entities and data links decoded."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        name = path.relative_to(site).as_posix()
        text = raw.decode("utf-8", errors="replace")
        yield name, text
        if path.suffix == ".html":
            yield f"{name} (decoded)", unquote(unescape(text))
            for number, found in enumerate(_OTHER_DATA.findall(text)):
                yield f"{name} (data {number})", base64.b64decode(found).decode("utf-8", errors="replace")


def figure_tables(site: Path) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Each table behind a data link: its page, its name, and its rows."""
    for page in sorted(site.rglob("*.html")):
        for name, data in _DATA.findall(page.read_text(encoding="utf-8")):
            yield page.relative_to(site).as_posix(), name, pd.read_csv(io.BytesIO(base64.b64decode(data)))


def ledger_of(site: Path) -> dict[str, list[dict[str, object]]]:
    """The ledger as programs read it."""
    found: dict[str, list[dict[str, object]]] = json.loads((site / "ledger.json").read_text(encoding="utf-8"))
    return found
