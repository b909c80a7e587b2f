"""Executed notebooks: rid of what differs between runs, and kept whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode, from_dict

from mibg.files import digest_of, files_below, write_text
from mibg.publishing.cache import Cache
from mibg.publishing.normalise import normalise
from mibg.publishing.notebooks import as_json, as_page

PORTABLE = {"/home/somebody/cohort": "cohort", "/home/somebody/book/": ""}


def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    metadata = {
        "tags": list(tags),
        "papermill": {"start_time": "2018-01-01"},
        "execution": {"iopub.status.busy": "now"},
    }
    head = {"cell_type": "code", "id": "9f3c", "execution_count": 7}
    return {**head, "metadata": metadata, "source": source, "outputs": list(outputs)}


def executed(*cells: dict[str, Any]) -> NotebookNode:
    metadata = {
        "papermill": {"input_path": "/home/somebody"},
        "kernelspec": {"name": "python3"},
        "language_info": {"name": "python"},
    }
    content = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return from_dict(content)  # type: ignore[no-untyped-call, no-any-return]


def said(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stderr", "text": text}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("see /home/somebody/cohort/patients.csv", "see cohort/patients.csv"),
        ("at /home/somebody/book/book/index.md", "at book/index.md"),
        ("/tmp/ipykernel_123/4567.py:1: UserWarning", "cell:1: UserWarning"),
        ("<object object at 0x7f1234abcd>", "<object object>"),
        ("a time of 0x10 at noon", "a time of 0x10 at noon"),
    ],
)
def test_machine_words_are_not_published(text: str, published: str) -> None:
    found = normalise(executed(code("1", said(text))), PORTABLE)
    assert found.cells[0].outputs[0].text == published


def test_clocks_and_random_ids_are_not_kept() -> None:
    found = normalise(executed(code("1"), code("2")), {})
    assert [cell.id for cell in found.cells] == ["cell-1", "cell-2"]
    assert [cell.execution_count for cell in found.cells] == [1, 2]
    assert [dict(cell.metadata) for cell in found.cells] == [{"tags": []}, {"tags": []}]
    assert sorted(found.metadata) == ["kernelspec", "language_info"]


@pytest.mark.parametrize(("injected", "left"), [('"a"', 1), ('"b"', 2)])
def test_a_parameter_is_shown_once_when_it_is_the_stated_one(injected: str, left: int) -> None:
    stated = code('cohort = "a"', tags=("parameters",))
    repeated = code(f"# Parameters\ncohort = {injected}\n", tags=("injected-parameters",))
    assert len(normalise(executed(stated, repeated), {}).cells) == left


def test_long_data_is_not_slow() -> None:
    data = "A/b" * 300_000  # a pattern that backtracks takes minutes here
    assert normalise(executed(code("1", said(data))), {}).cells[0].outputs[0].text == data


def test_pages_carry_nothing_for_programs() -> None:
    data = {"application/vnd.mibg.record+json": {"records": []}, "text/html": "<p>"}
    shown = {"output_type": "display_data", "metadata": {}, "data": data}
    notebook = executed(code("1", shown))
    assert "vnd.mibg" not in as_page(notebook)
    assert "vnd.mibg" in as_json(notebook)


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    cache, notebook = Cache(tmp_path), executed(code("1", said("é")))
    cache.put("key", notebook)
    assert cache.get("key") == notebook
    assert cache.get("another key") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe"])
def test_a_damaged_file_is_not_taken_for_a_notebook(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("key", executed(code("1")))
    (tmp_path / "key.ipynb").write_bytes(damage)
    assert cache.get("key") is None


def test_a_file_changed_in_one_place_is_not_taken_for_the_notebook(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", executed(code("1", said("median 2.4"))))
    path = tmp_path / "key.ipynb"
    path.write_bytes(path.read_bytes().replace(b"2.4", b"2.5"))
    assert cache.get("key") is None


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_text(tmp_path / "file", "old")

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_text(path, "new")
    assert [(found.name, found.read_text(encoding="utf-8")) for found in tmp_path.iterdir()] == [("file", "old")]


def test_a_digest_follows_names_and_bytes_and_nothing_else(tmp_path: Path) -> None:
    for name, text in (("a", "1"), ("b", "1"), ("c", "2")):
        write_text(tmp_path / name / "file", text)
    write_text(tmp_path / "b" / "__pycache__" / "file", "3")
    write_text(tmp_path / "b" / ".hidden", "3")
    digests = [digest_of(tmp_path / name, files_below(tmp_path / name)) for name in ("a", "b", "c")]
    assert digests[0] == digests[1] != digests[2]
    (tmp_path / "a" / "file").rename(tmp_path / "a" / "other")
    assert digest_of(tmp_path / "a", files_below(tmp_path / "a")) != digests[0]
