"""The whole way from notebooks to a published book."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mibg.faults import raise_if_any
from mibg.publishing import warm
from mibg.publishing.cache import Cache
from mibg.publishing.contents import NOTEBOOKS, notebook_names
from mibg.publishing.execute import Task, execute_all
from mibg.publishing.failure import BuildFailure
from mibg.publishing.inputs import Inputs, commit
from mibg.publishing.judge import faults_of, write_ledger
from mibg.publishing.lock import only_build
from mibg.publishing.pairs import pair_of, read_source, sync
from mibg.publishing.place import Place
from mibg.publishing.progress import Say, progress
from mibg.publishing.promote import promote, recover
from mibg.publishing.site import build_site
from mibg.publishing.stage import Stage

if TYPE_CHECKING:
    from nbformat import NotebookNode

CACHE: Final = "_build/executed"


def build(root: Path, cohort: Path, site: Path) -> Path:
    """Publish the book of a cohort, unless it stands already.

    Parameters
    ----------
    root : Path
        Folder of the book.
    cohort : Path
        Folder of the cohort.
    site : Path
        Folder to publish in.

    Returns
    -------
    Path
        The first page of the site.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of claims and cohort.
    BuildFailure
        For any other reason that a user can mend. The site is then as it was.
    """
    place = Place(site.absolute())
    inputs = Inputs(root.resolve(), cohort.resolve())
    place.refuse_what_is_not_ours(inputs.root)
    with progress() as say:
        if place.fingerprint() == inputs.fingerprint:
            say("nothing has changed")
        else:
            _publish(inputs, place, say)
    return place.index


def _publish(inputs: Inputs, place: Place, say: Say) -> None:
    stage = Stage(place.stage)
    with warm.warm_parent(**stage.environment):
        say("checking claims and cohort")
        raise_if_any(warm.call(faults_of, inputs.claims, inputs.cohort))
        with only_build(place.lock), stage:
            recover(place.site, place.aside)
            sync(inputs.root)
            settled = Inputs(inputs.root, inputs.cohort)
            notebooks = _executed(settled, say)
            stage.fill(settled.root, notebooks)
            _judge(settled, stage, notebooks)
            say("publishing the pages")
            _refuse_warnings(warm.call(build_site, stage.sources, stage.html, stage.ledger))
            stage.finish(settled.fingerprint)
            promote(stage.html, place.site, place.aside)


def _executed(inputs: Inputs, say: Say) -> dict[str, NotebookNode]:
    """Every notebook of the contents, from the cache or executed now, in the order of the contents."""
    cache = Cache(inputs.root / CACHE)
    sources = {name: read_source(pair_of(inputs.root, name)) for name in notebook_names(inputs.root)}
    keys = {name: inputs.key_of(name, source) for name, source in sources.items()}
    found = {name: cache.get(key) for name, key in keys.items()}
    tasks = [_task(inputs, name, sources[name]) for name, known in found.items() if known is None]

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
    return Task(name, source, (inputs.root / NOTEBOOKS / name).parent, inputs.cohort_parameter, portable)


def _judge(inputs: Inputs, stage: Stage, notebooks: dict[str, NotebookNode]) -> None:
    place = (inputs.claims, inputs.cohort, notebooks, commit(inputs.root), stage.ledger)
    raise_if_any(warm.call(write_ledger, *place))


def _refuse_warnings(warnings: tuple[str, ...]) -> None:
    if warnings:
        told = "\n  ".join(warnings)
        raise BuildFailure(f"the pages have faults:\n  {told}\n", "mend them and build again")
