"""Kinds of direct identifiers: what each looks like in a cell, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mibg.cohort.columns import Kind
from mibg.cohort.names_of_persons import GIVEN
from mibg.cohort.words_of_medicine import speaks_of_organs

_ID: Final = "patient_id"
_DELETE: Final = "delete it, or write what the study needs of it without it"
_NEW_IDS: Final = "give each patient a pseudonym, as mibg deidentify does"


@dataclass(frozen=True)
class Identifier:
    """Something that says who a patient is.

    Parameters
    ----------
    what : str
        In words, after "looks like".
    pattern : str
        Regular expression that is found in a cell which holds it.
    remedy : str
        What to do about it.
    only_in : str, optional
        The one column in which it is looked for; without it, every column.
    in_numbers : bool
        Whether it is looked for in columns of numbers and dates too.
    never_of_organs : bool
        Whether a cell with a word of anatomy or a code of the contract in it is let pass (``Liver, Left``).
    """

    what: str
    pattern: str
    remedy: str = _DELETE
    only_in: str | None = None
    in_numbers: bool = True
    never_of_organs: bool = False

    def concerns(self, column: str, kind: Kind) -> bool:
        """Whether it is looked for in a column."""
        return self.only_in in (None, column) and (self.in_numbers or kind is Kind.TEXT)

    def is_in(self, text: str) -> bool:
        """Whether a cell holds it."""
        return re.search(self.pattern, text) is not None and not (self.never_of_organs and speaks_of_organs(text))


_DATE_WITHOUT_DASHES: Final = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_CAPITALISED: Final = r"(?=[\w'’]{2})[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_STREET: Final = "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Boulevard|Blvd|Court|Square|Way|Place"

IDENTIFIERS: Final = (
    Identifier("an e-mail address", r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    Identifier("a social security number", r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
    Identifier(
        "a telephone number",
        r"(?<!\w)(?:\+\d{10,}|\+\d{1,3}[ /-]\(?\d[\d ()./-]{6,}\d|\(\d{3}\) ?\d{3}[ .-]\d{4})(?![\d-])"
        r"|(?<![\w-])\d{3}[ .-]\d{3}[ .-]\d{4}(?![\d-])"
        r"|(?i:\b(?:tel|phone|mobile|fax)\b\.?:? ?\+?\d[\d ()./-]{4,}\d)",
    ),
    Identifier("a medical record number", r"(?i:\b(?:MRN|record|chart|hospital|NHS|SSN)\b[ .:#no]*\d{4,})"),
    Identifier("a medical record number", r"^\D?\d{7,}\D?$", _NEW_IDS, only_in=_ID),
    Identifier(
        "a medical record number", rf"(?<![\w.,-])(?!{_DATE_WITHOUT_DASHES}(?!\d))\d{{7,}}(?![\w.,-])", in_numbers=False
    ),
    Identifier("a name", rf"^{_CAPITALISED},? {_CAPITALISED}(?: {_CAPITALISED}| [^\W\d_]\.?)*$", _NEW_IDS, only_in=_ID),
    Identifier("a name", rf"^{_CAPITALISED}, ?{_CAPITALISED}(?: [^\W\d_]\.?)?$", never_of_organs=True),
    Identifier(
        "a name",
        rf"^(?i:{'|'.join(GIVEN)})(?:-[^\W\d_]+)?(?: [^\W\d_a-z]\.?)?(?: {_CAPITALISED}){{1,2}}$",
        in_numbers=False,
    ),
    Identifier("a name", rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau)\.? {_CAPITALISED}"),
    Identifier("an address", rf"\b\d{{1,5}} (?:{_CAPITALISED} ){{1,3}}(?:{_STREET})\b|\bP\.?O\.? Box \d"),
    Identifier("an address", r"(?i:(?:stra(?:ß|ss)e|str\.|weg|platz|gasse) \d{1,4}\b)"),
    Identifier("a date of birth", r"(?i:\b(?:born|dob|d\.o\.b|birth ?da(?:y|te)|date of birth|geb)\b\.?.{0,10}\d)"),
)
PERSONS: Final = Identifier("a name", r"^\w", in_numbers=False)
"""What a column is of that holds names for the most part: see `mibg.cohort.names_of_persons.persons_among`."""
