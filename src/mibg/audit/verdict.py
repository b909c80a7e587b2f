"""Verdicts: a claim judged against the record it names, inside the interval that its printing allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mibg.audit.formatting import Format, describe, format_estimate
from mibg.audit.records import Record
from mibg.estimate import Estimate
from mibg.published import Claim, Part
from mibg.units import convert

SIGNIFICANCE_LEVEL = 0.05


class Label(StrEnum):
    """How a claim fares; the words depend on the origin of the data."""

    REPRODUCED = "reproduced"
    DIFFERS = "differs"
    ATTAINED = "attained"
    MISSED = "missed"
    COMPARED = "compared"
    NOT_ESTIMABLE = "not estimable"
    NOT_RECOMPUTABLE = "not recomputable"
    INCONSISTENT = "internally inconsistent"
    CONTEXT = "context"


class Conclusion(StrEnum):
    """Whether the direction and significance that a claim states hold, whatever its digits do."""

    STANDS = "stands"
    DOES_NOT_STAND = "does not stand"
    BY_CONSTRUCTION = "by construction"
    NOT_JUDGED = "not judged"


_AGREES = {"original": Label.REPRODUCED, "reconstruction": Label.ATTAINED, "other": Label.COMPARED}
_DISAGREES = {"original": Label.DIFFERS, "reconstruction": Label.MISSED, "other": Label.COMPARED}


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
    outcomes = [_outcome(part, claim, estimate) for part in claim.parts] or [_statement(estimate)]
    agrees = all(inside for inside, _ in outcomes)
    label = (_AGREES if agrees else _DISAGREES)[origin]
    reason = "; ".join(text for _, text in outcomes)
    if origin == "other":
        reason = f"{_difference(claim, estimate)}; here {describe(estimate)}"
    return Verdict(label, _conclusion(claim, estimate, origin, agrees), f"{reason}.")


def _outcome(part: Part, claim: Claim, estimate: Estimate) -> tuple[bool, str]:
    found = _matching(part.name, claim, estimate)
    if found is None:
        return False, f"the record has no {part.name} to set beside the printed {part.text}"
    value, shown = found
    inside = part.interval.contains(value)
    relation = "lies within" if inside else "lies outside"
    return inside, f"{part.name} {shown} {relation} what the printed {part.text} allows ({part.interval})"


def _matching(name: str, claim: Claim, estimate: Estimate) -> tuple[float, str] | None:
    """Value of the estimate that a part of the claim speaks of, in the claim's unit, with its text."""
    if claim.unit == "patients" and estimate.unit == "%":
        name = "count"
    values = {"value": estimate.value, "se": estimate.se, **estimate.parts}
    value = values.get(name)
    if value is None:
        return None
    if name == "count":
        return value, f"{value:.0f}"
    converted = convert(value, estimate.unit, claim.unit) if claim.unit != estimate.unit else value
    return converted, f"{converted:.4g}"


def _difference(claim: Claim, estimate: Estimate) -> str:
    """Recomputed minus printed, in the claim's unit, with the interval of the recomputed value."""
    found = None if not claim.parts else _matching(claim.parts[0].name, claim, estimate)
    if found is None:
        return "no number to set beside the printed one"
    printed = float(claim.parts[0].number)
    text = f"difference {found[0] - printed:.1f}"
    if estimate.ci is None or claim.parts[0].name != "value" or claim.unit == "patients":
        return text
    low, high = (
        "not reached" if limit is None else f"{convert(limit, estimate.unit, claim.unit) - printed:.1f}"
        for limit in estimate.ci
    )
    return f"{text} ({estimate.ci_level:.0%} CI {low} to {high})"


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
