"""Verdicts: a claim judged against the record it names, inside the interval that its printing allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mibg.audit.comparison import SIGNIFICANCE_LEVEL, compare
from mibg.audit.formatting import Format, format_estimate
from mibg.audit.matching import matching
from mibg.audit.records import Record
from mibg.estimate import Estimate
from mibg.published import Claim, Part


class Label(StrEnum):
    """How a claim fares; the words depend on the origin of the data."""

    REPRODUCED = "reproduced"
    DIFFERS = "differs"
    ATTAINED = "attained"
    MISSED = "missed"
    COMPARED = "compared"
    NOT_ESTIMABLE = "not estimable"
    NOT_SHOWN = "not shown"
    NOT_RECOMPUTABLE = "not recomputable"
    INCONSISTENT = "internally inconsistent"
    CONTEXT = "context"


class Conclusion(StrEnum):
    """Whether the direction and significance that a claim states hold, whatever its digits do."""

    STANDS = "stands"
    DOES_NOT_STAND = "does not stand"
    BY_CONSTRUCTION = "by construction"
    NOT_JUDGED = "not judged"


_AGREES = {"original": Label.REPRODUCED, "reconstruction": Label.ATTAINED}
_DISAGREES = {"original": Label.DIFFERS, "reconstruction": Label.MISSED}


@dataclass(frozen=True)
class Verdict:
    """The judgement on one claim.

    Parameters
    ----------
    label : Label
        Whether the digits agree, in the word proper to the origin.
    conclusion : Conclusion
        Whether direction and significance stand.
    reason : str
        One sentence with the numbers in it.
    """

    label: Label
    conclusion: Conclusion
    reason: str


def judge(claim: Claim, record: Record | None, origin: str) -> Verdict:
    """Judge one claim.

    Parameters
    ----------
    claim : Claim
        From the published numbers.
    record : Record or None
        Of the statistic that the claim names; None for a claim that names none.
    origin : str
        Origin of the cohort: ``reconstruction``, ``original`` or ``other``.

    Returns
    -------
    Verdict
        Never a tolerance of our own: only the interval that the printed rounding allows.

    Raises
    ------
    LookupError
        When the claim names a statistic and there is no record of it.
    """
    if claim.statistic is None:
        return _without_statistic(claim)
    if record is None:
        raise LookupError(f"{claim.id} is judged by {claim.statistic}, which is not recorded")
    if record.estimate.withheld:
        return Verdict(Label.NOT_SHOWN, Conclusion.NOT_JUDGED, f"{record.estimate.reason}.".capitalize())
    if record.estimate.value is None:
        return Verdict(Label.NOT_ESTIMABLE, Conclusion.NOT_JUDGED, f"The data lack it: {record.estimate.reason}.")
    return _judged(claim, record.estimate, origin)


def contradicted(verdict: Verdict, failed: Sequence[str]) -> Verdict:
    """Say of a claim that does not hold, and that other claims contradict, that the paper is inconsistent.

    Parameters
    ----------
    verdict : Verdict
        By the record alone.
    failed : sequence of str
        Ids of the failed checks that the claim stands in.
    """
    if not failed or verdict.label not in (Label.MISSED, Label.DIFFERS):
        return verdict
    reason = f"It cannot hold beside other printed numbers: {', '.join(failed)}. Here {verdict.reason}"
    return replace(verdict, label=Label.INCONSISTENT, reason=reason)


def _without_statistic(claim: Claim) -> Verdict:
    context = claim.scope in ("protocol", "literature")
    label = Label.CONTEXT if context else Label.NOT_RECOMPUTABLE
    return Verdict(label, Conclusion.NOT_JUDGED, claim.reason or "")


def _judged(claim: Claim, estimate: Estimate, origin: str) -> Verdict:
    if origin == "other":  # whether the paper's conclusion stands, only its own patients can tell
        return Verdict(Label.COMPARED, Conclusion.NOT_JUDGED, compare(claim, estimate))
    outcomes = [_outcome(part, claim, estimate) for part in claim.parts] or [_statement(estimate)]
    agrees = all(inside for inside, _ in outcomes)
    label = (_AGREES if agrees else _DISAGREES)[origin]
    reason = "; ".join(text for _, text in outcomes)
    return Verdict(label, _conclusion(claim, estimate, origin, agrees), f"{reason}.")


def _outcome(part: Part, claim: Claim, estimate: Estimate) -> tuple[bool, str]:
    value = matching(part.name, claim, estimate)
    if value is None:
        return False, f"the record has no {part.name} to set beside the printed {part.text}"
    inside = part.interval.contains(value)
    relation = "lies within" if inside else "lies outside"
    return inside, f"{part.name} {value:.4g} {relation} what the printed {part.text} allows ({part.interval})"


def _statement(estimate: Estimate) -> tuple[bool, str]:
    """Judge a statement without a number: true of everybody, or a difference that is not significant."""
    if estimate.unit == "p":
        holds = estimate.value is not None and estimate.value >= SIGNIFICANCE_LEVEL
        return holds, f"{format_estimate(estimate)} against the threshold {SIGNIFICANCE_LEVEL:g}"
    return estimate.value == 100, f"true of {format_estimate(estimate, Format(digits=1))} of n = {estimate.n}"


def _conclusion(claim: Claim, estimate: Estimate, origin: str, agrees: bool) -> Conclusion:
    concluding = claim.kind in ("p_value", "difference", "statement")
    if not concluding:
        return Conclusion.NOT_JUDGED
    if origin == "reconstruction":
        return Conclusion.BY_CONSTRUCTION
    if claim.kind == "p_value":
        agrees = estimate.value is not None and estimate.value < SIGNIFICANCE_LEVEL
    if claim.kind == "difference":
        agrees = estimate.value is not None and estimate.value > 0
    return Conclusion.STANDS if agrees else Conclusion.DOES_NOT_STAND
