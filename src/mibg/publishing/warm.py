"""Processes of a build: forked from one warm parent that has imported what notebooks need.

Where there is no fork server (Windows), a process is a fresh interpreter, and the rest is the same.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Final, ParamSpec

from mibg.processes import end_with_parent
from mibg.publishing.failure import BuildFailure

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

P = ParamSpec("P")

ENVIRONMENT: Final = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
}
_ending: Final = threading.Event()


@contextmanager
def warm_parent(**more: str) -> Iterator[None]:
    """Start the warm parent, which loads while the caller goes on, in the environment of every build.

    Parameters
    ----------
    **more : str
        Further environment variables.
    """
    _ending.clear()
    before = {name: os.environ.get(name) for name in (*ENVIRONMENT, *more)}
    os.environ.update(ENVIRONMENT | more)
    try:
        if _forks():
            from multiprocessing import forkserver  # noqa: PLC0415 - absent on Windows

            _context().set_forkserver_preload(["mibg.publishing.preload"])
            forkserver.ensure_running()
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def start(target: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> BaseProcess:
    """Start a process of the warm parent.

    Parameters
    ----------
    target : callable
        A public function of a module.
    *arguments, **named : object
        What can be pickled.
    """
    process: BaseProcess = _context().Process(target=target, args=arguments, kwargs=named, daemon=True)
    process.start()
    if _ending.is_set():  # a thread may have come this far while the others were being ended
        process.kill()
    return process


@contextmanager
def worker() -> Iterator[ProcessPoolExecutor]:
    """Have one process of the warm parent at hand, for one call after another; an error ends what it does at once.

    Raises
    ------
    BuildFailure
        When the process was ended by something else.
    """
    with ProcessPoolExecutor(1, mp_context=_context(), initializer=end_with_parent) as pool:
        try:
            yield pool
        except BrokenProcessPool:
            raise BuildFailure("a process of the build was ended from outside", "free memory and build again") from None
        except BaseException:
            end_processes()
            raise


def end_processes() -> None:
    """End every process of this build at once, and any that is only just being started."""
    _ending.set()
    for process in multiprocessing.active_children():
        process.kill()


def _context() -> ForkServerContext | SpawnContext:
    return multiprocessing.get_context("forkserver") if _forks() else multiprocessing.get_context("spawn")


def _forks() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()
