"""What a notebook holds in its hands: the cohort, the claims, and a place to record statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, Final

from mibg.audit.formatting import describe
from mibg.audit.records import MIME, Phrase, Record, bundle
from mibg.audit.wording import Wording, not_shown
from mibg.cohort import Cohort, read_cohort
from mibg.disclosure.chosen import choose_gate, gate_in_force
from mibg.disclosure.gate import Gate
from mibg.disclosure.source import COHORT, Source
from mibg.estimate import Estimate
from mibg.layout import book_root
from mibg.published import Claims, load_claims

EXAMPLE: Final = "example."
"""How ids of statistics begin that are computed on patients worked by hand, whatever the cohort."""


@dataclass(frozen=True)
class Study:
    """A cohort beside the claims it is judged against.

    What is recorded passes the gate: see `mibg.disclosure`.

    Parameters
    ----------
    cohort : Cohort
        The patients.
    claims : Claims
        What is printed.
    gate : Gate
        That everything leaves through which the cohort says.
    shown : dict of str to bool
        Of each statistic recorded so far, whether it is shown.
    """

    cohort: Cohort
    claims: Claims
    gate: Gate = field(default_factory=gate_in_force)
    shown: dict[str, bool] = field(default_factory=dict)

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
        self._publish([Record(name, estimate) for name, estimate in estimates.items()])

    def record_own(self, name: str, estimate: Estimate, label: str, source: Source = COHORT) -> None:
        """Record a statistic that the paper does not print.

        Parameters
        ----------
        name : str
            Its id.
        estimate : Estimate
            The number.
        label : str
            What it is, in a few words.
        source : Source
            What it was computed from.
        """
        self.record_others({name: (label, estimate)}, source)

    def record_others(self, estimates: Mapping[str, tuple[str, Estimate]], source: Source = COHORT) -> None:
        """Record several statistics that the paper does not print.

        Parameters
        ----------
        estimates : mapping of str to (str, Estimate)
            By id, what each is in a few words, and the number.
        source : Source
            What they were computed from.
        """
        self._publish([Record(name, one, own_label=label) for name, (label, one) in estimates.items()], source)

    def phrase(self, name: str, wording: Wording, *rests_on: str) -> None:
        """Record a word that depends on the data.

        Parameters
        ----------
        name : str
            Its id.
        wording : Wording
            From `mibg.audit.wording`.
        *rests_on : str
            Ids of the records that decide it. Where one of them is not shown, or not yet recorded here, a gate that is
            not open shows no word either.
        """
        known = self.gate.open or all(self.shown.get(record, False) for record in rests_on)
        said = Wording(wording.text, self.gate.words(wording.rule)) if known else not_shown(wording)
        _publish([], [Phrase(name, said.text, said.rule, rests_on)])

    def _publish(self, records: list[Record], source: Source = COHORT) -> None:
        passed = [self._let_through(record, source) for record in records]
        self.shown.update({record.id: not record.estimate.withheld for record in passed})
        _publish(passed)

    def _let_through(self, record: Record, source: Source) -> Record:
        gate = self.gate.for_source("worked" if record.id.startswith(EXAMPLE) else source)
        return replace(record, estimate=gate.estimate(record.estimate))


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
    people = read_cohort(book_root() / cohort)
    return Study(people, load_claims(), choose_gate(people.study.origin))


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
