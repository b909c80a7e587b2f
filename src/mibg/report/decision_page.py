"""A decision of the register as it enters a page: the question, its options, and every statistic under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from mibg.audit import within
from mibg.audit.formatting import Format, describe, format_estimate
from mibg.decisions import Alternative, Decision, alike, moved
from mibg.estimate import Estimate
from mibg.published import Claim, Claims
from mibg.report.passed import passed
from mibg.report.shown import Shown
from mibg.report.tables import PageTable

_INSIDE: Final = "✓"
_SAME: Final = "the same"


@dataclass(frozen=True)
class DecisionPage(Shown):
    """One decision; a notebook shows it when it is the last value of a cell.

    Parameters
    ----------
    decision : Decision
        What is left open.
    moved : PageTable
        Statistics that some option moves, each beside the print, under every option.
    same : PageTable
        Statistics that none moves, each beside the print.
    """

    decision: Decision
    moved: PageTable
    same: PageTable

    def __repr__(self) -> str:
        return f"{self.decision.asks}\n{self.moved!r}\n{self.same!r}"

    def _repr_html_(self) -> str:
        """HTML of question, options, reason and tables, every text escaped; what does not move is folded away."""
        one, still = self.decision, len(self.same.rows)
        options = "".join(_option(option.id, option.means, option.sets, one.default) for option in one.options.values())
        told = f"<p>{escape(one.question)}</p><dl>{options}</dl><p>Why so: {escape(one.why)}</p>"
        shown = self.moved._repr_html_() if self.moved.rows else "<p>No option moves anything in this cohort.</p>"
        summary = f"<summary>The same under every option: {still} of {len(one.statistics)} statistics</summary>"
        folded = f"<details>{summary}{self.same._repr_html_()}</details>" if still else ""
        return f'<div class="mibg-decision">{told}</div>{shown}{folded}'


def decision_page(decision: Decision, alternatives: Sequence[Alternative], claims: Claims) -> DecisionPage:
    """Show a decision with every statistic that it bears on, under each option.

    Parameters
    ----------
    decision : Decision
        Of the register.
    alternatives : sequence of Alternative
        As `mibg.decisions.evaluate` gives them.
    claims : Claims
        What is printed of those statistics.
    """
    alternatives = passed(alternatives)
    found = {(one.statistic, one.option): one.estimate for one in alternatives}
    moving = moved(alternatives)
    rows = {
        name: _row(claims.naming(name), {option: found[name, option] for option in decision.options}, decision.default)
        for name in decision.statistics
    }
    options = tuple(_named(option) for option in decision.options)
    caption = f"What moves. {_INSIDE} marks what the print allows; “{_SAME}” is what the chosen option gives."
    place = 2 + list(decision.options).index(decision.default)
    still = tuple((*row[:2], row[place]) for name, row in rows.items() if name not in moving)
    return DecisionPage(
        decision,
        PageTable(caption, ("", "Printed", *options), tuple(rows[name] for name in moving)),
        PageTable("What does not move", ("", "Printed", "Under every option"), still),
    )


def _option(name: str, means: str, sets: str, default: str) -> str:
    chosen = " (chosen)" if name == default else ""
    return f"<dt>{escape(_named(name))}{chosen}</dt><dd>{escape(means)} <code>{escape(sets)}</code></dd>"


def _row(printed: Sequence[Claim], estimates: Mapping[str, Estimate], default: str) -> tuple[str, ...]:
    said = dict.fromkeys(f"{claim.printed} {claim.unit}".replace(" %", "%").removesuffix(" p") for claim in printed)
    chosen = estimates[default]
    cells = (
        _SAME if option != default and alike(one, chosen) else _cell(one, printed) for option, one in estimates.items()
    )
    return (printed[0].about, "; ".join(said).strip() or "no number", *cells)


def _cell(estimate: Estimate, printed: Sequence[Claim]) -> str:
    """Value with what stands after ± where the print has it, patients, and whether the print allows it."""
    if estimate.value is None:
        return describe(estimate)
    text = format_estimate(estimate)
    if estimate.se is not None and any(part.name == "se" for claim in printed for part in claim.parts):
        text = f"{format_estimate(estimate, Format(bare=True))} ± {format_estimate(estimate, Format('se'))}"
    hits = sum(within(claim, estimate) for claim in printed)
    mark = "" if not hits else f" {_INSIDE}" if hits == len(printed) else f" {_INSIDE} {hits} of {len(printed)}"
    return f"{text}, n = {estimate.n}{mark}"


def _named(option: str) -> str:
    return option.replace("_", " ")
