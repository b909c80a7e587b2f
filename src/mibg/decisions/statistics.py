"""Every statistic that a decision bears on, by the id under which the chapters of the Results record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from mibg.decisions import responses, survival
from mibg.decisions.analysis import Analysis, Measure
from mibg.endpoints import Contrast
from mibg.estimate import Estimate, withheld

Statistic = Callable[[Analysis], Estimate]

_MEASURES: Final[tuple[Measure, ...]] = ("imaging", "symptoms", "biochemistry")
_Z: Final = 1.96


def _of_contrast(step: Callable[..., Contrast], names: Mapping[str, str], *choices: str) -> dict[str, Statistic]:
    """Statistics of one contrast: by id, the group whose median it is, or ``difference`` or ``p``."""
    return {name: partial(_read, step=step, choices=choices, part=part) for name, part in names.items()}


def _read(analysis: Analysis, step: Callable[..., Contrast], choices: tuple[str, ...], part: str) -> Estimate:
    found = analysis.once(step, *choices)
    return found.medians[part] if part in found.medians else {"difference": found.difference, "p": found.p}[part]


def _interaction(analysis: Analysis) -> Estimate:
    tests = analysis.once(survival.interactions)
    return analysis.survival.defined(tests.every if analysis.chosen.regression == "all_products" else tests.pairs)


def _interaction_with_imaging(analysis: Analysis) -> Estimate:
    found = analysis.survival.defined(analysis.once(survival.interactions).of(("multiple", "controlled")))
    by_symptoms = analysis.chosen.regression == "symptomatic_response"
    return withheld(found, "imaging is not in this regression" if by_symptoms else None)


def _by_response(prefix: Measure, split: str, groups: tuple[str, str]) -> dict[str, Statistic]:
    names = {f"{prefix}.os.{part}": part for part in (*groups, "difference", "p")}
    return _of_contrast(survival.by_response, names, prefix, split)


def _by_followup(measure: Measure) -> dict[str, Statistic]:
    name = f"followup.{measure}"
    names = {f"{name}.seen.os_median": "seen", f"{name}.lost.os_median": "lost", f"{name}.p": "p"}
    return _of_contrast(survival.by_followup, names, measure)


_DOSES: Final = {
    "os.single.median": "Single",
    "os.multiple.median": "Multiple",
    "os.repeat.difference": "difference",
    "os.repeat.p": "p",
}
STATISTICS: Final[Mapping[str, Statistic]] = {
    "os.median": survival.median,
    **{f"os.five_year.{since}": partial(survival.five_years, since=since) for since in survival.SINCE},
    **_of_contrast(survival.by_doses, _DOSES),
    "treatment.followup_activity": responses.followup_activity,
    "repeat.interaction.p": _interaction,
    "repeat.interaction.imaging.p": _interaction_with_imaging,
    "imaging.ct.n": responses.ct,
    "imaging.first_followup": responses.imaging_followup,
    **{f"imaging.{name}": partial(responses.imaging_share, name=name) for name in responses.IMAGING},
    "imaging.pfs.n": responses.imaged,
    "imaging.pfs.median": partial(responses.until_progression, measure="imaging"),
    "imaging.duration": partial(responses.duration, measure="imaging"),
    "imaging.duration.n": partial(responses.duration_patients, measure="imaging"),
    **_by_response("imaging", "control", ("controlled", "pd")),
    **_of_contrast(survival.by_response, {"imaging.response_vs_stable.p": "p"}, "imaging", "response"),
    "symptoms.n": partial(responses.followed, measure="symptoms"),
    "symptoms.response": responses.improved,
    **{f"symptoms.{name}": partial(responses.complaint, name=name) for name in responses.COMPLAINTS},
    "symptoms.pfs.median": partial(responses.until_progression, measure="symptoms"),
    "symptoms.duration": partial(responses.duration, measure="symptoms"),
    **_by_response("symptoms", "relief", ("response", "none")),
    "biochemistry.n": partial(responses.followed, measure="biochemistry"),
    **{f"biochemistry.{name}": partial(responses.labs_share, name=name) for name in responses.LABS},
    "biochemistry.progression_free": responses.never_progressed,
    "biochemistry.ttp.median": partial(responses.until_progression, measure="biochemistry"),
    **_by_response("biochemistry", "control", ("controlled", "pd")),
    **{f"followup.{one}.lost": partial(survival.lost, measure=one) for one in _MEASURES},
    **{name: statistic for one in _MEASURES for name, statistic in _by_followup(one).items()},
}


def compute(analysis: Analysis, statistic: str) -> Estimate:
    """Compute one statistic.

    Parameters
    ----------
    analysis : Analysis
        The cohort under one option of each decision.
    statistic : str
        One of `STATISTICS`.

    Returns
    -------
    Estimate
        What stands after ± in print is to be held against its `se`, which is half the width of its interval, or the
        spread of single patients, where ± is so read.
    """
    found = withheld(STATISTICS[statistic](analysis), analysis.lacking)
    if found.se is None or analysis.chosen.plus_minus == "standard_error":
        return found
    times, what = {
        "half_width": (_Z, "half the width of the 95 % interval"),
        "standard_deviation": (found.n**0.5, "standard deviation, SE times the root of n"),
    }[analysis.chosen.plus_minus]
    return replace(found, se=times * found.se, convention=f"{found.convention}; after ±: {what}")
