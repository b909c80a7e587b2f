"""The command line: what may be asked, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Final

from mibg.arguments import parser
from mibg.commands import BAD_INPUT
from mibg.faults import InputFaults
from mibg.publishing.failure import BuildFailure

FAILED: Final = 1
INTERRUPTED: Final = 130
_REMEDIES: Final = {errno.ENOSPC: "free some space", errno.EACCES: "give the rights", errno.EROFS: "give the rights"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
        0 when it succeeded, 1 when it failed, 2 for bad input or bad arguments, 130 when it was interrupted.
    """
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen) or 0)
    except InputFaults as error:
        return _tell(str(error), BAD_INPUT)
    except BuildFailure as error:
        return _tell(f"mibg: {error}", FAILED)
    except BrokenPipeError:
        return _unread()
    except OSError as error:
        return _tell(f"mibg: {error}; {_REMEDIES.get(error.errno or 0, 'mend that')}, and run it again", FAILED)
    except KeyboardInterrupt:
        return _tell("mibg: interrupted", INTERRUPTED)


def _tell(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _unread() -> int:
    """End quietly when whoever reads the output has had enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
