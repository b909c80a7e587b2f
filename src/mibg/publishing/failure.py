"""Failures that a user can mend, told in one line."""

from __future__ import annotations


class BuildFailure(Exception):  # noqa: N818 - the word of the field
    """The book cannot be built, for a reason that is not in the cohort or the claims.

    Parameters
    ----------
    problem : str
        What is wrong, with its place.
    remedy : str
        What to do about it, as an imperative.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem}; {self.remedy}"


def first_line(error: BaseException) -> str:
    """Say an error in one line: its name, and the first line of its message."""
    message = str(error).strip().splitlines()
    return f"{type(error).__name__}: {message[0]}" if message else type(error).__name__
