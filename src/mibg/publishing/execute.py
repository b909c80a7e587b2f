"""Execution of notebooks by papermill, several at a time, each in a kernel of its own."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import papermill
from nbclient.exceptions import CellTimeoutError

from mibg.disclosure.marks import RECORD, SHOWN
from mibg.publishing.failure import BuildFailure, first_line
from mibg.publishing.kernels import WarmKernelManager
from mibg.publishing.normalise import normalise
from mibg.publishing.warm import end_processes

if TYPE_CHECKING:
    from nbformat import NotebookNode

CELL_TIMEOUT: Final = 900
_MASKED: Final = "its message is not told, for it may quote patients"
_LOOK: Final = "open the notebook in Jupyter, where it stays with you, and run it to that cell"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Task:
    """A notebook to execute.

    Parameters
    ----------
    name : str
        Path under ``notebooks`` without suffix.
    notebook : nbformat.NotebookNode
        Without outputs.
    folder : Path
        Where it lies, the working directory of its kernel.
    cohort : str
        Value of its parameter ``cohort``.
    portable : mapping of str to str
        Machine paths, and what to publish in their place.
    guarded : bool
        Whether a gate keeps patients from being found out: then nothing is published, and nothing of an error is told,
        that has not passed it.
    """

    name: str
    notebook: NotebookNode
    folder: Path
    cohort: str
    portable: Mapping[str, str]
    guarded: bool = False


def execute_all(tasks: Iterable[Task], done: Callable[[Task, NotebookNode], None]) -> None:
    """Execute notebooks, one more at a time than there are processors, since a kernel waits while it starts and ends.

    Parameters
    ----------
    tasks : iterable of Task
        Started in this order.
    done : callable
        Told of each executed notebook, in the calling thread.

    Raises
    ------
    BuildFailure
        Naming notebook, cell and error of the first that fails; none is started after it.
    """
    pool = ThreadPoolExecutor(max_workers=(cpu_count() or 1) + 1)
    running: dict[Future[NotebookNode], Task] = {pool.submit(execute, task): task for task in tasks}
    try:
        for future in as_completed(running):
            done(running[future], future.result())
    except BaseException:
        end_processes()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def execute(task: Task) -> NotebookNode:
    """Execute one notebook and normalise it.

    Raises
    ------
    BuildFailure
        When it has no parameter ``cohort``, or a cell of it fails or warns.
    """
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    _require_parameter(task)
    try:
        executed = papermill.execute_notebook(
            task.notebook,
            None,
            {"cohort": task.cohort},
            progress_bar=False,
            execution_timeout=CELL_TIMEOUT,
            kernel_manager_class=WarmKernelManager,
            resources={"metadata": {"path": str(task.folder)}},
            coalesce_streams=True,
            shutdown_kernel="immediate",
            record_timing=False,
        )
    except papermill.PapermillExecutionError as error:
        raise _failed(task, error) from None
    except (CellTimeoutError, RuntimeError) as error:  # a kernel that died is told as the latter
        raise BuildFailure(f"notebook {task.name}: {first_line(error)}", "mend the notebook") from None
    _refuse_warnings(task, executed)
    if task.guarded:
        _refuse_what_passed_no_gate(task, executed)
    return normalise(executed, task.portable)


def has_errors(notebook: NotebookNode) -> bool:
    """Whether any cell of an executed notebook ended in an error."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return any(output["output_type"] == "error" for output in outputs)


def _require_parameter(task: Task) -> None:
    cells = [cell.source for cell in task.notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    if not any(re.search(r"^cohort\s*=", source, re.MULTILINE) for source in cells):
        problem = f"notebook {task.name} does not take a cohort"
        raise BuildFailure(problem, 'give it a cell tagged parameters with cohort = "data/reconstructed"')


def _refuse_warnings(task: Task, executed: NotebookNode) -> None:
    """A warning would stand on the page: what it warns of is mended, or said in the prose."""
    for number, output in _outputs(executed):
        if output.output_type == "stream" and output.name == "stderr":
            told = next(line for line in output.text.splitlines() if line.strip())
            told, remedy = (_MASKED, _LOOK) if task.guarded else (told, "mend what it warns of")
            raise BuildFailure(f"notebook {task.name}, code cell {number}: {told}", remedy)


def _refuse_what_passed_no_gate(task: Task, executed: NotebookNode) -> None:
    """A bare data frame, a printed line, a figure of somebody else's: no gate knows what they say of patients."""
    for number, output in _outputs(executed):
        if not set(output.get("data", ())) & {RECORD, SHOWN}:
            problem = f"notebook {task.name}, code cell {number} shows something that no gate has looked at"
            raise BuildFailure(problem, "show it by mibg.report, or record it; or build with --disclosure 0")


def _outputs(executed: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Every output, with the number of its code cell in the notebook as its author knows it."""
    injected = "injected-parameters"
    cells = [
        cell for cell in executed.cells if cell.cell_type == "code" and injected not in cell.metadata.get("tags", ())
    ]
    for number, cell in enumerate(cells, start=1):
        for output in cell.outputs:
            yield number, output


def _failed(task: Task, error: papermill.PapermillExecutionError) -> BuildFailure:
    """Tell an error by the number of the code cell in the notebook as its author knows it."""
    tagged = [index for index, cell in enumerate(task.notebook.cells) if "parameters" in cell.metadata.get("tags", ())]
    injected = error.cell_index > tagged[0] + 1
    before = task.notebook.cells[: error.cell_index + (0 if injected else 1)]
    number = sum(cell.cell_type == "code" for cell in before)
    message = _COLOUR.sub("", f"{error.ename}: {error.evalue}").strip().splitlines()[0]
    if task.guarded:
        return BuildFailure(f"notebook {task.name}, code cell {number}: {error.ename}, {_MASKED}", _LOOK)
    return BuildFailure(f"notebook {task.name}, code cell {number}: {message}", "mend it and build again")
