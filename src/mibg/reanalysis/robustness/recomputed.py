"""The tests of the family made again, each as the paper made it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mibg.description import association
from mibg.endpoints import Endpoint, contrast_by_response, interaction_tests, naive_factors
from mibg.estimate import Estimate
from mibg.reanalysis.robustness.contrasts import CONTROL, CONTROLLED, Headline, Judged
from mibg.survival import compare

_RESPONSE_OR_STABLE = {"CR": "Response", "PR": "Response", "SD": "Stable"}


def recomputed_tests(judged: Judged, contrasts: dict[str, Headline]) -> dict[str, Estimate]:
    """Recompute every p-value of the family, naive where the paper is.

    Parameters
    ----------
    judged : Judged
        The cohort.
    contrasts : dict of str to Headline
        From `mibg.reanalysis.robustness.contrasts.headlines`.

    Returns
    -------
    dict of str to Estimate
        Unit ``p``, by the id of the statistic.
    """
    names = {"repeat": "os.repeat.p"} | {name: f"{name}.os.p" for name in ("imaging", "symptoms", "biochemistry")}
    naive = {names[name]: _naive_p(headline) for name, headline in contrasts.items()}
    survival, seen = judged.survival, judged.imaging.seen_by_ct
    controlled = frozenset(code for code, group in CONTROL.items() if group == CONTROLLED)
    return {
        **naive,
        "followup.imaging.p": _followed_p(survival, judged.imaging.by_ct),
        "followup.biochemistry.p": _followed_p(survival, judged.biochemistry.seen),
        "followup.symptoms.p": _followed_p(survival, judged.symptoms.seen),
        "repeat.interaction.p": interaction_tests(naive_factors(judged.cohort, seen, controlled)).pairs,
        "biochemistry.analytes.p": _analytes_p(judged.biochemistry.seen),
        "imaging.response_vs_stable.p": contrast_by_response(survival, seen, _RESPONSE_OR_STABLE, design="naive").p,
    }


def _naive_p(headline: Headline) -> Estimate:
    return compare(headline.endpoint.times, headline.known, design="naive").estimate()


def _followed_p(survival: Endpoint, seen: pd.DataFrame) -> Estimate:
    followed = np.isin(survival.patients, seen["patient_id"])
    return compare(survival.times, np.where(followed, "Followed", "Lost")).estimate()


def _analytes_p(seen: pd.DataFrame) -> Estimate:
    single = seen[seen["cga"].notna() != seen["hiaa"].notna()]
    return association(single["response"], single["cga"].notna().map({True: "CgA", False: "5-HIAA"}))
