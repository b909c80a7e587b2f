"""Assumptions: what a reconstruction takes where no claim tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

import yaml

from mibg.layout import published_folder
from mibg.published import Claims, Interval, Part, parse_printed
from mibg.reconstruction.targets import Target

_FILE: Final = "assumed.yaml"
_OFF_BY: Final = Decimal("0.2")


def load_assumptions(claims: Claims, folder: Path | None = None) -> tuple[Target, ...]:
    """Read the assumptions, as targets that no cohort is judged by.

    Parameters
    ----------
    claims : Claims
        Say which statistics a pattern such as ``cohort.primary.*`` stands for.
    folder : Path, optional
        Holds ``assumed.yaml``; by default the published data of this book.
    """
    declared = yaml.safe_load(((folder or published_folder()) / _FILE).read_text(encoding="utf-8"))
    names = sorted({claim.statistic for claim in claims if claim.statistic})
    return tuple(
        target
        for pattern, text in declared.items()
        for name in names
        if fnmatchcase(name, pattern)
        for target in _targets(name, text)
    )


def _targets(statistic: str, text: str) -> Iterator[Target]:
    printed, unit = text.rsplit(" ", 1)
    for part in parse_printed(printed):
        yield Target("assumed", statistic, unit, _roughly(part) if unit == "%" else part)


def _roughly(part: Part) -> Part:
    return replace(part, interval=Interval(part.number * (1 - _OFF_BY), part.number * (1 + _OFF_BY)))
