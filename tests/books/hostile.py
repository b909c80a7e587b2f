"""A cohort whose every free text tries to be something else than text."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Final

from cohorts import first, write

SCRIPT: Final = "<script>window.hostile=1</script>"
IMAGE: Final = '"><img src=x onerror="window.hostile=2">'
LINK: Final = "[click](javascript:window.hostile=3)"
DIRECTIVE: Final = "```{eval-rst} .. raw:: html```"
MARKUP: Final = "{stat}`os.median` $$x^2$$ % `a` **b** \\input{x}"
BACKWARDS: Final = "\N{RIGHT-TO-LEFT OVERRIDE}desrever"
FORMULA: Final = '=HYPERLINK("http://x.invalid")'
QUOTES: Final = "'\"&amp;<b>bold</b>"
TITLE: Final = f"{SCRIPT} {IMAGE}"
TREATMENT: Final = f"{IMAGE} {LINK}"[:80]
SOURCE: Final = " ".join((FORMULA, SCRIPT, LINK, DIRECTIVE, MARKUP, BACKWARDS, QUOTES)) + " long" * 100
FOLDER: Final = "=cmd & 'x' <b>"
INJECTED: Final = "img[src='x'], a[href^='javascript:'], [onerror]"
_IDS: Final = ("=1+1", "+1", "-1", "@SUM(1)", "<b>x</b>", "'\"&", "javascript:1", "{stat}`a`", "$$a$$", "../../x")


def make(folder: Path, patients: int = 10) -> Path:
    """Write a cohort of a few patients, with texts that are hostile wherever the contract lets them be."""
    tables = first(patients)
    people = dict(zip(tables["patients"]["patient_id"], cycle(_IDS), strict=False))
    tables = {name: table.assign(patient_id=table["patient_id"].map(people)) for name, table in tables.items()}
    tables["labs"] = tables["labs"].assign(unit="<img src=x onerror>", assay=IMAGE)
    tables["lesions"] = tables["lesions"].assign(lesion_id=tables["lesions"]["lesion_id"] + SCRIPT[:30])
    texts = {"source": SOURCE, "treatment": TREATMENT, "treatment_short": IMAGE[:30], "licence": LINK, "notes": MARKUP}
    return write(folder, tables, title=TITLE, **texts)
