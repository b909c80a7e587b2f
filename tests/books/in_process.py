"""The notebooks of the book executed in this process, for any cohort: quick, and an error shows where it is."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from mibg.audit import Ledger, build_ledger, collect_evidence, provenance_of
from mibg.cohort import read_cohort
from mibg.disclosure import chosen
from mibg.disclosure.marks import VARIABLE
from mibg.layout import book_root
from mibg.published import Paper, load_paper
from mibg.publishing.contents import notebook_names
from mibg.publishing.pairs import pair_of, read_source
from mibg.reanalysis import immortal

Executed = Mapping[str, Any]
_PARAMETERS: Final = "parameters"
_FEW: Final = {"simulate": 500, "compatible_effects": 30}


def _of_few(simulation: Callable[..., Any], most: int) -> Callable[..., Any]:
    """Draw few cohorts where a chapter draws thousands, and draw them once."""

    @cache
    def drawn(printed: Any, scenario: Any, cohorts: int, seed: int) -> Any:
        return simulation(printed, scenario, min(cohorts, most), seed)

    return drawn


_DRAWN_ONCE: Final = {name: _of_few(getattr(immortal, name), most) for name, most in _FEW.items()}
"""Simulations that rest on the printed numbers alone, and say nothing of a cohort."""


def run_to_ledger(cohort: Path, least: int = 0) -> Ledger:
    """Execute every notebook for a cohort, behind a gate or none, and judge what they record."""
    provenance = provenance_of(read_cohort(cohort), None, "0", gate=chosen.gate_of(least))
    return build_ledger(_paper(), collect_evidence(run_notebooks(cohort, least)), provenance)


def run_notebooks(cohort: Path, least: int = 0) -> dict[str, Executed]:
    """Execute every notebook of the contents for a cohort, each in a namespace of its own, behind a gate or none."""
    return {name: _run(name, cohort, least) for name in notebook_names(book_root())}


@contextmanager
def gate_of_a_build(least: int) -> Iterator[None]:
    """Have the gate that a build would tell its notebooks, and afterwards the one before."""
    before = list(chosen._chosen)
    with patch.dict(os.environ, {VARIABLE: str(least)}):
        chosen._chosen.clear()
        yield
    chosen._chosen[:] = before


@contextmanager
def ours_as_main() -> Iterator[None]:
    """Give the name of the main module back, which a shell takes for its own."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


def _run(name: str, cohort: Path, least: int) -> Executed:
    with ours_as_main(), warnings.catch_warnings(), patch.dict(vars(immortal), _DRAWN_ONCE), gate_of_a_build(least):
        shell = InteractiveShell.instance()
        shell.reset(new_session=False)  # type: ignore[no-untyped-call]
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", DeprecationWarning)  # a kernel does not show those of other libraries
        return {"cells": [_run_cell(shell, name, cell, cohort) for cell in _cells(name)]}


def _run_cell(shell: Any, name: str, cell: Mapping[str, Any], cohort: Path) -> Executed:
    given = _PARAMETERS in cell["metadata"].get("tags", [])
    source = f"cohort = {str(cohort)!r}" if given else cell["source"]
    with capture_output() as captured:
        done = shell.run_cell(source)
    error = done.error_before_exec or done.error_in_exec
    if error is not None:
        error.add_note(f"in notebook {name}:\n{source}")
        raise error
    return {"cell_type": "code", "outputs": [{"data": output.data} for output in captured.outputs]}


@cache
def _cells(name: str) -> tuple[Mapping[str, Any], ...]:
    source = read_source(pair_of(book_root(), name))
    return tuple(cell for cell in source.cells if cell.cell_type == "code")


@cache
def _paper() -> Paper:
    return load_paper()
