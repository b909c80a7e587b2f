"""Running an ensemble: many members at once, each kept as soon as it is made, so that a run can be taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import mibg
from mibg.ensemble.member import Member, Task, make_member
from mibg.faults import Fault, InputFaults
from mibg.files import digest_of, digest_of_texts, files_below, write_text
from mibg.layout import published_folder
from mibg.processes import end_with_parent

Say = Callable[[str], None]
Make = Callable[[Task], Member]


def run_ensemble(
    tasks: Sequence[Task], folder: Path, say: Say, scheduler: str | None = None, make: Make = make_member
) -> tuple[Member, ...]:
    """Make the members that are not there yet.

    Parameters
    ----------
    tasks : sequence of Task
        What to make.
    folder : Path
        A JSON file a member. What the same library made from the same claims is kept; nothing else is touched.
    say : callable
        Takes a line on how far the run is.
    scheduler : str, optional
        Address of a Dask scheduler whose workers have this library; by default processes of this machine.
    make : callable
        Makes one member, in another process.

    Returns
    -------
    tuple of Member
        In the order of the tasks, whoever made them and when.

    Raises
    ------
    mibg.faults.InputFaults
        When the scheduler cannot be reached, or dask is not installed.
    """
    folder = folder / made_of()
    left = [task for task in tasks if not _file(folder, task).exists()]
    say(f"{len(tasks) - len(left)} of {len(tasks)} members are there")
    if left:
        with _executor(scheduler) as pool:
            _make_all(left, folder, say, pool, make)
    return tuple(Member.from_json(_file(folder, task).read_text(encoding="utf-8")) for task in tasks)


def made_of() -> str:
    """Digest of the library and of the published numbers: members of another one do not belong together."""
    root, code = published_folder(), Path(mibg.__file__).parent
    published = digest_of(root, files_below(root))
    library = digest_of(code, (path for path in files_below(code) if path.suffix == ".py"))
    return digest_of_texts(published, library)[:12]


def _make_all(left: Sequence[Task], folder: Path, say: Say, pool: Executor, make: Make) -> None:
    running: list[Future[Member]] = [pool.submit(make, task) for task in left]
    try:
        for number, done in enumerate(as_completed(running), start=1):
            member = done.result()
            write_text(_file(folder, member.task), member.as_json())
            say(f"{number} of {len(left)}: {member.task.name}{_missed(member)}")
    finally:
        for future in running:
            future.cancel()


def _missed(member: Member) -> str:
    return f", which misses {', '.join(member.missed)}" if member.missed else ""


def _file(folder: Path, task: Task) -> Path:
    return folder / f"{task.name}.json"


@contextmanager
def _executor(scheduler: str | None) -> Iterator[Executor]:
    if scheduler is None:
        with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=end_with_parent) as pool:
            yield pool
        return
    try:
        from distributed import Client  # noqa: PLC0415 - of the extra, and slow to import
    except ImportError:
        remedy = 'install the extra: python -m pip install "mibg[cluster]"'
        raise InputFaults([Fault("--scheduler", "dask is not installed", remedy)]) from None
    try:
        client = Client(scheduler, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise InputFaults([Fault("--scheduler", f"{scheduler} does not answer ({error})", "start it first")]) from None
    with client, client.get_executor(retries=3) as pool:  # type: ignore[no-untyped-call]
        yield pool
