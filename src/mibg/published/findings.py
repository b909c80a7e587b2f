"""Findings: what follows from the checks that do not simply pass, and from open decisions, in one paragraph each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from mibg.faults import Fault, raise_if_any
from mibg.layout import published_folder
from mibg.published.checks import Check, Outcome

_FILE: Final = "findings.yaml"
_REGISTER: Final = "decisions.yaml"
_KEYS: Final = frozenset({"name", "title", "consequence", "checks", "paragraph"})
_OPTIONAL: Final = frozenset({"decision"})
CONSEQUENCES: Final[Mapping[str, str]] = {
    "conclusion": "Bears on a conclusion of the paper",
    "patients": "Bears on which patients a number speaks of",
    "digits": "Concerns digits only",
}
"""What a finding can bear on, the gravest first."""


@dataclass(frozen=True)
class Cited:
    """A decision of the register that a finding cites.

    Parameters
    ----------
    id, asks : str
        Of the decision: its id, and its question in a few words.
    """

    id: str
    asks: str


@dataclass(frozen=True)
class Finding:
    """One finding.

    Parameters
    ----------
    name, title : str
        Of the finding; the title says it in one line.
    consequence : str
        What it bears on: a key of `CONSEQUENCES`.
    checks : tuple of str
        Ids of the failed or notable checks that it sums up; none where it follows from a decision alone.
    paragraph : str
        What is printed where, why it cannot be or what it suggests, which readings would repair it, what it changes; in
        Markdown, the paper's numbers by roles.
    decision : Cited or None
        What the paper leaves open, where the finding follows from words that no check can read.
    """

    name: str
    title: str
    consequence: str
    checks: tuple[str, ...]
    paragraph: str
    decision: Cited | None = None


def load_findings(checks: Sequence[Check], folder: Path | None = None) -> tuple[Finding, ...]:
    """Read the findings of a paper, the gravest first.

    Parameters
    ----------
    checks : sequence of Check
        All checks of the same paper.
    folder : Path, optional
        May hold ``findings.yaml``, and ``decisions.yaml`` with the decisions that findings cite; by default the
        published data of this book.

    Raises
    ------
    mibg.faults.InputFaults
        Naming findings of the wrong form, findings of checks that passed or of nothing, checks that no finding sums
        up, and cited decisions that are not in the register.
    """
    home = folder or published_folder()
    if not (home / _FILE).exists():
        return ()
    entries = yaml.safe_load((home / _FILE).read_text(encoding="utf-8"))
    raise_if_any(_malformed(entries))
    register = _register(home / _REGISTER)
    raise_if_any([*_unresolved(entries, checks), *_not_registered(entries, register)])
    found = [_finding(entry, register) for entry in entries]
    return tuple(sorted(found, key=lambda finding: list(CONSEQUENCES).index(finding.consequence)))


def _register(file: Path) -> dict[str, Cited]:
    """Give the decisions that can be cited; the register is held to its form where it is used."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else []
    return {entry["id"]: Cited(entry["id"], entry["asks"]) for entry in entries}


def _finding(entry: Mapping[str, Any], register: Mapping[str, Cited]) -> Finding:
    decision = register.get(entry.get("decision", ""))
    return Finding(**{**entry, "checks": tuple(entry["checks"]), "decision": decision})


def _malformed(entries: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    for number, entry in enumerate(entries, start=1):
        if set(entry) - _OPTIONAL != _KEYS:
            yield Fault(
                _FILE, f"finding {number} has the keys {', '.join(entry)}", f"give it {', '.join(sorted(_KEYS))}"
            )
        elif entry["consequence"] not in CONSEQUENCES:
            problem = f"finding {number} has the consequence {entry['consequence']}"
            yield Fault(_FILE, problem, f"make it one of {', '.join(CONSEQUENCES)}")
        elif not entry["checks"] and "decision" not in entry:
            yield Fault(_FILE, f"finding {number} sums up no check and cites no decision", "name what it follows from")


def _unresolved(entries: Sequence[Mapping[str, Any]], checks: Sequence[Check]) -> Iterator[Fault]:
    open_ones = [check.id for check in checks if check.outcome in (Outcome.FAILED, Outcome.NOTABLE)]
    summed_up = [name for entry in entries for name in entry["checks"]]
    for name in open_ones:
        if summed_up.count(name) != 1:
            problem = f"the check {name} stands in {summed_up.count(name)} findings"
            yield Fault(_FILE, problem, "sum it up in exactly one")
    for name in sorted(set(summed_up) - set(open_ones)):
        yield Fault(_FILE, f"a finding names {name}, which is no failed or notable check", "take it out")


def _not_registered(entries: Sequence[Mapping[str, Any]], register: Mapping[str, Cited]) -> Iterator[Fault]:
    for name in (entry["decision"] for entry in entries if "decision" in entry):
        if name not in register:
            yield Fault(_FILE, f"a finding cites the decision {name}, which is not in {_REGISTER}", "cite one that is")
