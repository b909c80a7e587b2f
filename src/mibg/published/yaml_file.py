"""What was declared by hand beside the claims, in YAML: read, and its entries held to their keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from mibg.faults import Fault
from mibg.yaml_plain import read_plain


def read_declared(file: Path, remedy: str) -> Any:  # noqa: ANN401 - YAML holds anything, and the caller checks it
    """Read a YAML file.

    Parameters
    ----------
    file : Path
        Written by hand.
    remedy : str
        What to do where it is missing.

    Raises
    ------
    InputFaults
        When the file is missing or is no YAML.
    """
    return read_plain(file, file.name, missing=remedy, form="mend its YAML")


def key_faults(source: str, place: str, entry: object, keys: Sequence[str]) -> Iterator[Fault]:
    """Find what is wrong with the keys of an entry.

    Parameters
    ----------
    source, place : str
        The file, and the entry in it, for the message.
    entry : object
        Should be a mapping.
    keys : sequence of str
        All that it must have, and no other.
    """
    if not isinstance(entry, dict):
        yield Fault(source, f"{place} is no mapping", f"give it {', '.join(keys)}")
    elif set(entry) != set(keys):
        held = ", ".join(map(str, entry)) or "nothing"
        yield Fault(source, f"{place} has the keys {held}", f"give it {', '.join(keys)}")


def text_fault(source: str, place: str, text: object) -> Iterator[Fault]:
    """Find fault with a text that is empty, or no text."""
    if not isinstance(text, str) or not text.strip():
        yield Fault(source, f"{place} is empty or no text", "say it in a few words")


def word_fault(source: str, place: str, word: object, words: Collection[str]) -> Iterator[Fault]:
    """Find fault with a word that is not on a closed list."""
    if not isinstance(word, str) or word not in words:
        yield Fault(source, f"{place} is {word!r}, which is not known", f"use one of {', '.join(words)}")
