"""R as a peer: one process that stays, and is handed its data in files of plain numbers."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.patients import Patients

WORKER = Path(__file__).with_name("r_worker.R")


class R:
    """A running R with its survival package."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._folder = tempfile.TemporaryDirectory(prefix="mibg-bench-r-")

    def run(self, line: str) -> float:
        """Run one line, and give the seconds it took."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"R stopped at: {line}")
        return float(answer)

    def stop(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._folder.cleanup()

    def take(self, name: str, patients: Patients) -> None:
        """Make a data frame with columns time, event, group and the covariates."""
        columns: dict[str, npt.NDArray[np.generic]] = {
            "time": patients.time,
            "event": patients.event,
            "group": patients.group,
            **{str(column): values.to_numpy() for column, values in patients.covariates.items()},
        }
        path = Path(self._folder.name) / "columns"
        np.stack([values.astype(float) for values in columns.values()]).tofile(path)
        names = ", ".join(f'"{column}"' for column in columns)
        numbers = f'readBin("{path}", "double", {len(patients) * len(columns)})'
        self.run(f"{name} <- setNames(as.data.frame(matrix({numbers}, ncol = {len(columns)})), c({names}))")


def started() -> R | None:
    """Start R; None where it, or its survival package, is not installed."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    process = subprocess.Popen(
        [program, "--vanilla", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    return R(process) if process.stdout.readline() == "ready\n" else None


def version() -> str:
    """Of R and its survival package."""
    told = 'cat(as.character(getRversion()), "with survival", as.character(packageVersion("survival")))'
    return subprocess.run(["Rscript", "-e", told], capture_output=True, text=True, check=True).stdout


def line(r: R | None, text: str, share: float = 1) -> Callable[[], float] | None:
    """Time a line of R, as `timed` does a function; None without R."""
    return None if r is None else lambda: r.run(text) / share
