"""YAML written by others, read event by event: size, depth and aliases are refused before they cost anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from mibg.faults import Fault, InputFaults

LARGEST_FILE: Final = 65_536
DEEPEST: Final = 6


@dataclass(frozen=True)
class Text:
    """A scalar.

    Parameters
    ----------
    text : str
        As written, without spaces around it; empty for null.
    line : int
        Where it stands, from 1.
    """

    text: str
    line: int


@dataclass(frozen=True)
class Group:
    """A mapping or a list.

    Parameters
    ----------
    line : int
        Where it begins, from 1.
    pairs : tuple of (Text, node)
        In the order of the file, repeated keys included; in a list, every key is an empty text.
    is_list : bool
        Whether it is a list.
    """

    line: int
    pairs: tuple[tuple[Text, Node], ...]
    is_list: bool = False


Node = Text | Group


def yaml_events(path: Path, source: str, *, missing: str, form: str) -> Iterator[yaml.Event]:
    """Read the events of a YAML file that carry content: scalars, starts and ends of collections, aliases.

    Parameters
    ----------
    path : Path
        The file.
    source : str
        Its name in a fault.
    missing, form : str
        What to do where it is missing, and where it is no YAML.

    Raises
    ------
    InputFaults
        When the file is missing, too large, not UTF-8 or no YAML.
    """
    if not path.is_file():
        raise refused(source, "the file is missing", missing)
    if path.stat().st_size > LARGEST_FILE:
        raise refused(source, f"larger than {LARGEST_FILE} bytes", "keep to the keys it needs")
    try:
        yield from yaml.parse(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise refused(source, f"cannot be read ({error.strerror})", "see to the rights on the file") from error
    except UnicodeDecodeError as error:
        raise refused(source, "not UTF-8", "save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise refused(source, f"not YAML ({error.problem})", form, line) from error
    except yaml.YAMLError as error:
        raise refused(source, "not YAML (a character that it does not allow)", form) from error


def read_tree(path: Path, source: str, *, missing: str, form: str) -> Group:
    """Read a YAML file whose top is a mapping.

    Parameters
    ----------
    path, source, missing, form
        As in `yaml_events`.

    Raises
    ------
    InputFaults
        As `yaml_events` does, and for an alias, for more than six levels, and for a file without a mapping.
    """
    events = yaml_events(path, source, missing=missing, form=form)
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            tree = _group(event, events, source, form, 1)
            _refuse_more(events, source, form)
            return tree
        if isinstance(event, yaml.NodeEvent):
            raise refused(source, "not keys and values", form, line_of(event))
    raise refused(source, "the file is empty", form)


def text_of(scalar: yaml.ScalarEvent) -> str:
    """Read the text of a scalar, empty for null."""
    is_null = scalar.style is None and scalar.value in {"", "~", "null"}
    return "" if is_null else scalar.value.strip()


def line_of(event: yaml.Event) -> int:
    """Number the line on which something begins, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def refused(source: str, problem: str, remedy: str, line: int | None = None) -> InputFaults:
    """Make the refusal of a whole file."""
    return InputFaults([Fault(source, problem, remedy, row=line)])


def _refuse_more(events: Iterator[yaml.Event], source: str, form: str) -> None:
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            raise refused(source, "a second document", form, line_of(event))


def _group(start: yaml.Event, events: Iterator[yaml.Event], source: str, form: str, depth: int) -> Group:
    pairs: list[tuple[Text, Node]] = []
    is_list = isinstance(start, yaml.SequenceStartEvent)
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return Group(line_of(start), tuple(pairs), is_list)
        if is_list:
            pairs.append((Text("", line_of(event)), _node(event, events, source, form, depth)))
            continue
        key = _node(event, events, source, form, depth)
        if not isinstance(key, Text):
            raise refused(source, "a key that is no text", form, key.line)
        pairs.append((key, _node(next(events), events, source, form, depth)))
    raise AssertionError("a parser of YAML ends every collection that it begins")


def _node(event: yaml.Event, events: Iterator[yaml.Event], source: str, form: str, depth: int) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Text(text_of(event), line_of(event))
    if isinstance(event, yaml.AliasEvent):
        raise refused(source, "an alias (*name)", "write out what it stands for", line_of(event))
    if depth == DEEPEST:
        raise refused(source, f"nested more than {DEEPEST} levels deep", form, line_of(event))
    return _group(event, events, source, form, depth + 1)
