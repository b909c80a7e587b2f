"""What may be asked on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mibg import commands as bodies

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

LONGEST_TITLE: Final = 200


def parser() -> argparse.ArgumentParser:
    """Make the parser; what it parses has ``run``, which takes it and does what was asked."""
    made = argparse.ArgumentParser(prog="mibg", description="Audit of a published survival study.")
    made.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_on_books, _on_cohorts, _on_claims):
        add(commands)
    return made


def _on_books(commands: _Commands) -> None:
    """Publishing the book, and the halves of its notebooks."""
    build = commands.add_parser("build", help="execute what changed and publish the book")
    build.add_argument("--cohort", type=Path, metavar="DIR", help="folder of the cohort (default: the reconstruction)")
    build.add_argument("--out", type=Path, metavar="DIR", help="folder to publish in (default: _build/html)")
    build.add_argument("--title", type=_title, metavar="TEXT", help="of the book (default: its own, or the cohort's)")
    least = "show nothing that tells of K patients or fewer; 0 shows all (default: 5, and 0 for invented patients)"
    build.add_argument("--disclosure", type=_least, metavar="K", help=least)
    build.set_defaults(run=bodies.build)

    sync = commands.add_parser("sync", help="bring the two halves of each notebook in step")
    sync.add_argument("--from", dest="source", choices=("md", "ipynb"), help="the half to trust")
    sync.set_defaults(run=bodies.sync)


def _on_cohorts(commands: _Commands) -> None:
    """Cohorts of the user's: blank, judged, and made safe to hand on."""
    template = commands.add_parser("template", help="write blank tables of a cohort to fill in")
    template.add_argument("target", type=Path, metavar="PLACE", help="folder, or file .xlsx (or .csv for REDCap)")
    form = template.add_mutually_exclusive_group()
    form.add_argument("--excel", dest="form", action="store_const", const="excel", help="one workbook")
    form.add_argument("--redcap", dest="form", action="store_const", const="redcap", help="REDCap's data dictionary")
    template.set_defaults(run=bodies.template, form="folder")

    appraise = commands.add_parser("check", help="judge a cohort before a book is made of it")
    appraise.add_argument("folder", type=Path, metavar="DIR", help="folder of the cohort")
    appraise.add_argument("--json", action="store_true", help="write all of it, for programs")
    appraise.set_defaults(run=bodies.check)

    deidentify = commands.add_parser("deidentify", help="write a cohort under new ids and shifted dates")
    deidentify.add_argument("source", type=Path, metavar="IN", help="folder of the cohort")
    deidentify.add_argument("target", type=Path, metavar="OUT", help="folder to write; new, or empty")
    deidentify.add_argument("--key", type=Path, metavar="FILE", help="write the key too (default: no key is kept)")
    for_tests = "for tests alone: whoever knows it can undo the shifts"
    deidentify.add_argument("--seed", type=int, metavar="N", help=for_tests)
    deidentify.set_defaults(run=bodies.deidentify)


def _on_claims(commands: _Commands) -> None:
    """What follows from printed numbers: checks of them, and cohorts made from them."""
    check = commands.add_parser("check-claims", help="check the printed numbers of a paper against each other")
    check.add_argument("claims", type=Path, metavar="FILE", help="CSV file of claims, in the form of claims.csv")
    beside = "how they bear on one another (default: relations.yaml beside them)"
    check.add_argument("--relations", type=Path, metavar="FILE", help=beside)
    check.add_argument("--json", action="store_true", help="write every check, for programs")
    check.set_defaults(run=bodies.check_claims)

    reconstruct = commands.add_parser("reconstruct", help="make the invented cohort")
    reconstruct.add_argument("--seed", type=int, default=0, metavar="N", help="0 (default) is the one that ships")
    reconstruct.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write")
    reconstruct.set_defaults(run=bodies.reconstruct)

    predict = commands.add_parser("predict", help="leave claims out of the fit and see whether they are hit")
    predict.add_argument("--seed", type=int, default=0, metavar="N", help="of the first refit (default: 0)")
    predict.add_argument("--out", type=Path, required=True, metavar="FILE", help="CSV file to write")
    predict.set_defaults(run=bodies.predict)

    ensemble = commands.add_parser("ensemble", help="make many cohorts that the paper allows, and sum them up")
    ensemble.add_argument("--members", type=_count, default=200, metavar="N", help="as they come (default: 200)")
    ensemble.add_argument("--starts", type=_count, default=20, metavar="N", help="for each extreme (default: 20)")
    ensemble.add_argument("--seed", type=int, default=1, metavar="S", help="of the first member (default: 1)")
    ensemble.add_argument("--out", type=Path, metavar="DIR", help="folder of the summary (default: data/ensemble)")
    ensemble.add_argument("--keep", type=Path, metavar="DIR", help="folder of the members (default: _build/ensemble)")
    ensemble.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster (default: this machine)")
    ensemble.set_defaults(run=bodies.ensemble)


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise argparse.ArgumentTypeError(f"give one line of at most {LONGEST_TITLE} characters")
    return title


def _least(text: str) -> int:
    number = int(text)
    if number < 0 or number == 1:
        raise argparse.ArgumentTypeError("give 0, or a number from 2 on")
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("give a number that is not below 0")
    return number


class _Version(argparse.Action):
    """Shows the version; looking it up is slow enough to wait until somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from mibg import __version__  # noqa: PLC0415

        print(f"mibg {__version__}")
        parser.exit()
