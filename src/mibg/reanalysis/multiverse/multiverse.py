"""A headline claim under every specification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mibg.cohort import Cohort
from mibg.decisions import Bench, Choices, Decision
from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.comparisons import compared
from mibg.reanalysis.multiverse.estimates import Shown
from mibg.reanalysis.multiverse.headlines import HEADLINES, Headline
from mibg.reanalysis.multiverse.specifications import Specifications, dimensions, specifications


@dataclass(frozen=True, eq=False)
class Multiverse:
    """A headline under its specifications.

    Parameters
    ----------
    headline : Headline
        The claim.
    specifications : Specifications
        What was combined.
    shown : tuple of Shown
        What each specification shows; the same object where two compare the very same patients, times and groups.
    """

    headline: Headline
    specifications: Specifications
    shown: tuple[Shown, ...]

    @property
    def patients(self) -> int:
        """Patients of the specification that has most."""
        return max((one.n for one in self.estimates), default=0)

    @property
    def comparisons(self) -> int:
        """Comparisons that differ in this cohort."""
        return len(set(map(id, self.shown)))

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """The median, or the difference of two, under each specification."""
        pairs = zip(self.shown, self.specifications.kept, strict=True)
        return tuple(shown.estimate(chosen.median) for shown, chosen in pairs)

    @property
    def tests(self) -> tuple[Estimate, ...]:
        """The log-rank test under each specification; none where nothing is contrasted."""
        return () if self.headline.pair is None else tuple(shown.p for shown in self.shown)


def multiverse(bench: Bench, headline: Headline, found: Specifications) -> Multiverse:
    """Look at a headline under some specifications.

    Parameters
    ----------
    bench : Bench
        The cohort.
    headline : Headline
        The claim.
    found : Specifications
        All of them, or some.
    """
    shown = tuple(_shown(bench, headline, chosen) for chosen in found.kept)
    return Multiverse(headline, found, shown)


def multiverses(cohort: Cohort, register: Mapping[str, Decision]) -> dict[str, Multiverse]:
    """Look at every headline of a cohort under all specifications, by name of the headline."""
    bench = Bench(cohort)
    return {
        headline.name: multiverse(bench, headline, specifications(bench, dimensions(headline, register)))
        for headline in HEADLINES
    }


def _shown(bench: Bench, headline: Headline, chosen: Choices) -> Shown:
    rows = compared(bench, headline, chosen)
    kept: dict[bytes, Shown] = bench.memory.once(_shelf, headline)
    return kept.setdefault(rows.key, Shown(rows, headline))


def _shelf(_: Headline) -> dict[bytes, Shown]:
    return {}
