"""The ledger as files: JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from mibg.audit.formatting import describe, format_estimate
from mibg.audit.ledger import Ledger
from mibg.audit.records import Phrase, Record
from mibg.published import Claim, Finding
from mibg.published.checks import FAMILIES, as_data
from mibg.spreadsheet import inert

VERSION: Final = 1
_SCHEMA_FILE: Final = Path(__file__).with_name("ledger.schema.json")
_CLAIM_FIELDS: Final = (
    *("id", "section", "paragraph", "about", "printed", "unit", "denominator", "kind", "scope"),
    *("statistic", "reason"),
)
_CSV_COLUMNS: Final = (
    *_CLAIM_FIELDS,
    "verdict",
    "conclusion",
    "verdict_reason",
    "recomputed",
    "notebook",
    "cell",
)


@cache
def ledger_schema() -> Mapping[str, Any]:
    """JSON Schema of the ledger file, at the version that this library writes."""
    schema: Mapping[str, Any] = json.loads(_SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


def ledger_as_json(ledger: Ledger) -> str:
    """Write a ledger as JSON text that satisfies `ledger_schema`.

    Returns
    -------
    str
        Sorted by appearance, ending in a newline; the same ledger gives the same text.
    """
    content = {
        "version": VERSION,
        "paper": dict(ledger.paper),
        "provenance": asdict(ledger.provenance),
        "records": [_record(ledger, record) for record in ledger.records.values()],
        "phrases": [_phrase(phrase) for phrase in ledger.phrases.values()],
        "claims": [_claim(ledger, claim) for claim in ledger.claims.values()],
        "families": [{"name": each.name, "title": each.title, "asks": each.asks} for each in FAMILIES],
        "checks": [as_data(check) for check in ledger.checks],
        "findings": [_finding(found) for found in ledger.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def ledger_as_csv(ledger: Ledger) -> str:
    """Write a ledger as CSV text: a row for each claim, then one for each statistic of our own."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: inert(value) for name, value in row.items()} for row in _csv_rows(ledger))
    return out.getvalue()


def _record(ledger: Ledger, record: Record) -> dict[str, Any]:
    estimate = asdict(record.estimate)
    return {
        "id": record.id,
        "label": ledger.label_of(record.id),
        "printed": record.printed,
        "text": format_estimate(record.estimate),
        "described": describe(record.estimate),
        **{**estimate, "parts": dict(record.estimate.parts)},
        **_place(record),
        "claims": [claim.id for claim in ledger.claims_of(record.id)],
        "spread": _spread(ledger, record),
    }


def _spread(ledger: Ledger, record: Record) -> dict[str, Any] | None:
    """Spread of a statistic over the reconstructions, with its numbers written as the statistic is."""
    found = ledger.spreads.get(record.id)
    if found is None:
        return None
    numbers = {name: getattr(found, name) for name in ("least", "median", "greatest")}
    written = {
        name: format_estimate(replace(record.estimate, value=number, reason=None, withheld=False))
        for name, number in numbers.items()
    }
    return {"members": found.members, **numbers, "text": written}


def _phrase(phrase: Phrase) -> dict[str, Any]:
    return {
        "id": phrase.id,
        "text": phrase.text,
        "rule": phrase.rule,
        "rests_on": list(phrase.rests_on),
        **_place(phrase),
    }


def _place(item: Record | Phrase) -> dict[str, Any]:
    if item.place is None:
        raise ValueError(f"{item.id} has no place: it was not read back from an executed notebook")
    return {"notebook": item.place.notebook, "cell": item.place.cell}


def _claim(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    return {
        **{name: getattr(claim, name) for name in _CLAIM_FIELDS},
        "verdict": asdict(ledger.verdicts[claim.id]),
        "reading": _reading(ledger, claim),
        "prediction": str(ledger.predictions[claim.id]) if claim.id in ledger.predictions else None,
    }


def _reading(ledger: Ledger, claim: Claim) -> str | None:
    found = ledger.readings.get(claim.id)
    if found is None:
        return None
    kept = "" if claim.id in found.claims else f"Set aside: these cannot hold together: {', '.join(found.proof)}. "
    return f"{kept}{found.reading} {found.why}"


def _finding(finding: Finding) -> dict[str, Any]:
    content = {key: value for key, value in asdict(finding).items() if key != "name"}
    return {"id": finding.name, **content, "checks": list(finding.checks)}


def _csv_rows(ledger: Ledger) -> Iterable[dict[str, Any]]:
    for claim in ledger.claims.values():
        verdict = ledger.verdicts[claim.id]
        yield {
            **{name: getattr(claim, name) for name in _CLAIM_FIELDS},
            "verdict": verdict.label,
            "conclusion": verdict.conclusion,
            "verdict_reason": verdict.reason,
            **_csv_record(ledger.records.get(claim.statistic or "")),
        }
    for record in ledger.records.values():
        if not record.printed:
            yield {"statistic": record.id, "about": record.own_label, **_csv_record(record)}


def _csv_record(record: Record | None) -> dict[str, Any]:
    if record is None:
        return {}
    return {"recomputed": describe(record.estimate), **_place(record)}
