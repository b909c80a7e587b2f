"""What a chapter cannot say with the data at hand, told at its top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.reference import audited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from mibg.publishing.sphinx.ledger import Item

NOTEBOOKS: Final = "notebooks/"
SHOWN: Final = 3


def tell_what_is_lacking(app: Sphinx, page: nodes.document) -> None:
    """Put above a chapter which of its statistics the data do not allow, by the reason; nothing where all are had.

    A reconstruction lacks nothing: what it has no value for, the chapters themselves explain.
    """
    ledger, name = ledger_of(app.config), app.env.docname.removeprefix(NOTEBOOKS)
    own = [record for record in ledger.records.values() if record["notebook"] == name]
    lacking = by_reason(own)
    section = next(iter(page.findall(nodes.section)), None)
    if lacking and section is not None and not ledger.invented:
        section.insert(1, _told(app.env, lacking, len(own), ledger.provenance["absent"]))


def by_reason(records: Sequence[Item]) -> Mapping[str, Sequence[Item]]:
    """Sort the statistics that have no value by the reason, the most frequent first.

    Parameters
    ----------
    records : sequence of mapping
        As in the ledger file.
    """
    found: dict[str, list[Item]] = {}
    for record in records:
        if record["value"] is None:
            found.setdefault(record["reason"], []).append(record)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _told(
    env: BuildEnvironment, lacking: Mapping[str, Sequence[Item]], of: int, absent: Sequence[str]
) -> nodes.admonition:
    count = sum(map(len, lacking.values()))
    withheld = any(record["withheld"] for records in lacking.values() for record in records)
    also, named = (" or are not shown", " or not shown") if withheld else ("", "")
    sentence = f"Of {of} statistics of this chapter, {count} cannot be estimated from these data{also}:"
    reasons = [_reason(env, reason, records) for reason, records in lacking.items()]
    title, listed = nodes.title("", f"Not estimable{named}"), nodes.bullet_list("", *reasons)
    told = [title, nodes.paragraph("", sentence), listed]
    if absent:
        told.append(nodes.paragraph("", f"The cohort does not have these tables: {', '.join(absent)}."))
    return nodes.admonition("", *told, classes=["mibg-lacking"])


def _reason(env: BuildEnvironment, reason: str, records: Sequence[Item]) -> nodes.list_item:
    """Write a reason with the first of the statistics that it keeps from us, each a link."""
    links = [audited(env, record["label"], "stat", record["id"]) for record in records[:SHOWN]]
    told = [node for link in links for node in (nodes.Text("; "), link)][1:]
    more = f"; and {len(records) - SHOWN} more" if len(records) > SHOWN else ""
    return nodes.list_item("", nodes.paragraph("", "", nodes.Text(f"{reason}: "), *told, nodes.Text(more)))
