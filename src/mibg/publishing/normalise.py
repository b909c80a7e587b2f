"""Executed notebooks as they are published: free of clocks, process numbers, random ids and machine paths."""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

INJECTED = "injected-parameters"
_KEPT_METADATA = ("kernelspec", "language_info")
_TEMPORARY_CELL = re.compile(r"(?:[A-Za-z]:)?(?:[/\\][\w.~-]+)*[/\\]ipykernel_\d+[/\\]\d+\.py")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def normalise(executed: NotebookNode, portable: Mapping[str, str]) -> NotebookNode:
    """Rid an executed notebook of all that differs between two runs of the same input.

    Parameters
    ----------
    executed : nbformat.NotebookNode
        As papermill leaves it; it is changed in place.
    portable : mapping of str to str
        Machine paths, and what to publish in their place.

    Returns
    -------
    nbformat.NotebookNode
        The same notebook.
    """
    executed.metadata = type(executed)({key: executed.metadata[key] for key in _KEPT_METADATA})
    executed.cells = [cell for cell in executed.cells if not _repeats_parameters(cell, executed.cells)]
    clean = _cleaner(portable)
    for number, cell in enumerate(executed.cells, start=1):
        cell.id = f"cell-{number}"
        cell.source = clean(cell.source)
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            cell.outputs = [_strings(output, clean) for output in cell.outputs]
    _count(executed)
    return executed


def _repeats_parameters(cell: NotebookNode, cells: list[NotebookNode]) -> bool:
    """Whether a cell injects the very parameters that the notebook states."""
    if INJECTED not in cell.metadata.get("tags", ()):
        return False
    stated = [_statements(other) for other in cells if "parameters" in other.metadata.get("tags", ())]
    return _statements(cell) in stated


def _statements(cell: NotebookNode) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#")]


def _count(executed: NotebookNode) -> None:
    """Number the executions in the order of cells, as if no cell had been injected and taken out again."""
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output["execution_count"] = number


def _cleaner(portable: Mapping[str, str]) -> Callable[[str], str]:
    paths = {**portable, sysconfig.get_path("purelib"): "site-packages"}

    def clean(text: str) -> str:
        for path in sorted(paths, key=len, reverse=True):
            text = text.replace(path, paths[path])
        if "ipykernel_" in text:  # the pattern is slow on long encoded data
            text = _TEMPORARY_CELL.sub("cell", text)
        return _ADDRESS.sub("", text)

    return clean


def _strings(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - JSON
    """Apply a change to every string of a JSON value; its kind of mapping is kept."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_strings(item, change) for item in value]
    if isinstance(value, dict):
        return type(value)({key: _strings(item, change) for key, item in value.items()})
    return value
