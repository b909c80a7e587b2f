"""A headline's part of the chapter: its points, what moves it, and its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mibg.decisions import Decision
from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.headlines import Headline
from mibg.reanalysis.multiverse.influence import influence_records, influences, moved_by
from mibg.reanalysis.multiverse.labels import labelled
from mibg.reanalysis.multiverse.multiverse import Multiverse
from mibg.reanalysis.multiverse.points import point_frame, specification_frame
from mibg.reanalysis.multiverse.quantities import quantities_of
from mibg.reanalysis.multiverse.specifications import Specifications

_NOTHING = "nothing does, in this cohort"


@dataclass(frozen=True, eq=False)
class Chapter:
    """What the page shows of a headline.

    Parameters
    ----------
    headline : Headline
        The claim.
    specifications : Specifications
        What was combined.
    rows, points : DataFrame
        Of `specification_frame` and `point_frame`.
    influences : DataFrame
        Of `influences`.
    asked : mapping of str to Decision
        Decisions whose options do not all compare the same in this cohort, the one that moves most first.
    patients : int
        Of the specification that has most.
    combined, records : mapping of str to (str, Estimate)
        By id, with labels: what follows from the register alone, and what depends on the cohort.
    """

    headline: Headline
    specifications: Specifications
    rows: pd.DataFrame
    points: pd.DataFrame
    influences: pd.DataFrame
    asked: Mapping[str, Decision]
    patients: int
    combined: Mapping[str, tuple[str, Estimate]]
    records: Mapping[str, tuple[str, Estimate]]

    @property
    def name(self) -> str:
        """Of the headline."""
        return self.headline.name

    @property
    def figure(self) -> str:
        """Id of the figure."""
        return f"figure-multiverse-{self.name}"

    @property
    def mover(self) -> str:
        """The question whose options lie furthest apart on average; says so where none moves anything."""
        first = self.influences.iloc[0]
        return self.asked[first["decision"]].asks if first["greatest"] > 0 else _NOTHING

    @property
    def mover_rule(self) -> str:
        """How it was chosen."""
        return "the decision whose options lie furthest apart on average, all else being equal"

    @property
    def decides_mover(self) -> tuple[str, ...]:
        """Ids of the distances that decide which it is: those of all decisions."""
        return tuple(moved_by(self.headline, decision) for decision in self.specifications.dimensions)

    def counted(self, count: int, told: str = "Specifications counted") -> Estimate:
        """Count specifications that depend on the cohort."""
        return _count(count, told, self.patients)


def chapter(found: Multiverse, register: Mapping[str, Decision]) -> Chapter:
    """Make ready what the page shows of a headline.

    Parameters
    ----------
    found : Multiverse
        The headline under all specifications.
    register : mapping of str to Decision
        What the paper leaves open.
    """
    rows, name = specification_frame(found), found.headline.name
    moved = influences(rows, tuple(found.specifications.dimensions))
    asked = {one: register[one] for one in moved.loc[moved["compares"], "decision"]}
    every = {one: register[one] for one in found.specifications.dimensions}
    combined = {f"multiverse.{name}.combinations": _combinations(found)}
    summed = {f"multiverse.{name}.{what}": one for what, one in {**_counts(found), **quantities_of(found)}.items()}
    records = labelled(summed) | influence_records(found.headline, moved, every, found.patients)
    about = (found.headline, found.specifications, rows, point_frame(rows), moved, asked, found.patients)
    return Chapter(*about, labelled(combined), records)


def _combinations(found: Multiverse) -> Estimate:
    count = found.specifications.combinations
    return _count(count, "Options of the decisions that bear on the claim, combined", count)


def _counts(found: Multiverse) -> dict[str, Estimate]:
    """Counts that the cohort has a say in: an end of its own, or a finding that nobody has, leaves options out."""
    counted = {
        "specifications": (len(found.specifications.kept), "Combinations that no rule leaves out"),
        "comparisons": (found.comparisons, "Comparisons of different patients, times or groups among them"),
    }
    return {name: _count(count, told, found.patients) for name, (count, told) in counted.items()}


def _count(count: int, told: str, n: int) -> Estimate:
    return Estimate(float(count), "specifications", n, told, "mibg.reanalysis.multiverse.multiverses")
