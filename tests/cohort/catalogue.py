"""The catalogue of faults: what is changed in the small valid cohort, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from small_cohort import FILES


@dataclass(frozen=True)
class Entry:
    """A fault: the keys of ``fault_catalogue/faults.yaml``, which says what each means."""

    name: str
    file: str
    told: tuple[str, ...]
    old: str | None = None
    new: str = ""
    everywhere: bool = False
    content: str | None = None
    then: tuple[str, int] = ("", 0)
    encoding: str = "utf-8"
    hides_others: bool = False

    @property
    def text(self) -> str:
        """The file as it is changed."""
        if self.old is None:
            text = FILES[self.file] if self.content is None else self.content
            return text + self.then[0] * self.then[1]
        assert self.old in FILES[self.file], f"{self.name}: nothing to change"
        return FILES[self.file].replace(self.old, self.new, -1 if self.everywhere else 1)

    @property
    def files(self) -> Mapping[str, str | bytes]:
        """The cohort with this fault."""
        return {**FILES, self.file: self.text.encode(self.encoding)}

    @property
    def is_of_rows(self) -> bool:
        """Whether it can stand in rows beside those of other entries."""
        same_header = self.text.splitlines()[:1] == FILES.get(self.file, "").splitlines()[:1]
        return self.file != "study.yaml" and same_header and self.encoding == "utf-8" and not self.hides_others


def _entry(item: dict[str, Any]) -> Entry:
    return Entry(**{**item, "told": tuple(item["told"]), "then": tuple(item.get("then", ("", 0)))})


CATALOGUE = [
    _entry(item)
    for item in yaml.safe_load((Path(__file__).parent / "fault_catalogue" / "faults.yaml").read_text(encoding="utf-8"))
]
