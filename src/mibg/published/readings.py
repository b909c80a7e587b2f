"""Readings: how the reconstruction takes a claim that can be taken in several ways, or that another contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mibg.faults import Fault, InputFaults
from mibg.layout import published_folder

_FILE = "readings.yaml"
_KEYS = {"statistic", "claims", "set_aside", "proof", "reading", "why", "shows"}


@dataclass(frozen=True)
class Reading:
    """One declared reading.

    Parameters
    ----------
    statistic : str
        The statistic that it is about.
    claims : tuple of str
        Claims that are taken in this way.
    set_aside : tuple of str
        Claims that cannot hold beside those, and that the reconstruction is not fitted to.
    proof : tuple of str
        Where any are set aside: the smallest set of claims that cannot hold together, those included.
    reading, why, shows : str
        What is read, the reason, and what a reconstructed cohort then shows.
    """

    statistic: str
    claims: tuple[str, ...]
    set_aside: tuple[str, ...]
    proof: tuple[str, ...]
    reading: str
    why: str
    shows: str


def load_readings(folder: Path | None = None) -> tuple[Reading, ...]:
    """Read the declared readings.

    Parameters
    ----------
    folder : Path, optional
        May hold ``readings.yaml``; by default the published data of this book.

    Raises
    ------
    InputFaults
        When a reading lacks a key or has one too many; every such reading at once.
    """
    file = (folder or published_folder()) / _FILE
    entries = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else []
    faults = [
        Fault(_FILE, f"reading {number} has the keys {', '.join(entry)}", f"give it {', '.join(sorted(_KEYS))}")
        for number, entry in enumerate(entries, start=1)
        if set(entry) != _KEYS
    ]
    if faults:
        raise InputFaults(faults)
    return tuple(_reading(entry) for entry in entries)


def _reading(entry: dict[str, Any]) -> Reading:
    lists = {key: tuple(entry[key]) for key in ("claims", "set_aside", "proof")}
    return Reading(**{**entry, **lists})
