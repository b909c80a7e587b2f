"""Response of the target lesions at one exam."""

from __future__ import annotations

from typing import Final

from mibg.response.assessments import COMPLETE, NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.recist.criteria import (
    NODE_NORMAL_BELOW_MM,
    PARTIAL_RESPONSE_FALL_PERCENT,
    PARTS_OF_A_MM,
    PROGRESSION_RISE_MM,
    PROGRESSION_RISE_PERCENT,
)
from mibg.response.rules import Rule

NONE: Final = "none"
_SOURCE: Final = "Eisenhauer 2009"

TARGET_RULES: Final = (
    Rule(
        "target.none",
        "No target lesion was chosen at baseline.",
        lambda facts: facts["targets"] == 0,
        NONE,
        f"{_SOURCE}, Table 2",
    ),
    Rule(
        "target.growth",
        f"The sum, be it of some of the lesions only, has grown by {PROGRESSION_RISE_PERCENT} % or more over the nadir "
        f"and by {PROGRESSION_RISE_MM} mm or more. Asked first, so that a missing lesion hides no growth. A lymph node "
        f"counts with its short axis even below {NODE_NORMAL_BELOW_MM} mm, so that nodes that are all still normal can "
        "show growth.",
        lambda facts: (
            (100 * facts["sum"] >= (100 + PROGRESSION_RISE_PERCENT) * facts["nadir"])
            & (facts["sum"] - facts["nadir"] >= PROGRESSION_RISE_MM * PARTS_OF_A_MM)
        ),
        PROGRESSION,
        f"{_SOURCE}, 4.3.1, 4.3.2 and 4.4.3; growth of normal nodes by the letter, a convention of this book",
    ),
    Rule(
        "target.reappearance",
        "All target lesions were gone at an exam before, and one that is no lymph node is seen again.",
        lambda facts: facts["was_gone"] & facts["present"],
        PROGRESSION,
        f"{_SOURCE}, Table 3, note a; a node that regrows is judged by the sum, a convention of this book",
    ),
    Rule(
        "target.missing",
        "A target lesion was not assessed, and those that were do not show growth.",
        lambda facts: ~facts["complete"],
        NOT_EVALUABLE,
        f"{_SOURCE}, 4.4.3",
    ),
    Rule(
        "target.gone",
        f"Every target lesion is gone; a lymph node below {NODE_NORMAL_BELOW_MM} mm across its short axis is normal.",
        lambda facts: facts["gone"],
        COMPLETE,
        f"{_SOURCE}, 4.3.1 and 4.3.2",
    ),
    Rule(
        "target.shrinkage",
        f"The sum has fallen by {PARTIAL_RESPONSE_FALL_PERCENT} % or more from baseline.",
        lambda facts: 100 * facts["sum"] <= (100 - PARTIAL_RESPONSE_FALL_PERCENT) * facts["baseline"],
        PARTIAL,
        f"{_SOURCE}, 4.3.1",
    ),
    Rule(
        "target.neither",
        "Neither shrinkage enough for a response nor growth enough for progression.",
        lambda facts: facts["complete"],
        STABLE,
        f"{_SOURCE}, 4.3.1",
    ),
)
