"""Writing blank forms, never over anything that is there."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mibg.cohort.contract import TABLES
from mibg.cohort.study import STUDY_FILE
from mibg.cohort.template.redcap import redcap_dictionary
from mibg.cohort.template.study_form import blank_study
from mibg.cohort.template.workbook import blank_workbook
from mibg.faults import Fault, raise_if_any

Form = Literal["folder", "excel", "redcap"]
_WORKBOOK = ".xlsx"


def write_template(target: Path, form: Form) -> tuple[Path, ...]:
    """Write a blank form.

    Parameters
    ----------
    target : Path
        A folder for the blank tables and ``study.yaml``; for a workbook its file, or the folder that ``cohort.xlsx``
        is put into; for REDCap the file of its data dictionary.
    form : {"folder", "excel", "redcap"}
        Which form; a target that ends in ``.xlsx`` is a workbook.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    mibg.faults.InputFaults
        When one of them is there already; nothing is written then.
    """
    files = _files(target, form)
    remedy = "name another place, or move it away"
    raise_if_any(
        Fault(str(path), "it is there already, and is not overwritten", remedy) for path in files if path.exists()
    )
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    return tuple(files)


def _files(target: Path, form: Form) -> dict[Path, bytes]:
    if form == "redcap":
        return {target: redcap_dictionary().encode()}
    if form == "excel" or target.suffix == _WORKBOOK:
        return {target if target.suffix == _WORKBOOK else target / f"cohort{_WORKBOOK}": blank_workbook()}
    headers = {table.file: ",".join(table.names) + "\n" for table in TABLES}
    return {target / name: text.encode() for name, text in {STUDY_FILE: blank_study(), **headers}.items()}
