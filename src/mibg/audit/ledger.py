"""The ledger: every claim, record and verdict of one run, judged in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mibg.audit.provenance import Provenance
from mibg.audit.records import Evidence, Phrase, Record
from mibg.audit.verdict import Verdict, contradicted, judge
from mibg.faults import Fault, raise_if_any
from mibg.published import Check, Claim, Finding, Paper, Prediction, Reading, Spread, unresolved
from mibg.published.checks import Outcome


@dataclass(frozen=True)
class Ledger:
    """Claims beside records, each claim with its verdict.

    Parameters
    ----------
    provenance : Provenance
        The run.
    paper : mapping
        The publication audited: title, citation, doi, source_version.
    claims : mapping of str to Claim
        By id, in the order of the paper.
    records : mapping of str to Record
        By id, in the order of the book.
    phrases : mapping of str to Phrase
        By id, in the order of the book.
    verdicts : mapping of str to Verdict
        By the id of the claim.
    readings : mapping of str to Reading
        By the id of each claim that the cohort was fitted to in a declared reading, or that it sets aside.
    predictions : mapping of str to Prediction
        By the id of each claim about the cohort that was left out of a fit.
    spreads : mapping of str to Spread
        By the id of each statistic that was asked of the reconstructions that are compatible with the claims.
    checks : tuple of Check
        Of the claims against each other.
    findings : tuple of Finding
        What follows from them, the gravest first.
    """

    provenance: Provenance
    paper: Mapping[str, str]
    claims: Mapping[str, Claim]
    records: Mapping[str, Record]
    phrases: Mapping[str, Phrase]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    predictions: Mapping[str, Prediction] = field(default_factory=dict)
    spreads: Mapping[str, Spread] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()

    def claims_of(self, statistic: str) -> tuple[Claim, ...]:
        """Claims that name a statistic, in the order of the paper; none for one that is not printed."""
        return tuple(claim for claim in self.claims.values() if claim.statistic == statistic)

    def label_of(self, statistic: str) -> str:
        """Say what a recorded statistic is, in a few words."""
        own = self.records[statistic].own_label
        return own if own is not None else self.claims_of(statistic)[0].about


def build_ledger(paper: Paper, evidence: Evidence, provenance: Provenance) -> Ledger:
    """Join claims and records one to one, and judge every claim.

    Parameters
    ----------
    paper : Paper
        Every printed statement, and what is known of them; readings and predictions are those of a reconstruction.
    evidence : Evidence
        What the executed notebooks recorded.
    provenance : Provenance
        The run.

    Raises
    ------
    mibg.faults.InputFaults
        Naming every statistic that is unresolved on either side.
    """
    records = {record.id: record for record in evidence.records}
    printed = {name for name, record in records.items() if record.printed}
    raise_if_any([*unresolved(paper.claims, printed, set(records) - printed), *_phrases_in_the_air(evidence, records)])
    invented = provenance.origin == "reconstruction"
    return Ledger(
        provenance,
        paper.claims.paper,
        paper.claims.by_id,
        records,
        {phrase.id: phrase for phrase in evidence.phrases},
        _verdicts(paper, records, provenance.origin),
        {name: each for each in paper.readings for name in (*each.claims, *each.set_aside)} if invented else {},
        paper.predictions if invented else {},
        paper.spreads,
        paper.checks,
        paper.findings,
    )


def _verdicts(paper: Paper, records: Mapping[str, Record], origin: str) -> dict[str, Verdict]:
    failed = [check for check in paper.checks if check.outcome == Outcome.FAILED]
    return {
        claim.id: contradicted(
            judge(claim, records.get(claim.statistic or ""), origin),
            [check.id for check in failed if claim.id in check.claims],
        )
        for claim in paper.claims
    }


def _phrases_in_the_air(evidence: Evidence, records: Mapping[str, Record]) -> Iterator[Fault]:
    for phrase in evidence.phrases:
        for name in phrase.rests_on:
            if name not in records:
                yield Fault("notebooks", f"phrase {phrase.id} rests on {name}, which is not recorded", "record it")
