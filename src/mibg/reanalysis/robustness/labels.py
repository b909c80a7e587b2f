"""What each number of the chapter is, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mibg.estimate import Estimate
from mibg.reanalysis.robustness.contrasts import Judged

PREFIX: Final = "robustness"
_SUBJECTS: Final[Mapping[str, str]] = {
    "repeat": "Repeat treatment",
    "imaging": "Imaging",
    "symptoms": "Symptoms",
    "biochemistry": "Biochemistry",
    "supplier": "Eras of the supplier",
    "discharge": "Eras of the discharge rule",
    "lead_time": "Time from metastases to treatment",
    "follow_up": "Follow-up",
    "os.repeat.p": "Survival by number of treatments",
    "imaging.os.p": "Survival by imaging outcome",
    "symptoms.os.p": "Survival by symptomatic response",
    "biochemistry.os.p": "Survival by biochemical outcome",
    "followup.imaging.p": "Survival by imaging follow-up",
    "followup.biochemistry.p": "Survival by biochemical follow-up",
    "followup.symptoms.p": "Survival by symptomatic follow-up",
    "repeat.interaction.p": "Interaction of repeat treatment, imaging and octreotide",
    "biochemistry.analytes.p": "Outcome by analyte",
    "imaging.response_vs_stable.p": "Survival with response and with stability",
}
_MEASURES: Final[Mapping[str, str]] = {
    "": "median",
    "hr": "hazard ratio",
    "p": "log-rank test",
    "difference": "difference of medians",
    "hr.landmark": "hazard ratio from the landmark",
    "hr.time_dependent": "time-dependent hazard ratio",
    "hr.adjusted": "hazard ratio from the landmark among covariates",
    "hr.penalised": "the same by Firth's likelihood",
    "hr.deaths_a_coefficient": "deaths for each coefficient",
    "ph.naive": "test of proportional hazards, naive",
    "ph.landmark": "test of proportional hazards, landmark",
    "ph.time_dependent": "test of proportional hazards, time-dependent",
    "median.naive": "difference of medians, naive",
    "median.landmark": "difference of medians from the landmark",
    "mean.naive": "difference of restricted means, naive",
    "mean.landmark": "difference of restricted means from the landmark",
    "p.within_supplier": "log-rank test from the landmark within eras of the supplier",
    "e_value.landmark": "E-value from the landmark",
    "e_value.time_dependent": "E-value, time-dependent",
    "e_value.adjusted": "E-value from the landmark among covariates",
    "detectable.ratio": "detectable hazard ratio",
    "detectable.difference": "detectable difference of medians",
    "holm": "p after Holm",
    "fdr": "p after Benjamini and Hochberg",
}


def labelled(judged: Judged, estimates: Mapping[str, Estimate]) -> dict[str, tuple[str, Estimate]]:
    """Make numbers of the chapter ready to be recorded.

    Parameters
    ----------
    judged : Judged
        Its survival is the endpoint of those that name none.
    estimates : mapping of str to Estimate
        By subject and measure: ``imaging.hr.landmark``.

    Returns
    -------
    dict of str to (str, Estimate)
        By id, which begins with ``robustness.``: what each is, and the number.

    Raises
    ------
    KeyError
        When there is no such subject or measure.
    """
    return {f"{PREFIX}.{name}": (_label(name), judged.survival.defined(found)) for name, found in estimates.items()}


def _label(name: str) -> str:
    subject = max((known for known in _SUBJECTS if name == known or name.startswith(f"{known}.")), key=len)
    return f"{_SUBJECTS[subject]}: {_MEASURES[name[len(subject) + 1 :]]}"
