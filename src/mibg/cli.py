"""The commands of the book.

Each imports what it needs when it is called, so that help, and a build with nothing to do, come at once.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mibg.faults import Fault, InputFaults
from mibg.publishing.failure import BuildFailure

FAILED: Final = 1
BAD_INPUT: Final = 2
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
    chosen = _parser().parse_args(arguments)
    try:
        chosen.run(chosen)
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
    return 0


def _tell(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _unread() -> int:
    """End quietly when whoever reads the output has had enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mibg", description="Audit of a published survival study.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="execute what changed and publish the book")
    build.add_argument("--cohort", type=Path, metavar="DIR", help="folder of the cohort (default: the reconstruction)")
    build.add_argument("--out", type=Path, metavar="DIR", help="folder to publish in (default: _build/html)")
    build.set_defaults(run=_build)

    sync = commands.add_parser("sync", help="bring the two halves of each notebook in step")
    sync.add_argument("--from", dest="source", choices=("md", "ipynb"), help="the half to trust")
    sync.set_defaults(run=_sync)

    reconstruct = commands.add_parser("reconstruct", help="make the invented cohort")
    reconstruct.add_argument("--seed", type=int, default=0, metavar="N", help="0 (default) is the one that ships")
    reconstruct.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write")
    reconstruct.set_defaults(run=_reconstruct)

    predict = commands.add_parser("predict", help="leave claims out of the fit and see whether they are hit")
    predict.add_argument("--seed", type=int, default=0, metavar="N", help="of the first refit (default: 0)")
    predict.add_argument("--out", type=Path, required=True, metavar="FILE", help="CSV file to write")
    predict.set_defaults(run=_predict)

    ensemble = commands.add_parser("ensemble", help="make many cohorts that the paper allows, and sum them up")
    ensemble.add_argument("--members", type=_count, default=200, metavar="N", help="as they come (default: 200)")
    ensemble.add_argument("--starts", type=_count, default=20, metavar="N", help="for each extreme (default: 20)")
    ensemble.add_argument("--seed", type=int, default=1, metavar="S", help="of the first member (default: 1)")
    ensemble.add_argument("--out", type=Path, metavar="DIR", help="folder of the summary (default: data/ensemble)")
    ensemble.add_argument("--keep", type=Path, metavar="DIR", help="folder of the members (default: _build/ensemble)")
    ensemble.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster (default: this machine)")
    ensemble.set_defaults(run=_ensemble)

    check = commands.add_parser("check-claims", help="check the printed numbers of a paper against each other")
    check.add_argument("claims", type=Path, metavar="FILE", help="CSV file of claims, in the form of claims.csv")
    beside = "how they bear on one another (default: relations.yaml beside them)"
    check.add_argument("--relations", type=Path, metavar="FILE", help=beside)
    check.add_argument("--json", action="store_true", help="write every check, for programs")
    check.set_defaults(run=_check_claims)
    return parser


class _Version(argparse.Action):
    """Shows the version; looking it up is slow enough to wait until somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from mibg import __version__  # noqa: PLC0415

        print(f"mibg {__version__}")
        parser.exit()


def _build(chosen: argparse.Namespace) -> None:
    from mibg.layout import book_root, reconstructed_folder  # noqa: PLC0415
    from mibg.publishing.build import build  # noqa: PLC0415

    root = book_root()
    print(build(root, chosen.cohort or reconstructed_folder(), chosen.out or root / "_build" / "html"))


def _sync(chosen: argparse.Namespace) -> None:
    from mibg.layout import book_root  # noqa: PLC0415
    from mibg.publishing.pairs import sync  # noqa: PLC0415

    for path in sync(book_root(), chosen.source):
        print(path)


def _predict(chosen: argparse.Namespace) -> None:
    from mibg.reconstruction import predict  # noqa: PLC0415

    predict(chosen.seed).to_csv(chosen.out, index=False, lineterminator="\n")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("give a number that is not below 0")
    return number


def _ensemble(chosen: argparse.Namespace) -> None:
    from mibg.ensemble import plan, run_ensemble, write_summary  # noqa: PLC0415
    from mibg.layout import book_root  # noqa: PLC0415
    from mibg.publishing.progress import progress  # noqa: PLC0415

    root = book_root()
    tasks = plan(chosen.members, chosen.starts, chosen.seed)
    with progress() as say:
        members = run_ensemble(tasks, chosen.keep or root / "_build" / "ensemble", say, chosen.scheduler)
    print(write_summary(members, chosen.out or root / "data" / "ensemble"))


def _check_claims(chosen: argparse.Namespace) -> None:
    import json  # noqa: PLC0415

    from mibg.published import Claims, load_relations, read_claims, run_checks  # noqa: PLC0415
    from mibg.published.checks import as_data, tell  # noqa: PLC0415

    claims = Claims({claim.id: claim for claim in read_claims(chosen.claims)}, {})
    if chosen.relations and not chosen.relations.is_file():
        raise InputFaults([Fault(str(chosen.relations), "the file is missing", "name another")])
    checks = run_checks(claims, load_relations(claims, chosen.relations or chosen.claims.with_name("relations.yaml")))
    found = [as_data(check) for check in checks]
    print(json.dumps(found, ensure_ascii=False, indent=1) if chosen.json else tell(checks))


def _reconstruct(chosen: argparse.Namespace) -> None:
    from mibg.reconstruction import write_reconstruction  # noqa: PLC0415

    missed = write_reconstruction(chosen.seed, chosen.out).missed
    for target in missed:
        print(f"missed: {target.claim}, printed {target.part.text} ({target.part.name} of {target.statistic})")
    if not missed:
        print("every printed number that can hold beside the others is attained")
