"""What a run was made of, for the ledger and for every page."""

from __future__ import annotations

from dataclasses import dataclass

from mibg.cohort import Cohort


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
    fingerprint : str
        Of the cohort's content, 12 hexadecimal digits.
    patients : int
        Rows of the patients table.
    library : str
        Version of this library.
    commit : str, optional
        Commit of the book, where it is a checkout.
    """

    book: str
    title: str
    source: str
    treatment: str
    treatment_short: str
    origin: str
    fingerprint: str
    patients: int
    library: str
    commit: str | None = None


def provenance_of(cohort: Cohort, book: str | None, library: str, commit: str | None = None) -> Provenance:
    """Say what the run of a cohort is made of.

    Parameters
    ----------
    cohort : Cohort
        Whose study file names it.
    book : str or None
        Title of the book; by default that of the cohort.
    library, commit : str
        See `Provenance`.
    """
    study = cohort.study
    return Provenance(
        book or study.title,
        study.title,
        study.source,
        study.treatment,
        study.treatment_short or study.treatment,
        study.origin,
        cohort.fingerprint,
        len(cohort["patients"]),
        library,
        commit,
    )
