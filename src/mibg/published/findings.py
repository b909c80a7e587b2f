"""Findings: what follows from the checks that do not simply pass, in one paragraph each."""

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
_KEYS: Final = frozenset({"name", "title", "consequence", "checks", "paragraph"})
CONSEQUENCES: Final[Mapping[str, str]] = {
    "conclusion": "Bears on a conclusion of the paper",
    "patients": "Bears on which patients a number speaks of",
    "digits": "Concerns digits only",
}
"""What a finding can bear on, the gravest first."""


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
        Ids of the failed or notable checks that it sums up.
    paragraph : str
        What is printed where, why it cannot be or what it suggests, which readings would repair it, what it changes; in
        Markdown, the paper's numbers by roles.
    """

    name: str
    title: str
    consequence: str
    checks: tuple[str, ...]
    paragraph: str


def load_findings(checks: Sequence[Check], folder: Path | None = None) -> tuple[Finding, ...]:
    """Read the findings of a paper, the gravest first.

    Parameters
    ----------
    checks : sequence of Check
        All checks of the same paper.
    folder : Path, optional
        May hold ``findings.yaml``; by default the published data of this book.

    Raises
    ------
    mibg.faults.InputFaults
        Naming findings of the wrong form, findings of checks that passed, and checks that no finding sums up.
    """
    file = (folder or published_folder()) / _FILE
    if not file.exists():
        return ()
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    raise_if_any(_malformed(entries))
    raise_if_any(_unresolved(entries, checks))
    found = [Finding(**{**entry, "checks": tuple(entry["checks"])}) for entry in entries]
    return tuple(sorted(found, key=lambda finding: list(CONSEQUENCES).index(finding.consequence)))


def _malformed(entries: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    for number, entry in enumerate(entries, start=1):
        if set(entry) != _KEYS:
            yield Fault(
                _FILE, f"finding {number} has the keys {', '.join(entry)}", f"give it {', '.join(sorted(_KEYS))}"
            )
        elif entry["consequence"] not in CONSEQUENCES:
            problem = f"finding {number} has the consequence {entry['consequence']}"
            yield Fault(_FILE, problem, f"make it one of {', '.join(CONSEQUENCES)}")


def _unresolved(entries: Sequence[Mapping[str, Any]], checks: Sequence[Check]) -> Iterator[Fault]:
    open_ones = [check.id for check in checks if check.outcome in (Outcome.FAILED, Outcome.NOTABLE)]
    summed_up = [name for entry in entries for name in entry["checks"]]
    for name in open_ones:
        if summed_up.count(name) != 1:
            problem = f"the check {name} stands in {summed_up.count(name)} findings"
            yield Fault(_FILE, problem, "sum it up in exactly one")
    for name in sorted(set(summed_up) - set(open_ones)):
        yield Fault(_FILE, f"a finding names {name}, which is no failed or notable check", "take it out")
