"""What is wrong with a piece of text, apart from where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Complaint:
    """A problem and its remedy.

    Parameters
    ----------
    problem : str
        What is wrong, without its place.
    remedy : str
        What to do about it, as an imperative.
    """

    problem: str
    remedy: str


class UnreadableError(ValueError):
    """Text that cannot be read as the kind of value it should be.

    Parameters
    ----------
    problem, remedy : str
        As in `Complaint`.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.complaint = Complaint(problem, remedy)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Find the word that a misspelt one was probably meant to be.

    Parameters
    ----------
    word : str
        As the user wrote it; case and spaces do not count.
    words : iterable of str
        What it may be.

    Returns
    -------
    str or None
        None where nothing is near.
    """
    folded = {_fold(candidate): candidate for candidate in words}
    found = get_close_matches(_fold(word), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def _fold(word: str) -> str:
    return word.strip().lower().replace(" ", "_")
