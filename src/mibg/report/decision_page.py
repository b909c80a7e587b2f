"""A decision of the register as it enters a page: the question, its options, and every statistic under each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from mibg.audit import agreement, within
from mibg.audit.formatting import NOT_ESTIMABLE, Format, format_estimate
from mibg.decisions import Alternative, Decision, moved
from mibg.estimate import Estimate
from mibg.published import Claim, Claims
from mibg.report.tables import PageTable

Found = Mapping[str, Sequence[Alternative]]

_INSIDE: Final = "✓"
_SAME: Final = "the same"


@dataclass(frozen=True)
class DecisionPage:
    """One decision; a notebook shows it when it is the last value of a cell.

    Parameters
    ----------
    decision : Decision
        What is left open.
    table : PageTable
        Each statistic beside the print, under every option.
    """

    decision: Decision
    table: PageTable

    def __repr__(self) -> str:
        return f"{self.decision.asks}\n{self.table!r}"

    def _repr_html_(self) -> str:
        """HTML of question, options, reason and table, every text escaped."""
        one = self.decision
        options = "".join(
            f"<dt>{_named(option)}{' (chosen)' if option == one.default else ''}</dt><dd>{escape(each.means)} "
            f"<code>{escape(each.sets)}</code></dd>"
            for option, each in one.options.items()
        )
        told = f"<p>{escape(one.question)}</p><dl>{options}</dl><p>Why so: {escape(one.why)}</p>"
        return f'<div class="mibg-decision">{told}</div>{self.table._repr_html_()}'


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
    estimates = {(one.statistic, one.option): one.estimate for one in alternatives}
    rows = tuple(
        _row(claims.naming(name), {option: estimates[name, option] for option in decision.options}, decision.default)
        for name in decision.statistics
    )
    header = ("", "Printed", *(_named(option) for option in decision.options))
    caption = f"{decision.asks} {_INSIDE} marks what the print allows; {_SAME} is what is chosen."
    return DecisionPage(decision, PageTable(caption, header, rows))


def decision_summary(register: Mapping[str, Decision], found: Found, claims: Claims) -> PageTable:
    """Show all decisions, a line each: what moves, and how many claims agree under the options."""
    rows = tuple(_summed_up(decision, found[name], claims) for name, decision in register.items())
    header = (
        "Left open",
        "Options",
        "Statistics",
        "moved",
        "Claims within the print: as chosen",
        "fewest",
        "most",
    )
    return PageTable("What is left open, and what depends on it", header, rows)


def decision_records(register: Mapping[str, Decision], found: Found, claims: Claims) -> dict[str, tuple[str, Estimate]]:
    """Count for every option the claims that lie within what their print allows: by id of a record, with its label."""
    return {
        f"decisions.{name}.{option}": (f"{decision.asks} {_named(option)}: claims within the print", count)
        for name, decision in register.items()
        for option, count in _agreements(found[name], claims).items()
    }


def _agreements(alternatives: Iterable[Alternative], claims: Claims) -> dict[str, Estimate]:
    by_option: dict[str, dict[str, Estimate]] = {}
    for one in alternatives:
        by_option.setdefault(one.option, {})[one.statistic] = one.estimate
    return {option: agreement(estimates, claims) for option, estimates in by_option.items()}


def _summed_up(decision: Decision, alternatives: Sequence[Alternative], claims: Claims) -> tuple[str, ...]:
    counts = _agreements(alternatives, claims)
    inside = [count.value or 0 for count in counts.values()]
    chosen = counts[decision.default]
    told = (f"{chosen.value or 0:.0f} of {chosen.n}", f"{min(inside):.0f}", f"{max(inside):.0f}")
    return (decision.asks, str(len(counts)), str(len(decision.statistics)), str(len(moved(alternatives))), *told)


def _row(printed: Sequence[Claim], estimates: Mapping[str, Estimate], default: str) -> tuple[str, ...]:
    said = dict.fromkeys(f"{claim.printed} {claim.unit}".replace(" %", "%").removesuffix(" p") for claim in printed)
    chosen = estimates[default]
    cells = (
        _SAME if option != default and _alike(one, chosen) else _cell(one, printed) for option, one in estimates.items()
    )
    return (printed[0].about, "; ".join(said).strip() or "no number", *cells)


def _alike(one: Estimate, other: Estimate) -> bool:
    return (one.value, one.se, one.n) == (other.value, other.se, other.n)


def _cell(estimate: Estimate, printed: Sequence[Claim]) -> str:
    """Value with what stands after ± where the print has it, patients, and whether the print allows it."""
    if estimate.value is None:
        return f"{NOT_ESTIMABLE}: {estimate.reason}"
    text = format_estimate(estimate)
    if estimate.se is not None and any(part.name == "se" for claim in printed for part in claim.parts):
        text = f"{format_estimate(estimate, Format(bare=True))} ± {format_estimate(estimate, Format('se'))}"
    hits = sum(within(claim, estimate) for claim in printed)
    mark = "" if not hits else f" {_INSIDE}" if hits == len(printed) else f" {_INSIDE} {hits} of {len(printed)}"
    return f"{text}, n = {estimate.n}{mark}"


def _named(option: str) -> str:
    return option.replace("_", " ")
