"""YAML written by others, as numbers, texts, lists and mappings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from mibg.yaml_events import DEEPEST, line_of, refused, yaml_events


def read_plain(path: Path, source: str, *, missing: str, form: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """Read what a YAML file holds, as numbers, texts, lists and mappings.

    Parameters
    ----------
    path, source, missing, form
        As in `yaml_events`.

    Raises
    ------
    InputFaults
        As `yaml_events` does, and for an alias, for more than six levels, and for a date or number that is none.
    """
    depth = 0
    for event in yaml_events(path, source, missing=missing, form=form):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise refused(source, "an alias (*name)", "write out what it stands for", line_of(event))
        if depth > DEEPEST:
            raise refused(source, f"nested more than {DEEPEST} levels deep", form, line_of(event))
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
        _refuse_twice(tree, source)
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, ValueError) as error:
        raise refused(source, f"not YAML ({' '.join(str(error).split())})", form) from error


def lines_of_entries(path: Path) -> dict[str, list[int]]:
    """Lines, from 1, on which the entries of each list of a mapping begin, in a file that `read_plain` has read."""
    tree = yaml.compose(path.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    lists = tree.value if isinstance(tree, yaml.MappingNode) else []
    return {key.value: [each.start_mark.line + 1 for each in listed.value] for key, listed in lists}


def _refuse_twice(node: yaml.Node | None, source: str) -> None:
    """Refuse a key that a mapping has twice, of which YAML would keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            _refuse_twice(each, source)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise refused(source, f"the key {key.value} twice", "make one of the two", key.start_mark.line + 1)
            seen.add(key.value)
            _refuse_twice(value, source)
