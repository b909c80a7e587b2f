"""The book of a cohort, published unless it stands already."""

from __future__ import annotations

from pathlib import Path

from mibg.disclosure.marks import VARIABLE
from mibg.publishing import warm
from mibg.publishing.inputs import Inputs
from mibg.publishing.place import Place
from mibg.publishing.progress import progress
from mibg.publishing.stage import Stage


def build(root: Path, cohort: Path, site: Path, title: str | None = None, disclosure: int | None = None) -> Path:
    """Publish the book of a cohort, unless it stands already.

    Parameters
    ----------
    root : Path
        Folder of the book.
    cohort : Path
        Folder of the cohort.
    site : Path
        Folder to publish in.
    title : str, optional
        Of the book; by default its own, and for another cohort than the paper's that of the cohort.
    disclosure : int, optional
        So many patients or fewer are not shown, and 0 shows all; by default what the origin of the cohort asks for.

    Returns
    -------
    Path
        The first page of the site.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of claims and cohort.
    BuildFailure
        For any other reason that a user can mend. The site is then as it was.
    """
    place = Place(site.resolve())
    inputs = Inputs(root.resolve(), cohort.resolve(), title, disclosure)
    place.refuse_what_is_not_ours(inputs.root)
    with progress() as say:
        if place.fingerprint() in (inputs.fingerprint, inputs.sealed or inputs.fingerprint):
            say("nothing has changed")
            return place.index
        stage = Stage(place.stage)
        with warm.warm_parent(**stage.environment, **{VARIABLE: ""}):
            from mibg.publishing.publish import publish  # noqa: PLC0415 - loads while the warm parent does

            publish(inputs, place, stage, say)
    return place.index
