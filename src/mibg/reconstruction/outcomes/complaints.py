"""Complaints: who had which before treatment, and which had improved by first follow-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mibg.published import counts_allowed
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.targets import Targets

PREVALENCE_PER_CENT: Final = {"pain": 45, "gastrointestinal": 62, "fatigue": 52, "flushing": 56, "weight_loss": 24}
"""Who has which complaint before treatment; the paper prints none of it."""


@dataclass(frozen=True)
class Complaints:
    """Complaints of one patient.

    Parameters
    ----------
    improved, unchanged, worse : tuple of str
        Complaints before treatment, by what had become of them at first follow-up.
    """

    improved: tuple[str, ...]
    unchanged: tuple[str, ...]
    worse: tuple[str, ...]


def place_complaints(targets: Targets, followed: Mapping[int, str], dice: Dice) -> dict[int, Complaints]:
    """Give each patient complaints that fit what became of his symptoms as a whole.

    A patient whose symptoms improved has at least one improved complaint and none that is worse; of the others nobody
    has an improved one, and who is worse has a complaint that is.

    Parameters
    ----------
    targets : Targets
        Rates of improvement, each over those who had the complaint.
    followed : mapping of int to str
        ``improved``, ``unchanged`` or ``worse``, by patient.
    dice : Dice
        Chooses.

    Raises
    ------
    ValueError
        When the rates leave somebody who improved without an improved complaint.
    """
    sizes = {name: _size(targets, name, per_cent, len(followed)) for name, per_cent in PREVALENCE_PER_CENT.items()}
    better = [patient for patient, group in followed.items() if group == "improved"]
    improved = _improved({name: count for name, (_, count) in sizes.items()}, better, dice)
    rest = _unimproved({name: n - count for name, (n, count) in sizes.items()}, followed, improved, dice)
    return {
        patient: _complaints(group, improved.get(patient, []), rest[patient]) for patient, group in followed.items()
    }


def _size(targets: Targets, name: str, per_cent: int, followed: int) -> tuple[int, int]:
    """How many had a complaint, near the prevalence assumed, and how many of them improved."""
    part = targets.part(f"symptoms.{name}")
    near = sorted(range(followed // 10, followed), key=lambda n: (abs(100 * n - per_cent * followed), n))
    return next((n, found[len(found) // 2]) for n in near if (found := counts_allowed(part, n)))


def _improved(counts: Mapping[str, int], better: Sequence[int], dice: Dice) -> dict[int, list[str]]:
    """Share improved complaints out among those who improved: one to each, then the rest."""
    tokens = [name for name, count in sorted(counts.items(), key=lambda item: -item[1]) for _ in range(count)]
    if len(tokens) < len(better) or max(counts.values()) > len(better):
        raise ValueError(f"{len(tokens)} improved complaints cannot be those of {len(better)} patients")
    order = dice.shuffled(better)
    found: dict[int, list[str]] = {patient: [] for patient in order}
    for place, name in enumerate(tokens):
        found[order[place % len(order)]].append(name)
    return found


def _unimproved(
    counts: Mapping[str, int], followed: Mapping[int, str], improved: Mapping[int, list[str]], dice: Dice
) -> dict[int, list[str]]:
    """Share the other complaints out: first one to each who did not improve, then at random."""
    found: dict[int, list[str]] = {patient: [] for patient in followed}
    left = dict(counts)
    for patient in dice.shuffled([patient for patient, group in followed.items() if group != "improved"]):
        name = dice.one([name for name, count in left.items() for _ in range(count)])
        left[name] -= 1
        found[patient].append(name)
    for name, count in left.items():
        free = [p for p in followed if name not in found[p] and name not in improved.get(p, [])]
        for patient in dice.pick(free, count):
            found[patient].append(name)
    return found


def _complaints(group: str, improved: Sequence[str], rest: Sequence[str]) -> Complaints:
    if group == "worse":
        return Complaints((), tuple(rest[1:]), tuple(rest[:1]))
    return Complaints(tuple(improved), tuple(rest), ())
