"""The commands of the book.

Each imports what it needs when it is called, so that help, and a build with nothing to do, come at once.
"""

from __future__ import annotations

import argparse
from typing import Final

from mibg.faults import Fault, InputFaults

BAD_INPUT: Final = 2
"""Exit code for a file of the user's with faults in it."""


def build(chosen: argparse.Namespace) -> None:
    """Publish the book of a cohort, and say where."""
    from mibg.layout import book_root, reconstructed_folder  # noqa: PLC0415
    from mibg.publishing.build import build  # noqa: PLC0415

    root = book_root()
    site = chosen.out or root / "_build" / "html"
    print(build(root, chosen.cohort or reconstructed_folder(), site, chosen.title, chosen.disclosure))


def template(chosen: argparse.Namespace) -> None:
    """Write a blank form of a cohort, and say what to do with it."""
    from mibg.cohort.redcap_fields import REPEATING  # noqa: PLC0415
    from mibg.cohort.template import write_template  # noqa: PLC0415

    for path in write_template(chosen.target, chosen.form):
        print(path)
    if chosen.form == "redcap":
        print(f"import it into an empty project, and set these instruments to repeat: {', '.join(REPEATING)}")
        print("beside the export of the project, put the study.yaml that mibg template DIR writes")


def sync(chosen: argparse.Namespace) -> None:
    """Bring the two halves of each notebook in step, and name those that changed."""
    from mibg.layout import book_root  # noqa: PLC0415
    from mibg.publishing.pairs import sync  # noqa: PLC0415

    for path in sync(book_root(), chosen.source):
        print(path)


def predict(chosen: argparse.Namespace) -> None:
    """Leave claims out of the fit, and write whether they are hit."""
    from mibg.reconstruction import predict  # noqa: PLC0415

    predict(chosen.seed).to_csv(chosen.out, index=False, lineterminator="\n")


def ensemble(chosen: argparse.Namespace) -> None:
    """Make many cohorts that the paper allows, and say where their summary is."""
    from mibg.ensemble import plan, run_ensemble, write_summary  # noqa: PLC0415
    from mibg.layout import book_root  # noqa: PLC0415
    from mibg.publishing.progress import progress  # noqa: PLC0415

    root = book_root()
    tasks = plan(chosen.members, chosen.starts, chosen.seed)
    with progress() as say:
        members = run_ensemble(tasks, chosen.keep or root / "_build" / "ensemble", say, chosen.scheduler)
    print(write_summary(members, chosen.out or root / "data" / "ensemble"))


def check_claims(chosen: argparse.Namespace) -> None:
    """Check the printed numbers of a paper against each other, and print what was found."""
    import json  # noqa: PLC0415

    from mibg.published import Claims, load_relations, read_claims, run_checks  # noqa: PLC0415
    from mibg.published.checks import as_data, tell  # noqa: PLC0415

    claims = Claims({claim.id: claim for claim in read_claims(chosen.claims)}, {})
    if chosen.relations and not chosen.relations.is_file():
        raise InputFaults([Fault(str(chosen.relations), "the file is missing", "name another")])
    checks = run_checks(claims, load_relations(claims, chosen.relations or chosen.claims.with_name("relations.yaml")))
    found = [as_data(check) for check in checks]
    print(json.dumps(found, ensure_ascii=False, indent=1) if chosen.json else tell(checks))


def reconstruct(chosen: argparse.Namespace) -> None:
    """Make the invented cohort, and name what it misses and what no cohort could attain."""
    from mibg.published import load_readings  # noqa: PLC0415
    from mibg.reconstruction import write_reconstruction  # noqa: PLC0415

    missed = write_reconstruction(chosen.seed, chosen.out).missed
    for target in missed:
        print(f"missed: {target.claim}, printed {target.part.text} ({target.part.name} of {target.statistic})")
    if not missed:
        print("every printed number that can hold beside the others is attained")
    for reading in load_readings():
        for claim in reading.set_aside:
            beside = ", ".join(name for name in reading.proof if name != claim)
            print(f"set aside: {claim}, which cannot hold beside {beside}")


def deidentify(chosen: argparse.Namespace) -> None:
    """Write a cohort under new ids and shifted dates, and say what was done."""
    from mibg.deidentification import deidentify, summary  # noqa: PLC0415

    print(summary(deidentify(chosen.source, chosen.target, key=chosen.key, seed=chosen.seed), chosen.target))


def check(chosen: argparse.Namespace) -> int:
    """Judge a cohort, print what was found, and give the exit code that it earns."""
    import json  # noqa: PLC0415

    from mibg.appraisal import appraise, as_data, as_text  # noqa: PLC0415

    found = appraise(chosen.folder)
    print(json.dumps(as_data(found), ensure_ascii=False, indent=1) if chosen.json else as_text(found))
    return BAD_INPUT if found.errors else 0
