"""Claims: every number and statement of a paper, read from one table and checked once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from mibg.faults import Fault, InputFaults, raise_if_any
from mibg.layout import published_folder
from mibg.published.claim_faults import COLUMNS, FILE, faults_of
from mibg.published.claim_row import Row
from mibg.published.printed import Part, parse_printed

_PAPER_KEYS: Final = ("title", "citation", "doi", "source_version")


@dataclass(frozen=True)
class Claim:
    """One printed statement of one quantity, or a printed statement without a number.

    Parameters
    ----------
    id : str
        Section and a short name: ``results.os.median``.
    section, paragraph : str, int
        Its place: a section, and the paragraph (or the row of a table, the number of a figure).
    about : str
        What it says, in this book's words.
    printed : str
        The number or numbers as they stand; empty for a statement.
    unit : str
        Of the numbers; empty for a statement.
    denominator : int or None
        Patients it speaks of, where the paper prints them.
    kind, scope : str
        From closed lists: see `mibg.published.claim_faults`.
    statistic : str or None
        Id of the statistic it is judged by.
    reason : str or None
        Why there is none.
    parts : tuple of Part
        The numbers, read; empty for a statement, and for the version of a program or criterion.
    """

    id: str
    section: str
    paragraph: int
    about: str
    printed: str
    unit: str
    denominator: int | None
    kind: str
    scope: str
    statistic: str | None
    reason: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Claims:
    """All claims of one paper.

    Parameters
    ----------
    by_id : mapping of str to Claim
        In the order of the file.
    paper : mapping of str to str
        Title, citation, doi and the version of the text that was audited.
    """

    by_id: Mapping[str, Claim]
    paper: Mapping[str, str]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.by_id.values())

    def naming(self, statistic: str) -> tuple[Claim, ...]:
        """Claims judged by a statistic."""
        return tuple(claim for claim in self if claim.statistic == statistic)


def load_claims(folder: Path | None = None) -> Claims:
    """Read the claims of a paper.

    Parameters
    ----------
    folder : Path, optional
        Holds ``claims.csv`` and ``paper.yaml``; by default the published data of this book.

    Raises
    ------
    InputFaults
        Every fault of the claims table at once.
    """
    home = folder or published_folder()
    claims = read_claims(home / FILE)
    paper = yaml.safe_load((home / "paper.yaml").read_text(encoding="utf-8"))
    return Claims({claim.id: claim for claim in claims}, {key: paper[key] for key in _PAPER_KEYS})


def read_claims(path: Path) -> tuple[Claim, ...]:
    """Read and check a table of claims.

    Raises
    ------
    InputFaults
        Every fault of the table at once, with row and remedy.
    """
    rows = _rows(path)
    if not rows:
        raise InputFaults([Fault(path.name, "there are no claims", "write one a row", row=2)])
    raise_if_any(faults_of(rows))
    return tuple(map(_claim, rows))


def _rows(path: Path) -> list[Row]:
    file = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputFaults([Fault(file, "the file is missing", "put the claims there")]) from None
    except UnicodeDecodeError:
        raise InputFaults([Fault(file, "the file is not UTF-8", "save it as UTF-8")]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="", strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        problem = f"the columns are {', '.join(reader.fieldnames or ()) or 'none'}"
        raise InputFaults([Fault(file, problem, f"make them {', '.join(COLUMNS)}", row=1)])
    try:
        return [Row(file, reader.line_num, row, tuple(row.pop("", ()))) for row in reader]
    except csv.Error as error:
        problem = f"the line cannot be read ({error})"
        raise InputFaults([Fault(file, problem, "mend its quotes", row=reader.line_num)]) from None


def _claim(row: Row) -> Claim:
    text = row.texts
    return Claim(
        id=text["id"],
        section=text["section"],
        paragraph=int(text["paragraph"]),
        about=text["about"],
        printed=text["printed"],
        unit=text["unit"],
        denominator=int(text["denominator"]) if text["denominator"] else None,
        kind=text["kind"],
        scope=text["scope"],
        statistic=text["statistic"] or None,
        reason=text["reason"] or None,
        parts=() if text["kind"] in ("version", "statement") else parse_printed(text["printed"]),
    )
