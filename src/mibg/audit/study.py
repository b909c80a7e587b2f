"""What a notebook holds in its hands: the cohort, the claims, and a place to record statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from mibg.audit.formatting import describe
from mibg.audit.records import MIME, Phrase, Record, bundle
from mibg.audit.wording import Wording
from mibg.cohort import Cohort, read_cohort
from mibg.estimate import Estimate
from mibg.layout import book_root
from mibg.published import Claims, load_claims


@dataclass(frozen=True)
class Study:
    """A cohort beside the claims it is judged against."""

    cohort: Cohort
    claims: Claims

    def statistics(self, prefix: str) -> dict[str, str]:
        """Statistics that claims name below a prefix, each with the last word of its id, in the paper's order."""
        named = [claim.statistic for claim in self.claims if (claim.statistic or "").startswith(f"{prefix}.")]
        return {name: name.rsplit(".", 1)[1] for name in named if name}

    def record(self, estimates: Mapping[str, Estimate]) -> None:
        """Record statistics that the paper prints.

        Parameters
        ----------
        estimates : mapping of str to Estimate
            By the id that the claims name.
        """
        _publish([Record(name, estimate) for name, estimate in estimates.items()])

    def record_own(self, name: str, estimate: Estimate, label: str) -> None:
        """Record a statistic that the paper does not print.

        Parameters
        ----------
        name : str
            Its id.
        estimate : Estimate
            The number.
        label : str
            What it is, in a few words.
        """
        _publish([Record(name, estimate, own_label=label)])

    def record_others(self, estimates: Mapping[str, tuple[str, Estimate]]) -> None:
        """Record several statistics that the paper does not print.

        Parameters
        ----------
        estimates : mapping of str to (str, Estimate)
            By id, what each is in a few words, and the number.
        """
        _publish([Record(name, estimate, own_label=label) for name, (label, estimate) in estimates.items()])

    def phrase(self, name: str, wording: Wording, *rests_on: str) -> None:
        """Record a word that depends on the data.

        Parameters
        ----------
        name : str
            Its id.
        wording : Wording
            From `mibg.audit.wording`.
        *rests_on : str
            Ids of the records that decide it.
        """
        _publish([], [Phrase(name, wording.text, wording.rule, rests_on)])


def open_study(cohort: str | Path) -> Study:
    """Open a cohort for audit.

    Parameters
    ----------
    cohort : str or Path
        Folder of the cohort; a relative path is taken from the root of the book.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of the cohort and of the claims.
    """
    return Study(read_cohort(book_root() / cohort), load_claims())


def _publish(records: list[Record], phrases: list[Phrase] | None = None) -> None:
    from IPython.display import publish_display_data  # noqa: PLC0415 - only a running notebook has it

    kept = phrases or []
    data: dict[str, Any] = {
        MIME: bundle(records, kept),
        "text/html": _as_html(records, kept),
        "text/plain": "\n".join(f"{name}: {text}" for name, text in _lines(records, kept)),
    }
    publish_display_data(data)  # type: ignore[no-untyped-call]


def _lines(records: list[Record], phrases: list[Phrase]) -> list[tuple[str, str]]:
    recorded = [(record.id, describe(record.estimate)) for record in records]
    return recorded + [(phrase.id, phrase.text) for phrase in phrases]


def _as_html(records: list[Record], phrases: list[Phrase]) -> str:
    lines = _lines(records, phrases)
    rows = "".join(f"<dt><code>{escape(name)}</code></dt><dd>{escape(text)}</dd>" for name, text in lines)
    count = f"{len(lines)} statistics" if len(lines) > 1 else "1 statistic"
    return f'<details class="mibg-recorded"><summary>Recorded: {count}</summary><dl>{rows}</dl></details>'
