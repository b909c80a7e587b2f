"""What each chapter can say of a cohort, found by running its analysis: the same functions, and so the same reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from mibg.appraisal.described import cohort_quantities, treatment_quantities
from mibg.cohort import Cohort
from mibg.decisions import STATISTICS, Bench, Choices, analyse, compute
from mibg.disclosure.marks import least_of
from mibg.disclosure.withholding import NO_PATIENTS, why_withheld
from mibg.estimate import Estimate
from mibg.reanalysis import guarantee, immortal, lost, multiverse, progression_free, robustness

Ask = Callable[[Bench], Mapping[str, Estimate]]


@dataclass(frozen=True)
class Chapter:
    """A chapter of the book whose numbers rest on what a cohort has.

    Parameters
    ----------
    name : str
        Its notebook under ``notebooks``.
    title : str
        Its title.
    ask : callable
        Computes its statistics, by the ids under which it records them.
    """

    name: str
    title: str
    ask: Ask


@dataclass(frozen=True)
class Outlook:
    """What a chapter will and will not be able to say.

    Parameters
    ----------
    chapter : Chapter
        Which one.
    estimable : tuple of str
        Ids of the statistics that have a value.
    lacking : mapping of str to str
        Why the others have none, by id.
    withheld : mapping of str to str
        Why some that have a value will not be shown, by id; none where the cohort needs no protection.
    """

    chapter: Chapter
    estimable: tuple[str, ...]
    lacking: Mapping[str, str]
    withheld: Mapping[str, str]


def outlooks(cohort: Cohort) -> tuple[Outlook, ...]:
    """Ask each chapter about a cohort, behind the gate that a build puts up for it by default."""
    bench, least = Bench(cohort), least_of(cohort.study.origin)
    return tuple(_outlook(chapter, chapter.ask(bench), least) for chapter in CHAPTERS)


def _outlook(chapter: Chapter, found: Mapping[str, Estimate], least: int) -> Outlook:
    lacking = {name: estimate.reason for name, estimate in found.items() if estimate.reason is not None}
    estimable = tuple(name for name in found if name not in lacking)
    reasons = {name: _why_withheld(found[name], least) for name in estimable}
    return Outlook(chapter, estimable, lacking, {name: why for name, why in reasons.items() if why is not None})


def _why_withheld(estimate: Estimate, least: int) -> str | None:
    return None if least == 0 or estimate.unit in NO_PATIENTS else why_withheld(estimate, least)


def _of_results(bench: Bench, begins: tuple[str, ...], but: tuple[str, ...] = ()) -> Mapping[str, Estimate]:
    """Statistics whose ids begin in one way and not in another, as the Results compute them."""
    names = [name for name in STATISTICS if name.startswith(begins) and not (but and name.startswith(but))]
    return {name: compute(analyse(bench, Choices()), name) for name in names}


def _of_cohort(bench: Bench, quantities: Callable[[Cohort], Mapping[str, Estimate]]) -> Mapping[str, Estimate]:
    return quantities(bench.cohort)


_MEASURES: Final = ("imaging", "symptoms", "biochemistry")
_LOST: Final = tuple(f"followup.{measure}.lost" for measure in _MEASURES)
_WHO: Final = ("imaging.ct.n", "symptoms.n", "biochemistry.n")
_CONTRAST: Final = ("imaging.response_vs_stable",)


def _chapter(name: str, title: str, *begins: str, but: tuple[str, ...] = ()) -> Chapter:
    return Chapter(f"results/{name}", title, partial(_of_results, begins=begins, but=but))


def _reanalysis(name: str, title: str, quantities: Callable[[Cohort], Mapping[str, Estimate]]) -> Chapter:
    return Chapter(f"reanalysis/{name}", title, partial(_of_cohort, quantities=quantities))


CHAPTERS: Final = (
    Chapter("results/cohort", "Patients", partial(_of_cohort, quantities=cohort_quantities)),
    Chapter("results/treatment", "Treatments", partial(_of_cohort, quantities=treatment_quantities)),
    _chapter("overall-survival", "Overall survival", "os.median", "os.five_year"),
    _chapter("eligibility", "Who was followed", *_WHO),
    _chapter("loss-to-follow-up", "Loss to follow-up", "followup.", but=_WHO),
    _chapter("repeat-treatment", "Repeat treatment", "os.single", "os.multiple", "os.repeat", "repeat."),
    _chapter("imaging", "Imaging response", "imaging.", but=(*_WHO, *_CONTRAST)),
    _chapter("response-and-stability", "Response against stability", *_CONTRAST),
    _chapter("symptoms", "Symptoms", "symptoms.", but=_WHO),
    _chapter("biochemistry", "Biochemical response", "biochemistry.", but=_WHO),
    _reanalysis("repeat-treatment", "Repeat treatment, reanalysed", immortal.quantities),
    _reanalysis("response", "Response, reanalysed", guarantee.quantities),
    _reanalysis("lost", "Those lost to follow-up", lost.quantities),
    _reanalysis("progression-free", "Progression-free survival, reanalysed", progression_free.quantities),
    _reanalysis("assumptions", "Assumptions and the number of tests", robustness.quantities),
    _reanalysis("multiverse", "Every reasonable choice at once", multiverse.quantities),
)
