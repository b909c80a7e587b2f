"""What was declared beside the claims, read by a directive: its faults become warnings at the directive's place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sphinx.util import logging

from mibg.faults import InputFaults

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective

_LOGGER = logging.getLogger(__name__)
_Declared = TypeVar("_Declared")


def read_or_warn(directive: SphinxDirective, read: Callable[[], _Declared]) -> _Declared | None:
    """Read a declaration.

    Parameters
    ----------
    directive : sphinx.util.docutils.SphinxDirective
        That needs it.
    read : callable
        Raises `InputFaults` with every fault.

    Returns
    -------
    object or None
        What `read` gives; None where it has faults, each of which is then a warning and fails the build.
    """
    try:
        return read()
    except InputFaults as error:
        for fault in error.faults:
            _LOGGER.warning("%s", fault, location=directive.get_location(), type="mibg")
        return None
