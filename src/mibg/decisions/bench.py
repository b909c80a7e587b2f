"""A cohort with what was already computed of it, so that alternatives share what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from mibg.cohort import Cohort

T = TypeVar("T")


class Memory:
    """Results of steps by the steps and their choices."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}

    def once(self, step: Callable[..., T], subject: object, *choices: Hashable) -> T:
        """Run a step on a subject under some choices, or give what it gave before.

        Parameters
        ----------
        step : callable
            Takes the subject, then the choices, and changes neither.
        subject : object
            The same with every call.
        *choices : hashable
            All that the step depends on beside the subject.
        """
        key = (step, choices)
        if key not in self._kept:
            self._kept[key] = step(subject, *choices)
        found: T = self._kept[key]
        return found


@dataclass(frozen=True, eq=False)
class Bench:
    """A cohort to be analysed in many ways.

    Parameters
    ----------
    cohort : Cohort
        As it was read.
    memory : Memory
        What was computed of it.
    """

    cohort: Cohort
    memory: Memory = field(default_factory=Memory, repr=False)

    def once(self, step: Callable[..., T], *choices: Hashable) -> T:
        """Run a step on the cohort, as `Memory.once`."""
        return self.memory.once(step, self.cohort, *choices)
