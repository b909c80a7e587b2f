"""Running an ensemble: on processes and on a Dask cluster, interrupted and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_up import FOLDER, made_up, slow
from slow_run import SLOW_RUN

from mibg.ensemble import Task, made_of, plan, run_ensemble
from mibg.ensemble.member import make_member
from mibg.faults import InputFaults

TASKS = plan(6, 0, 1)


def quiet(_: str) -> None:
    """Say nothing."""


def test_a_plan_has_members_as_they_come_and_pushed_ones() -> None:
    tasks = plan(3, 2, 10)
    assert [task.name for task in tasks[:3]] == ["seed-10", "seed-11", "seed-12"]
    assert len(tasks) == 3 + 2 * 2 * 4
    assert len({task.name for task in tasks}) == len(tasks)


@pytest.mark.skipif(os.name == "nt", reason="processes are found and killed as POSIX has them")
def test_a_run_that_is_killed_leaves_no_process_and_is_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made stays and is not made again, what was half written is nothing, and no process works for nobody."""
    traces, kept = tmp_path / "traces", tmp_path / "kept"
    traces.mkdir()
    monkeypatch.setenv(FOLDER, str(traces))
    run = _started("slow_run", str(kept), start_new_session=True)
    _wait(lambda: len(list(kept.glob("*/*.json"))) >= 2)
    run.kill()
    assert run.wait(timeout=30) == -signal.SIGKILL
    _wait(lambda: not _lives(run.pid))
    made = {path.stem for path in kept.glob("*/*.json")}
    assert 2 <= len(made) < len(plan(*SLOW_RUN))
    (kept / made_of() / ".seed-12.json.99.part").write_text("{", encoding="utf-8")
    found = run_ensemble(plan(*SLOW_RUN), kept, quiet, make=made_up)
    assert all(len(list(traces.glob(f"{name}.*"))) == 1 for name in made)
    assert [member.as_json() for member in found] == [made_up(task).as_json() for task in plan(*SLOW_RUN)]


def _wait(until: Callable[[], bool]) -> None:
    for _ in range(600):
        if until():
            return
        time.sleep(0.1)
    raise TimeoutError("it did not come to pass within a minute")


def _lives(session: int) -> bool:
    """Whether any process of the session is left."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two workers, each a process of its own."""
    file = tmp_path / "scheduler.json"
    scheduler = ["distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    worker = ["distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-dashboard", "--no-nanny"]
    running = [_started(*scheduler)]
    try:
        running += [_started(*worker, "--nthreads", "1") for _ in range(2)]
        yield _address(file), running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


def _started(*command: str, start_new_session: bool = False) -> subprocess.Popen[bytes]:
    found = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": found},
        start_new_session=start_new_session,
    )


def _address(file: Path) -> str:
    for _ in range(300):
        if file.exists() and file.read_text(encoding="utf-8").strip():
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


def test_a_cluster_gives_the_same_members_although_a_worker_is_killed(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    said: list[str] = []
    tasks = plan(16, 0, 1)

    def kill_one_in_the_middle(text: str) -> None:
        said.append(text)
        if text.startswith("4 of 16"):
            workers[0].send_signal(signal.SIGKILL)

    found = run_ensemble(tasks, tmp_path / "kept", kill_one_in_the_middle, address, slow)
    assert workers[0].wait(timeout=30) == -signal.SIGKILL
    assert [member.as_json() for member in found] == [made_up(task).as_json() for task in tasks]
    assert said[-1].startswith("16 of 16")


def test_a_real_member_is_the_same_here_and_on_a_cluster(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    """Bit for bit: the same text, and the same numbers in it; both are made at once, to save time."""
    task = Task(1)
    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(run_ensemble, [task], tmp_path, quiet, cluster[0])
        here = make_member(task)
        (found,) = there.result()
    assert len(here.values) > 100
    assert found.as_json() == here.as_json()


def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match=r"--scheduler: .* does not answer .*; start it first"):
        run_ensemble(TASKS, tmp_path, quiet, "tcp://127.0.0.1:9", made_up)
