"""The register of what the paper leaves open: each decision with its options, read from one file and checked once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from mibg.decisions.choices import Choices, options
from mibg.decisions.statistics import STATISTICS
from mibg.faults import Fault, raise_if_any
from mibg.layout import published_folder
from mibg.yaml_plain import read_plain

FILE: Final = "decisions.yaml"
_KEYS: Final = {"id", "asks", "question", "default", "why", "options", "statistics"}
_OPTION_KEYS: Final = {"id", "means", "sets"}


@dataclass(frozen=True)
class Option:
    """One answer to what the paper leaves open.

    Parameters
    ----------
    id : str
        Short name.
    means : str
        What is then done, in a plain sentence.
    sets : str
        What of the library it sets: the dotted name of a function, with the parameter in brackets where it is one.
    """

    id: str
    means: str
    sets: str


@dataclass(frozen=True)
class Decision:
    """One thing that the paper leaves open.

    Parameters
    ----------
    id : str
        A field of `Choices`.
    asks : str
        The question in a few words.
    question : str
        What the paper says, where, and what it does not say.
    default : str
        Option by which the Results are computed.
    why : str
        Reason for it.
    options : mapping of str to Option
        By id, two or more, in the order of the file.
    statistics : tuple of str
        Keys of `STATISTICS` that it bears on, in their order.
    """

    id: str
    asks: str
    question: str
    default: str
    why: str
    options: Mapping[str, Option]
    statistics: tuple[str, ...]


def load_register(folder: Path | None = None) -> Mapping[str, Decision]:
    """Read the register.

    Parameters
    ----------
    folder : Path, optional
        Holds ``decisions.yaml``; by default the published data of this book.

    Returns
    -------
    mapping of str to Decision
        By id, in the order of the file; one for every field of `Choices`.

    Raises
    ------
    InputFaults
        Every fault of the file at once: an entry without a key, a decision or an option that the library does not
        know or the file lacks, another default than the library's, a statistic that there is none of.
    """
    file = (folder or published_folder()) / FILE
    entries = read_plain(file, FILE, missing="put the register there", form="mend its YAML") or []
    raise_if_any(_misshapen(entries))
    raise_if_any([*_unmatched(entries), *(fault for entry in entries for fault in _faults(entry))])
    return {entry["id"]: _decision(entry) for entry in entries}


def _misshapen(entries: list[dict[str, Any]]) -> Iterator[Fault]:
    for number, entry in enumerate(entries, start=1):
        name = f"entry {number} ({entry.get('id', 'without id')})"
        if set(entry) != _KEYS:
            yield Fault(FILE, f"{name} has the keys {', '.join(entry)}", f"give it {', '.join(sorted(_KEYS))}")
        for option in entry.get("options", []):
            if set(option) != _OPTION_KEYS:
                problem = f"{name} has an option with the keys {', '.join(option)}"
                yield Fault(FILE, problem, f"give it {', '.join(sorted(_OPTION_KEYS))}")


def _unmatched(entries: list[dict[str, Any]]) -> Iterator[Fault]:
    """Decisions that are only in the file, only in the library, or in the file twice."""
    named = [entry["id"] for entry in entries]
    for name in sorted(set(options()) - set(named)):
        yield Fault(FILE, f"the decision {name} is not declared", "declare it")
    for name in sorted({name for name in named if named.count(name) > 1}):
        yield Fault(FILE, f"the decision {name} is declared more than once", "keep one entry")
    for name in sorted(set(named) - set(options())):
        yield Fault(FILE, f"there is no decision {name}", f"name one of {', '.join(options())}")


def _faults(entry: dict[str, Any]) -> Iterator[Fault]:
    known, default = options().get(entry["id"]), getattr(Choices(), entry["id"], None)
    named = [option["id"] for option in entry["options"]]
    if known is not None and sorted(named) != sorted(known):
        problem = f"the decision {entry['id']} has the options {', '.join(named)}"
        yield Fault(FILE, problem, f"declare each of {', '.join(known)} once")
    if known is not None and entry["default"] != default:
        problem = f"the decision {entry['id']} has the default {entry['default']}"
        yield Fault(FILE, problem, f"the library's is {default}")
    for pattern in entry["statistics"]:
        if not _matching([pattern]):
            yield Fault(FILE, f"the decision {entry['id']} bears on {pattern}, which is no statistic", "correct it")


def _decision(entry: dict[str, Any]) -> Decision:
    chosen = {option["id"]: Option(**option) for option in entry["options"]}
    return Decision(**{**entry, "options": chosen, "statistics": _matching(entry["statistics"])})


def _matching(patterns: list[str]) -> tuple[str, ...]:
    return tuple(name for name in STATISTICS if any(fnmatchcase(name, pattern) for pattern in patterns))
