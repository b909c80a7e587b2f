"""A paper as it is audited: its claims, and all that is declared and found of them before any cohort is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mibg.layout import published_folder
from mibg.published.checks import Check, load_relations, run_checks
from mibg.published.claims import Claims, load_claims
from mibg.published.findings import Finding, load_findings
from mibg.published.predictions import Prediction, load_predictions
from mibg.published.readings import Reading, load_readings
from mibg.published.spreads import Spread, load_spreads


@dataclass(frozen=True)
class Paper:
    """One paper.

    Parameters
    ----------
    claims : Claims
        Every printed number and statement.
    checks : tuple of Check
        Of the claims against each other.
    findings : tuple of Finding
        What follows from them, the gravest first.
    readings : tuple of Reading
        How a reconstruction takes what can be taken in several ways.
    predictions : mapping of str to Prediction
        How claims fared that were left out of a fit.
    spreads : mapping of str to Spread
        How far statistics differ between the reconstructions that are compatible with the claims.
    """

    claims: Claims
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    readings: tuple[Reading, ...] = ()
    predictions: Mapping[str, Prediction] = field(default_factory=dict)
    spreads: Mapping[str, Spread] = field(default_factory=dict)


def load_paper(folder: Path | None = None) -> Paper:
    """Read a paper and check it against itself.

    Parameters
    ----------
    folder : Path, optional
        Holds ``claims.csv`` and ``paper.yaml``; may hold ``relations.yaml``, ``findings.yaml``, ``readings.yaml``, and
        ``predictions.csv`` and ``ensemble/spread.csv`` beside it. By default the published data of this book.

    Raises
    ------
    mibg.faults.InputFaults
        Every fault of the first file that has any.
    """
    home = folder or published_folder()
    claims = load_claims(home)
    checks = run_checks(claims, load_relations(claims, home / "relations.yaml"))
    predictions = load_predictions(home.parent / "predictions.csv")
    spreads = load_spreads(home.parent / "ensemble" / "spread.csv")
    return Paper(claims, checks, load_findings(checks, home), load_readings(home), predictions, spreads)
