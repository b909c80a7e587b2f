"""One member of an ensemble: a cohort that the paper allows, and what it says of everything that is asked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from mibg.cohort import Cohort
from mibg.ensemble.quantities import quantities
from mibg.estimate import Estimate
from mibg.outcomes import Outcome, biochemical_outcome, imaging_outcome, symptomatic_outcome
from mibg.reconstruction import Tilt, write_reconstruction
from mibg.reconstruction.tilt import Side

_DIGITS: Final = 12
"""Of each number that is kept: more than any conclusion needs, and fewer than two machines can differ in."""


@dataclass(frozen=True)
class Task:
    """What to make.

    Parameters
    ----------
    seed : int
        Of the reconstruction.
    push : str or None
        Contrast that the search is made to push as far as the claims allow; None for a member as it comes.
    side : str or None
        ``low`` or ``high``.
    """

    seed: int
    push: str | None = None
    side: Side | None = None

    @property
    def name(self) -> str:
        """Of the member and its file: ``seed-17``, ``imaging-low-3``."""
        return f"seed-{self.seed}" if self.push is None else f"{self.push}-{self.side}-{self.seed}"


@dataclass(frozen=True)
class Member:
    """What a member says.

    Parameters
    ----------
    task : Task
        What was made.
    missed : tuple of str
        Claims that it does not attain.
    values : mapping of str to mapping
        For each quantity its ``value``, and ``low`` and ``high`` of its interval, None where there is none.
    patients : tuple of str
        A digest for each patient of what happened to him, sorted: those that two members share tell how alike they are.
    """

    task: Task
    missed: tuple[str, ...]
    values: Mapping[str, Mapping[str, float | None]]
    patients: tuple[str, ...]

    def as_json(self) -> str:
        """Write the member as JSON text; the same member gives the same text."""
        return json.dumps(asdict(self), sort_keys=True, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Member:
        """Read a member back."""
        content: dict[str, Any] = json.loads(text)
        task, missed, patients = Task(**content["task"]), tuple(content["missed"]), tuple(content["patients"])
        return cls(task, missed, content["values"], patients)


def make_member(task: Task) -> Member:
    """Make a cohort and ask it everything.

    Parameters
    ----------
    task : Task
        The same task gives the same member on every machine.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = write_reconstruction(task.seed, Path(folder), _tilt(task))
    missed = tuple(dict.fromkeys(target.claim for target in made.missed))
    values = {name: _kept(estimate) for name, estimate in quantities(made.cohort).items()}
    return Member(task, missed, values, tuple(sorted(_digests(made.cohort))))


def _tilt(task: Task) -> Tilt | None:
    return None if task.push is None or task.side is None else Tilt(task.push, task.side)


def _kept(estimate: Estimate) -> dict[str, float | None]:
    low, high = estimate.ci or (None, None)
    return {"value": _rounded(estimate.value), "low": _rounded(low), "high": _rounded(high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{_DIGITS}g}")


def _digests(cohort: Cohort) -> Iterator[str]:
    """A digest for each patient: days of treatments, day of death, and his three outcomes."""
    people = cohort["patients"].set_index("patient_id")
    days = cohort["treatments"].groupby("patient_id")["treatment_date"].apply(list)
    outcomes = [_by_patient(outcome) for outcome in _outcomes(cohort)]
    for name, dates in days.items():
        first, death = min(dates), people.at[name, "death_date"]
        said = [known.get(str(name)) for known in outcomes]
        told = [[(day - first).days for day in dates], str(death - first), *said]
        yield sha256(repr(told).encode()).hexdigest()[:12]


def _outcomes(cohort: Cohort) -> tuple[Outcome, ...]:
    return imaging_outcome(cohort), symptomatic_outcome(cohort), biochemical_outcome(cohort)


def _by_patient(outcome: Outcome) -> dict[str, str]:
    seen = outcome.seen
    return dict(zip(seen["patient_id"], seen["response"], strict=True))
