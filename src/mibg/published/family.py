"""The family of tests: which of the paper's tests are taken together when their number is allowed for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from mibg.faults import Fault, InputFaults, raise_if_any
from mibg.layout import published_folder
from mibg.published.claims import Claim, Claims
from mibg.published.yaml_file import read_declared

FILE: Final = "family.yaml"
LEVEL_CLAIM: Final = "methods.significance"
"""Id of the claim that prints below which p a difference is called significant, where a paper prints that."""
USUAL_LEVEL: Final = 0.05
"""The level of a paper that has no such claim: 5 %, which is what is meant where none is named."""
ROLES: Final = ("headline", "follow-up", "not significant")
_KEYS: Final = {"claim", "role", "about"}


@dataclass(frozen=True)
class Test:
    """One test of the family.

    Parameters
    ----------
    claim : str
        Id of the claim that prints its p, or only its verdict.
    statistic : str
        Id of the statistic that recomputes it.
    role : {"headline", "follow-up", "not significant"}
        What the paper has it for.
    about : str
        What is tested, in a few words.
    printed : str
        The p as it stands; empty where only a verdict is printed.
    low, high : float
        The p-values that the print allows, between 0 and 1: a printed ``<0.05`` is only a bound, and of a test said
        not to be significant nothing is known but that p is not below the paper's level, which is 5 % where the paper
        prints none.
    """

    __test__ = False  # not one of pytest's

    claim: str
    statistic: str
    role: str
    about: str
    printed: str
    low: float
    high: float


def load_family(claims: Claims, folder: Path | None = None) -> tuple[Test, ...]:
    """Read and check the declared family.

    Parameters
    ----------
    claims : Claims
        Of the same paper; `LEVEL_CLAIM` among them, where it prints a level.
    folder : Path, optional
        Holds ``family.yaml``; by default the published data of this book.

    Raises
    ------
    InputFaults
        When the file is missing or no list; when a test lacks a key, has one too many, names no claim, or one that is
        no p-value and no verdict, has another role than the three, or stands twice. Every fault at once.
    """
    entries = _entries((folder or published_folder()) / FILE)
    faults = [fault for number, entry in enumerate(entries, 1) for fault in _faults(number, entry, claims)]
    raise_if_any(faults)
    raise_if_any(_repeated(entries, claims))
    return tuple(_test(entry, claims.by_id[entry["claim"]], _level(claims)) for entry in entries)


def _level(claims: Claims) -> float:
    claim = claims.by_id.get(LEVEL_CLAIM)
    return USUAL_LEVEL if claim is None or not claim.parts else float(claim.parts[0].number)


def _entries(path: Path) -> list[dict[str, Any]]:
    entries = read_declared(path, "put the family of tests there")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputFaults([Fault(FILE, "it is no list of tests", f"give each {', '.join(sorted(_KEYS))}")])
    return entries


def _faults(number: int, entry: dict[str, Any], claims: Claims) -> list[Fault]:
    where = f"test {number}"
    if set(entry) != _KEYS:
        return [
            Fault(FILE, f"{where} has the keys {', '.join(map(str, entry))}", f"give it {', '.join(sorted(_KEYS))}")
        ]
    claim, found = claims.by_id.get(str(entry["claim"])), []
    if claim is None:
        found.append(Fault(FILE, f"{where} names no claim", "name one of the claims", value=str(entry["claim"])))
    elif claim.kind not in ("p_value", "statement") or claim.statistic is None:
        found.append(Fault(FILE, f"{where} is no test", "name a p-value or a verdict with a statistic", value=claim.id))
    if entry["role"] not in ROLES:
        remedy = f"make it one of {', '.join(ROLES)}"
        found.append(Fault(FILE, f"{where} has no such role", remedy, value=str(entry["role"])))
    return found


def _repeated(entries: list[dict[str, Any]], claims: Claims) -> list[Fault]:
    names = [claims.by_id[entry["claim"]].statistic for entry in entries]
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    return [Fault(FILE, "a test stands twice", "keep one of them", value=name) for name in twice]


def _test(entry: dict[str, Any], claim: Claim, level: float) -> Test:
    low, high = _bounds(claim, level)
    about = str(entry["about"])
    return Test(claim.id, str(claim.statistic), entry["role"], about, claim.printed, low, high)


def _bounds(claim: Claim, level: float) -> tuple[float, float]:
    if not claim.parts:
        return level, 1.0
    allowed = claim.parts[0].interval
    return float(allowed.low or Decimal(0)), float(Decimal(1) if allowed.high is None else allowed.high)
