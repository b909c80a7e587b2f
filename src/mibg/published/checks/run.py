"""All families of checks over all claims they apply to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mibg.published.checks.check import Check, Family
from mibg.published.checks.curves import check_mixtures, check_overall_medians
from mibg.published.checks.differences import check_differences
from mibg.published.checks.errors import check_comparisons, check_standard_errors
from mibg.published.checks.granularity import check_granularity, check_rounding
from mibg.published.checks.limits import check_orders, check_quartiles, check_subsets
from mibg.published.checks.numbers import read_numbers
from mibg.published.checks.relations import Relations
from mibg.published.checks.repeated import check_repeated, check_same
from mibg.published.checks.sums import check_described, check_missing, check_partitions, check_unions
from mibg.published.claims import Claims

FAMILIES: Final = (
    Family(
        "rounding",
        "One way of rounding",
        "Percentages of few patients cannot all be had. Is there one way of rounding under which all can?",
        check_rounding,
    ),
    Family(
        "granularity",
        "Percentages of whole patients",
        "Can the percentage be that of a whole number of patients? Asked of every percentage, all rounded in the one "
        "way that serves the paper best. With 100 patients and more every whole percentage can be had, so that the "
        "check has no power.",
        check_granularity,
    ),
    Family(
        "repeated",
        "One quantity, several places",
        "Does some true value allow every print of the quantity, in whichever unit? Upper limits never contradict each "
        "other: such a check has no power.",
        check_repeated,
    ),
    Family(
        "same",
        "One quantity by its words",
        "Do claims that say the same, read to the letter, print the same?",
        check_same,
    ),
    Family(
        "partition",
        "Parts of a whole",
        "Can the parts, each patient in one of them, add up to the whole?",
        check_partitions,
    ),
    Family(
        "union",
        "Any of several",
        "Are those with any of several things at least as many as with the commonest, and no more than all together? "
        "With the overlap of two printed, are they exactly the sum without it?",
        check_unions,
    ),
    Family("missing", "Seen and missing", "Do those seen and those missing add up to everybody?", check_missing),
    Family(
        "described",
        "Announced and described",
        "Are as many cases described as are announced?",
        check_described,
    ),
    Family(
        "subset",
        "Groups within groups",
        "Has the group no more patients than those it comes from?",
        check_subsets,
    ),
    Family("quartiles", "Quartiles and ranges", "Do quartiles, and the ends of a range, rise?", check_quartiles),
    Family(
        "order",
        "What cannot fall",
        "Is each number no less than the one before it? Notable where estimates may breach the order.",
        check_orders,
    ),
    Family(
        "difference",
        "Differences of medians",
        "Can two medians that print as these be so far apart?",
        check_differences,
    ),
    Family(
        "overall_median",
        "The median of everybody",
        "Does the median of everybody lie among those of the groups? Notable where it does not.",
        check_overall_medians,
    ),
    Family(
        "mixture",
        "Curves of the groups",
        "A curve only falls. Can curves through what is printed of the groups mix to what is printed of everybody, at "
        "each time for which something is printed? Notable where they cannot. Curves through medians alone always can: "
        "the check has power only where a survival is printed too, and not at the median of everybody.",
        check_mixtures,
    ),
    Family(
        "standard_error",
        "Standard errors and patients",
        "The standard error of a median and the number of patients imply how long survival takes at most to fall from "
        "0.55 to 0.45. Is that at least half of what a constant hazard through the median would take? Censoring makes "
        "it longer, so that only too short a time is notable. Never failed.",
        check_standard_errors,
    ),
    Family(
        "comparison",
        "Tests of two medians",
        "Does a Wald test of the two medians, with their standard errors, agree with the printed p of the log-rank "
        "test? The two are different tests. Never failed.",
        check_comparisons,
    ),
)


def run_checks(claims: Claims, relations: Relations) -> tuple[Check, ...]:
    """Run every family over every claim it can apply to.

    Parameters
    ----------
    claims : Claims
        Of a paper.
    relations : Relations
        Of the same paper.
    """
    numbers = read_numbers(claims, relations)
    return tuple(_named(check, family, claims) for family in FAMILIES for check in family.run(numbers))


def _named(check: Check, family: Family, claims: Claims) -> Check:
    return replace(check, family=family.name, about=check.about or claims.by_id[check.claims[0]].about)
