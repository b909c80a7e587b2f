"""Work on cohort and claims, done in processes of the warm parent.

They have loaded what it needs; the build itself never loads pandas, and so the imports are in the functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mibg import __version__
from mibg.faults import Fault, InputFaults
from mibg.files import write_text
from mibg.publishing.contents import Book
from mibg.publishing.failure import BuildFailure


def faults_of(claims: Path, cohort: Path) -> tuple[Fault, ...]:
    """Find every fault of the claims and of the cohort.

    Parameters
    ----------
    claims, cohort : Path
        Folders.
    """
    from mibg.cohort import read_cohort  # noqa: PLC0415 - loads pandas
    from mibg.published import load_paper  # noqa: PLC0415 - as above

    found: list[Fault] = []
    for read, folder in ((load_paper, claims), (read_cohort, cohort)):
        try:
            read(folder)
        except InputFaults as error:
            found += error.faults
    return tuple(found)


def least_for(cohort: Path, asked: int | None) -> int:
    """Least number of the gate for a cohort without faults: see `mibg.disclosure.least_of`."""
    from mibg.cohort import read_cohort  # noqa: PLC0415 - loads pandas
    from mibg.disclosure.marks import least_of  # noqa: PLC0415 - loads numpy

    return least_of(read_cohort(cohort).study.origin, asked)


def write_ledger(  # noqa: PLR0913, PLR0917 - what a ledger is made of
    claims: Path,
    cohort: Path,
    notebooks: Mapping[str, Mapping[str, Any]],
    book: Book,
    target: Path,
    least: int = 0,
) -> tuple[Fault, ...]:
    """Collect what the notebooks recorded, judge it, and write it down.

    Parameters
    ----------
    claims, cohort : Path
        Folders.
    notebooks : mapping of str to notebook
        Executed, by their path under ``notebooks``.
    book : Book
        Its names. The book of another cohort is not named after the paper's treatment.
    target : Path
        JSON file to write; the CSV goes beside it.
    least : int
        Of the gate that the notebooks passed.

    Returns
    -------
    tuple of Fault
        Names unresolved between claims and records; nothing is written when there are any.

    Raises
    ------
    BuildFailure
        When two cells record the same statistic.
    """
    from mibg import audit  # noqa: PLC0415 - loads pandas
    from mibg.cohort import read_cohort  # noqa: PLC0415 - as above
    from mibg.disclosure.chosen import gate_of  # noqa: PLC0415 - as above
    from mibg.published import load_paper  # noqa: PLC0415 - as above

    people = read_cohort(cohort)
    title = book.chosen or (None if people.study.origin == "other" else book.title)
    provenance = audit.provenance_of(people, title, __version__, book.commit, gate_of(least))
    try:
        ledger = audit.build_ledger(load_paper(claims), audit.collect_evidence(notebooks), provenance)
    except InputFaults as error:
        return error.faults
    except ValueError as error:
        raise BuildFailure(str(error), "record it once") from None
    write_text(target, audit.ledger_as_json(ledger))
    write_text(target.with_suffix(".csv"), audit.ledger_as_csv(ledger))
    return ()
