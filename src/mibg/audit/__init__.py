"""Records, verdicts and the ledger."""

from mibg.audit.agreement import agreement, within
from mibg.audit.ledger import Ledger, build_ledger
from mibg.audit.ledger_file import ledger_as_csv, ledger_as_json, ledger_schema
from mibg.audit.provenance import Provenance, provenance_of
from mibg.audit.records import (
    MIME,
    Evidence,
    Phrase,
    Place,
    Record,
    bundle,
    collect_evidence,
    estimate_from_json,
)
from mibg.audit.study import Study, open_study
from mibg.audit.verdict import Conclusion, Label, Verdict, judge
from mibg.audit.wording import Wording, by_how_much, direction, significance

__all__ = [
    "MIME",
    "Conclusion",
    "Evidence",
    "Label",
    "Ledger",
    "Phrase",
    "Place",
    "Provenance",
    "Record",
    "Study",
    "Verdict",
    "Wording",
    "agreement",
    "build_ledger",
    "bundle",
    "by_how_much",
    "collect_evidence",
    "direction",
    "estimate_from_json",
    "judge",
    "ledger_as_csv",
    "ledger_as_json",
    "ledger_schema",
    "open_study",
    "provenance_of",
    "significance",
    "within",
]
