"""Who the patients are: sex, race, age, and where their tumors were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.margins import choose_counts
from mibg.reconstruction.placement import matched, spread
from mibg.reconstruction.targets import Targets

ADULT_DAYS: Final = 18 * 366
"""Everybody is of age at diagnosis."""

_AGE_SPREAD: Final = ((0, -235), (5, -157), (25, -69), (50, 0), (75, 69), (95, 157), (100, 235))
"""Per cent of patients, and hundredths of a standard deviation about the mean age."""
_WOMEN_ONLY: Final = {"ovary", "adnexa"}
_SAME_ORGAN: Final = {"lungs": "lung", "gastric": "gastric", "pancreas": "pancreas", "mesentery": "mesentery"} | {
    "adnexa": "ovary"
}


@dataclass(frozen=True)
class Person:
    """A patient apart from the course of his disease.

    Parameters
    ----------
    sex, race, primary : str
        As the contract codes them.
    age : int
        Completed years at first treatment.
    metastases : tuple of str
        Sites; never empty.
    """

    sex: str
    race: str
    age: int
    primary: str
    metastases: tuple[str, ...]


def place_people(targets: Targets, diagnosed: Sequence[int], dice: Dice) -> list[Person]:
    """Make the patients, in the order of `diagnosed`.

    Parameters
    ----------
    targets : Targets
        Their margins.
    diagnosed : sequence of int
        Days from each one's diagnosis to his first treatment.
    dice : Dice
        Chooses who is what.
    """
    n = len(diagnosed)
    sexes = _partition(targets, "cohort.sex.", ("male", "female"), n, dice)
    races = _partition(targets, "cohort.race.", ("caucasian", "african_american"), n, dice)
    primaries = _primaries(targets.counts("cohort.primary."), sexes, dice)
    sites = _metastases(targets.counts("cohort.metastasis."), sexes, primaries, dice)
    everything = zip(sexes, races, _ages(targets, diagnosed, dice), primaries, sites, strict=True)
    return [Person(*one) for one in everything]


def _partition(targets: Targets, prefix: str, names: Sequence[str], n: int, dice: Dice) -> list[str]:
    """One of the names for each patient, in numbers that print as the percentages and sum to all."""
    percentages = [targets.part(prefix + name) for name in names]
    counts = choose_counts(percentages, n, lambda found: sum(found) == n)
    return dice.shuffled([name for name, count in zip(names, counts, strict=True) for _ in range(count)])


def _ages(targets: Targets, diagnosed: Sequence[int], dice: Dice) -> list[int]:
    mean, deviation = (int(targets.part("cohort.age", name).number) for name in ("value", "sd"))
    tenths = [(share, 10 * mean + deviation * place // 10) for share, place in _AGE_SPREAD]
    ages = [(age + 5) // 10 for age in spread(tenths, len(diagnosed), dice)]
    room = matched([days + ADULT_DAYS for days in diagnosed], [age * 365 for age in ages], dice)
    return [ages[place] for place in room]


def _primaries(counts: Mapping[str, int], sexes: Sequence[str], dice: Dice) -> list[str]:
    """Give primary sites, those that only women have first; whom the counts leave has the most common one."""
    common = max(counts, key=lambda site: counts[site])
    counts = {**counts, common: counts[common] + len(sexes) - sum(counts.values())}
    found: dict[int, str] = {}
    for site in sorted(counts, key=lambda site: site not in _WOMEN_ONLY):
        free = [patient for patient, sex in enumerate(sexes) if patient not in found and _may_have(site, sex)]
        found |= dict.fromkeys(dice.pick(free, counts[site]), site)
    return [found[patient] for patient in range(len(sexes))]


def _metastases(
    counts: Mapping[str, int], sexes: Sequence[str], primaries: Sequence[str], dice: Dice
) -> list[tuple[str, ...]]:
    """Give sites of metastases: the most common one, then one to each patient without, then the rest."""
    patients = range(len(sexes))
    allowed = [[site for site in counts if _may_spread(site, *pair)] for pair in zip(sexes, primaries, strict=True)]
    common = max(counts, key=lambda site: counts[site])
    has = {site: set[int]() for site in counts}
    has[common] = set(dice.pick([patient for patient in patients if common in allowed[patient]], counts[common]))
    for patient in sorted(set(patients) - has[common]):
        open_sites = [site for site in allowed[patient] for _ in range(counts[site] - len(has[site]))]
        has[dice.one(open_sites)].add(patient)
    for site, there in has.items():
        fitting = [patient for patient in patients if site in allowed[patient] and patient not in there]
        there.update(dice.pick(fitting, counts[site] - len(there)))
    return [tuple(site for site in counts if patient in has[site]) for patient in patients]


def _may_have(site: str, sex: str) -> bool:
    return sex == "female" or site not in _WOMEN_ONLY


def _may_spread(site: str, sex: str, primary: str) -> bool:
    return _may_have(site, sex) and _SAME_ORGAN.get(site) != primary
