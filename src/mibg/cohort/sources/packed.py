"""A workbook is a zip of XML files: what it would unpack to, and what its XML may do, looked at before it is opened."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final
from xml.parsers import expat
from zlib import error as DamagedError  # noqa: N812 - its name says nothing

from mibg.cohort.sources.bounds import HIGHEST_RATIO, LARGEST_UNPACKED, MOST_PARTS, too_large
from mibg.faults import Fault, InputFaults

_SAVE_AGAIN: Final = "open it in the spreadsheet and save it again as .xlsx"
_SMALL: Final = 1_000_000
_CHUNK: Final = 1_000_000
_OLD: Final = b"\xd0\xcf\x11\xe0"
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")


def check_packed(path: Path) -> bool:
    """Refuse a workbook that is none, that would unpack to too much, or whose XML declares entities.

    Parameters
    ----------
    path : Path
        The workbook.

    Returns
    -------
    bool
        Whether any cell may hold a formula.

    Raises
    ------
    mibg.faults.InputFaults
        When it is refused; nothing of it was unpacked into memory then.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            _check_sizes(packed.infolist(), path.name)
            parts = [part for part in packed.infolist() if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
            scanned = [_scan(packed, part, path.name) for part in parts]
            return any(scanned)
    except OSError as error:
        raise _refused(path.name, f"cannot be read ({error.strerror})", "see to the rights on the file") from error
    except (zipfile.BadZipFile, DamagedError, EOFError, NotImplementedError, RuntimeError) as error:
        problem = "no workbook of the form .xlsx, or one with a password" if _is_old(path) else "a damaged workbook"
        raise _refused(path.name, problem, _SAVE_AGAIN) from error


def _check_sizes(parts: list[zipfile.ZipInfo], source: str) -> None:
    if len(parts) > MOST_PARTS:
        raise too_large(source, f"more than {MOST_PARTS} files within it")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise too_large(source, f"it unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB")
    if any(part.file_size > max(_SMALL, HIGHEST_RATIO * part.compress_size) for part in parts):
        raise _refused(source, f"a part that unpacks to more than {HIGHEST_RATIO} times its size", _SAVE_AGAIN)


def _scan(packed: zipfile.ZipFile, part: zipfile.ZipInfo, source: str) -> bool:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise _refused(source, f"a document type is declared in {part.filename}", _SAVE_AGAIN)

    parser.StartDoctypeDeclHandler = refuse
    found, tail = False, b""
    try:
        with packed.open(part) as content:
            while chunk := content.read(_CHUNK):
                parser.Parse(chunk)
                found = found or _FORMULA.search(tail + chunk) is not None
                tail = chunk[-20:]
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _refused(source, f"a damaged workbook ({part.filename})", _SAVE_AGAIN) from error
    return found


def _is_old(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == _OLD


def _refused(source: str, problem: str, remedy: str) -> InputFaults:
    return InputFaults([Fault(source, problem, remedy)])
