"""Overall response at one exam: target lesions, non-target disease and new lesions together."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.response.assessments import COMPLETE, NEITHER, NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.recist.target import NONE
from mibg.response.rules import Rule

_SOURCE: Final = "Eisenhauer 2009"


def _are(facts: pd.DataFrame, target: str, *non_target: str) -> npt.NDArray[np.bool_]:
    found = facts["target"] == target
    if non_target:
        found &= facts["non_target"].isin(non_target)
    return found.to_numpy(dtype=bool)


OVERALL_RULES: Final = (
    Rule(
        "overall.exam",
        "The exam is marked as not evaluable: it says nothing, not even of a new lesion.",
        lambda facts: facts["unjudged"],
        NOT_EVALUABLE,
        "convention of this book, as for reports and scans",
    ),
    Rule(
        "overall.new_lesion",
        "A new lesion, whatever else is seen.",
        lambda facts: facts["new_lesions"] == "yes",
        PROGRESSION,
        f"{_SOURCE}, Tables 1 and 2",
    ),
    Rule(
        "overall.new_lesion_confirmed",
        "A finding that may be a new lesion, and the next exam finds that it was one: progression dates back to it.",
        lambda facts: (facts["new_lesions"] == "equivocal") & facts["new_lesion_next"],
        PROGRESSION,
        f"{_SOURCE}, 4.3.5",
    ),
    Rule(
        "overall.target_progression",
        "Progression of the target lesions.",
        lambda facts: _are(facts, PROGRESSION),
        PROGRESSION,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.non_target_progression",
        "Unequivocal progression of non-target disease.",
        lambda facts: facts["non_target"] == PROGRESSION,
        PROGRESSION,
        f"{_SOURCE}, Tables 1 and 2",
    ),
    Rule(
        "overall.complete",
        "Target lesions gone, and non-target disease gone or never there.",
        lambda facts: _are(facts, COMPLETE, COMPLETE, NONE),
        COMPLETE,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.complete_but",
        "Target lesions gone, while non-target disease persists or was not evaluated.",
        lambda facts: _are(facts, COMPLETE),
        PARTIAL,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.partial",
        "Target lesions respond in part; non-target disease does not progress.",
        lambda facts: _are(facts, PARTIAL),
        PARTIAL,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.stable",
        "Target lesions are stable; non-target disease does not progress.",
        lambda facts: _are(facts, STABLE),
        STABLE,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.missing",
        "Target lesions were not all evaluated.",
        lambda facts: _are(facts, NOT_EVALUABLE),
        NOT_EVALUABLE,
        f"{_SOURCE}, Table 1",
    ),
    Rule(
        "overall.non_target_gone",
        "No target lesions; all non-target disease is gone.",
        lambda facts: _are(facts, NONE, COMPLETE),
        COMPLETE,
        f"{_SOURCE}, Table 2",
    ),
    Rule(
        "overall.non_target_persists",
        "No target lesions; non-target disease neither gone nor progressing.",
        lambda facts: _are(facts, NONE, NEITHER),
        NEITHER,
        f"{_SOURCE}, Table 2",
    ),
    Rule(
        "overall.nothing_evaluated",
        "No target lesions; non-target disease not evaluated, or none there to evaluate.",
        lambda facts: _are(facts, NONE),
        NOT_EVALUABLE,
        f"{_SOURCE}, Table 2; without any disease at baseline a convention of this book",
    ),
)
