"""The ledger file as the pages read it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ExtensionError

from mibg.audit import estimate_from_json
from mibg.audit.formatting import format_estimate, parse_format
from mibg.published.checks import Outcome

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

Item = Mapping[str, Any]
_KINDS: Final = ("records", "phrases", "claims", "checks", "findings")
_GRAVITY: Final = tuple(Outcome)


@dataclass(frozen=True)
class PageLedger:
    """A ledger with its items by id.

    Parameters
    ----------
    provenance, paper : mapping
        The run, and the publication audited.
    records, phrases, claims, checks, findings : mapping of str to mapping
        By id, in the order of the file.
    families : sequence of mapping
        Kinds of checks.
    digest : str
        Of the file's content.
    """

    provenance: Item
    paper: Item
    records: Mapping[str, Item]
    phrases: Mapping[str, Item]
    claims: Mapping[str, Item]
    checks: Mapping[str, Item]
    findings: Mapping[str, Item]
    families: Sequence[Item]
    digest: str

    @property
    def invented(self) -> bool:
        """Whether the patients are invented."""
        return bool(self.provenance["origin"] == "reconstruction")

    @property
    def patients(self) -> str:
        """How many patients there are, as far as that is shown."""
        number = self.provenance["patients"]
        if number is None:
            return f"{self.provenance['disclosure']} patients or fewer"
        return f"{'about ' if self.provenance['disclosure'] else ''}{number} patients"

    def claims_of(self, record: Item) -> list[Item]:
        """Claims that a record is held against, in the order of the paper."""
        return [self.claims[name] for name in record["claims"]]

    def checks_of(self, claim: Item) -> list[Item]:
        """Checks that a claim stands in, the gravest first."""
        found = [check for check in self.checks.values() if claim["id"] in check["claims"]]
        return sorted(found, key=lambda check: _GRAVITY.index(check["outcome"]))

    def write(self, name: str, words: str = "") -> str:
        """Write a statistic or a phrase as it enters the prose.

        Parameters
        ----------
        name : str
            Id of a record or of a phrase.
        words : str
            Of a format: see `mibg.audit.formatting.parse_format`; a phrase takes none.

        Raises
        ------
        LookupError
            With a sentence, when there is no such statistic or it has no such part.
        """
        if name in self.phrases:
            return self._phrase(name, words)
        if name not in self.records:
            raise LookupError(f"no notebook records a statistic {name!r}")
        try:
            return format_estimate(estimate_from_json(self.records[name]), parse_format(words))
        except (KeyError, ValueError) as error:
            raise LookupError(f"the statistic {name!r} cannot be written as {words!r} ({error})") from None

    def _phrase(self, name: str, words: str) -> str:
        if words:
            raise LookupError(f"the phrase {name!r} is written whole, not as {words!r}")
        return str(self.phrases[name]["text"])


def ledger_of(config: Config) -> PageLedger:
    """Ledger that a book is published from.

    Raises
    ------
    sphinx.errors.ExtensionError
        When the configuration names no readable ledger.
    """
    path = Path(config.mibg_ledger or "")
    if not path.is_file():
        raise ExtensionError(f"mibg_ledger names no ledger file: {str(config.mibg_ledger)!r}")
    return _read(path, path.stat().st_mtime_ns)


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """Read every page anew when the ledger is another one: each carries something of it."""
    digest = ledger_of(app.config).digest
    known = getattr(env, "mibg_ledger_digest", digest)
    env.mibg_ledger_digest = digest  # type: ignore[attr-defined]
    return set() if known == digest else set(env.found_docs)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> PageLedger:
    content = path.read_bytes()
    ledger = json.loads(content)
    by_id = {kind: {item["id"]: item for item in ledger[kind]} for kind in _KINDS}
    digest = sha256(content).hexdigest()
    return PageLedger(ledger["provenance"], ledger["paper"], **by_id, families=ledger["families"], digest=digest)
