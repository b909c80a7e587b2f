"""What a run was made of, for the ledger and for every page."""

from __future__ import annotations

from dataclasses import dataclass

from mibg.cohort import TABLES, Cohort
from mibg.disclosure.gate import OPEN, Gate


@dataclass(frozen=True)
class Provenance:
    """What a run was made of.

    Parameters
    ----------
    book : str
        Title of the book.
    title, source, treatment : str
        Of the cohort, from its study file.
    treatment_short : str
        For labels; the whole name where the study file has no short one.
    origin : str
        ``reconstruction``, ``original`` or ``other``.
    fingerprint : str or None
        Of the cohort's content, 12 hexadecimal digits; None behind a gate, for a guess at a small cohort could be
        checked by it.
    patients : int or None
        Rows of the patients table, as the gate counts them; None for too few.
    library : str
        Version of this library.
    commit : str, optional
        Commit of the book, where it is a checkout.
    disclosure : int
        What the gate does not show is so many patients or fewer; 0 for an open gate.
    absent : tuple of str
        Tables of the contract that the cohort does not have.
    """

    book: str
    title: str
    source: str
    treatment: str
    treatment_short: str
    origin: str
    fingerprint: str | None
    patients: int | None
    library: str
    commit: str | None = None
    disclosure: int = 0
    absent: tuple[str, ...] = ()


def provenance_of(
    cohort: Cohort, book: str | None, library: str, commit: str | None = None, gate: Gate = OPEN
) -> Provenance:
    """Say what the run of a cohort is made of.

    Parameters
    ----------
    cohort : Cohort
        Whose study file names it.
    book : str or None
        Title of the book; by default that of the cohort.
    library, commit : str
        See `Provenance`.
    gate : Gate
        That the book has passed.
    """
    study = cohort.study
    return Provenance(
        book or study.title,
        study.title,
        study.source,
        study.treatment,
        study.treatment_short or study.treatment,
        study.origin,
        cohort.fingerprint if gate.open else None,
        gate.count(len(cohort["patients"])),
        library,
        commit,
        gate.least or 0,
        tuple(table.name for table in TABLES if table.name not in cohort.present),
    )
