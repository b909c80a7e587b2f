"""The whole way from notebooks to a published book."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mibg.disclosure.marks import VARIABLE
from mibg.faults import raise_if_any
from mibg.publishing import warm
from mibg.publishing.cache import Cache
from mibg.publishing.contents import NOTEBOOKS, notebook_names
from mibg.publishing.execute import Task, execute_all
from mibg.publishing.failure import BuildFailure
from mibg.publishing.inputs import Inputs
from mibg.publishing.judge import faults_of, least_for, write_ledger
from mibg.publishing.lock import only_build
from mibg.publishing.notebooks import as_page
from mibg.publishing.pairs import pair_of, read_source, sync
from mibg.publishing.place import Place
from mibg.publishing.progress import Say
from mibg.publishing.promote import promote, recover
from mibg.publishing.site import build_site, prepare
from mibg.publishing.stage import Stage

if TYPE_CHECKING:
    from nbformat import NotebookNode

CACHE: Final = "_build/executed"


def publish(inputs: Inputs, place: Place, stage: Stage, say: Say) -> None:
    """Check the inputs, execute what changed, build the site aside, and put it in place.

    Parameters
    ----------
    inputs : Inputs
        Of the book.
    place : Place
        Where the site goes.
    stage : Stage
        Where it is built.
    say : callable
        Told of each step.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of claims and cohort, before anything is written.
    BuildFailure
        For any other reason that a user can mend.
    """
    with warm.worker() as worker:
        say("checking claims and cohort")
        raise_if_any(worker.submit(faults_of, inputs.claims, inputs.cohort).result())
        least = worker.submit(least_for, inputs.cohort, inputs.disclosure).result()
        os.environ[VARIABLE] = str(least)  # for the kernels; whoever started the warm parent takes it back
        with only_build(place.lock), stage:
            recover(place.site, place.aside)
            sync(inputs.root)
            _build(replace(inputs), stage, worker, say)
            promote(stage.html, place.site, place.aside)


def _build(inputs: Inputs, stage: Stage, worker: Executor, say: Say) -> None:
    fingerprint, least = inputs.fingerprint, int(os.environ[VARIABLE])
    if least:
        inputs.keep_secret()
        fingerprint = inputs.sealed or ""
    worker.submit(prepare)
    notebooks = _executed(inputs, say)
    say("publishing the pages")
    stage.fill(inputs.root, {name: as_page(notebook) for name, notebook in notebooks.items()})
    evidence = (inputs.claims, inputs.cohort, notebooks, inputs.book)
    raise_if_any(worker.submit(write_ledger, *evidence, stage.ledger, least).result())
    _refuse_warnings(worker.submit(build_site, stage.sources, stage.html, stage.ledger, inputs.library_pages).result())
    stage.finish(fingerprint)


def _executed(inputs: Inputs, say: Say) -> dict[str, NotebookNode]:
    """Every notebook of the contents, from the cache or executed now, in the order of the contents."""
    cache = Cache(inputs.root / CACHE)
    sources = {name: read_source(pair_of(inputs.root, name)) for name in notebook_names(inputs.root)}
    keys = {name: inputs.key_of(name, source) for name, source in sources.items()}
    found = {name: cache.get(key) for name, key in keys.items()}
    tasks = [_task(inputs, name, sources[name]) for name, known in found.items() if known is None]
    tasks.sort(key=lambda task: len(task.notebook.cells), reverse=True)  # the longest are not left to the end

    def keep(task: Task, notebook: NotebookNode) -> None:
        cache.put(keys[task.name], notebook)
        found[task.name] = notebook
        left = sum(known is None for known in found.values())
        say(f"executed {task.name}, {len(tasks) - left} of {len(tasks)}")

    say(f"executing {len(tasks)} of {len(sources)} notebooks")
    execute_all(tasks, keep)
    return {name: notebook for name, notebook in found.items() if notebook is not None}


def _task(inputs: Inputs, name: str, source: NotebookNode) -> Task:
    portable = {str(inputs.cohort): inputs.cohort_name, f"{inputs.root}{os.sep}": ""}
    folder, guarded = (inputs.root / NOTEBOOKS / name).parent, os.environ[VARIABLE] != "0"
    return Task(name, source, folder, inputs.cohort_parameter, portable, guarded)


def _refuse_warnings(warnings: tuple[str, ...]) -> None:
    if warnings:
        told = "\n  ".join(warnings)
        raise BuildFailure(f"the pages have faults:\n  {told}\n", "mend them and build again")
