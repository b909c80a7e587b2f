"""A choice among a few that a caller makes, told of in the same words by every package."""

from __future__ import annotations

from collections.abc import Iterable


def unknown_choice(given: object, choices: Iterable[str], what: str) -> str | None:
    """Tell what is wrong with a choice, for the exception of whoever asks.

    Parameters
    ----------
    given : object
        What was asked for.
    choices : iterable of str
        What there is.
    what : str
        One of them, as the subject of a sentence.

    Returns
    -------
    str or None
        A sentence that lists the choices; None where it is one of them.
    """
    told = tuple(choices)
    known = isinstance(given, str) and given in told
    return None if known else f"{what} is one of {', '.join(told)}, not {given!r}"
