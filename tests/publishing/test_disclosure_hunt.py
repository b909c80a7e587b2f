"""The whole book of a small planted cohort, hunted for what must not be in it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from building import build_and_listen
from planted_cohort import NAME, PLANTED, plant
from published_tree import figure_tables, ledger_of, texts

from mibg.disclosure.marks import DEFAULT_LEAST as LEAST
from mibg.layout import book_root

pytestmark = pytest.mark.build

SHOWN_COUNTS = {LEAST * step + 3 for step in range(1, 60)}  # 8, 13, …: the middles of the classes of five
COUNT_COLUMNS = ("patients", "n", "events", "died", "deaths")
STUDY_END = date(2019, 6, 30)
SIMULATED = ("null", "alike", "pairs", "fit", "cohorts", "later", "compatible")
NOT_OF_THE_COHORT = ("example.", "ensemble.", *(f"immortal.{name}" for name in SIMULATED))


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("planted") / "cohort")


@pytest.fixture(scope="module")
def site(cohort: Path) -> Path:
    """The book of that cohort, with the gate that a cohort of somebody's own has by default."""
    said, out = build_and_listen(cohort, cohort.with_name("site"))
    assert NAME not in said
    return out


@pytest.fixture(scope="module")
def everything(site: Path) -> list[tuple[str, str]]:
    return list(texts(site))


def hunt(everything: list[tuple[str, str]], pattern: str) -> list[tuple[str, str]]:
    found = ((name, match) for name, text in everything for match in re.finditer(pattern, text))
    return [(name, match.string[max(0, match.start() - 40) : match.end() + 40]) for name, match in found]


def test_no_patient_is_named(everything: list[tuple[str, str]]) -> None:
    assert not hunt(everything, rf"(?i){NAME}\d")


@pytest.mark.parametrize("value", PLANTED)
def test_no_planted_value_is_there(everything: list[tuple[str, str]], value: str) -> None:
    """Whole, and without its decimals, thousands apart or not."""
    whole = float(value)
    spellings = {value, f"{whole:,}", *([f"{whole:.0f}", f"{whole:,.0f}"] if whole > 1000 else [])}
    where = [one for one in everything if any(spelling in one[1] for spelling in spellings)]
    assert not hunt(where, "|".join(rf"(?<![\d.]){re.escape(text)}(?![\d])" for text in spellings))


def test_no_day_of_the_cohort_is_there(everything: list[tuple[str, str]], cohort: Path) -> None:
    """Every date of every table, as ISO 8601 writes it, as a number, and as people do."""
    days = set()
    for path in cohort.glob("*.csv"):
        table = pd.read_csv(path, dtype=str)
        for column in [name for name in map(str, table.columns) if "date" in name or name == "alive_on"]:
            days |= set(table[column].dropna())
    spelt = set()
    for day in map(date.fromisoformat, days - {STUDY_END.isoformat()}):
        spelt |= {f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"}
        spelt |= {f"{day:%d.%m.%Y}", f"{day:%m/%d/%Y}", f"{day:%d/%m/%Y}", f"{day:%Y/%m/%d}"}
    wanted = re.compile(r"\d{4}-\d\d-\d\d|(?<!\d)\d{8}(?!\d)|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
                        r"|\d\d[./]\d\d[./]\d{4}|\d{4}/\d\d/\d\d")  # fmt: skip
    own = [(name, text) for name, text in everything if not name.startswith(("_static", "_sphinx_design_static"))]
    worked = _days_of_worked_patients()
    assert not [(name, day) for name, text in own for day in set(wanted.findall(text)) & spelt - worked]


def _days_of_worked_patients() -> set[str]:
    found: set[str] = set()
    for path in [*(book_root() / "data/worked").rglob("*.csv"), *(book_root() / "src").rglob("*.py")]:
        found |= set(re.findall(r"\d{4}-\d\d-\d\d", path.read_text(encoding="utf-8")))
    return found


def of_the_cohort(site: Path) -> list[dict[str, object]]:
    return [one for one in ledger_of(site)["records"] if not str(one["id"]).startswith(NOT_OF_THE_COHORT)]


def test_the_ledger_has_no_small_count(site: Path) -> None:
    """n, events and the part count are the middle of a class; of what is withheld there is no number at all."""
    for one in of_the_cohort(site):
        if one["unit"] in ("claims", "reconstructions") or str(one["id"]).endswith(".combinations"):
            continue
        parts = one["parts"]
        assert isinstance(parts, dict)
        counts = [one["n"], one["events"], *(parts.get(name) for name in ("count", "unknown", "n", "events"))]
        if one["unit"] == "patients":
            counts.append(one["value"])
        if one["withheld"]:
            assert not any(one[name] for name in ("value", "n", "events", "se", "ci", "parts", "second")), one["id"]
        else:
            assert {count for count in counts if count is not None} <= SHOWN_COUNTS, one["id"]
        assert one["smallest"] is None


def test_how_many_specifications_the_cohort_leaves_is_not_told(site: Path) -> None:
    """Counts of options are those of the register, and all else that is counted is withheld, words with it."""
    counted = [one for one in of_the_cohort(site) if one["unit"] == "specifications"]
    assert {str(one["id"]).split(".")[2] for one in counted if not one["withheld"]} == {"combinations"}
    page = (site / "notebooks/reanalysis/multiverse.html").read_text(encoding="utf-8")
    assert not re.search(r"\d+ specifications", page)


def test_the_ledger_tells_neither_fingerprint_nor_the_number_of_patients(site: Path) -> None:
    told = json.loads((site / "ledger.json").read_text(encoding="utf-8"))["provenance"]
    assert (told["fingerprint"], told["patients"], told["disclosure"]) == (None, 53, LEAST)


def test_something_is_shown_and_something_is_not(site: Path) -> None:
    """A hunt in an empty field finds nothing: most statistics of survival are there."""
    records = of_the_cohort(site)
    withheld = [one for one in records if one["withheld"]]
    assert 50 < len(withheld) < len(records) - 100
    assert next(one for one in records if one["id"] == "os.median")["value"] is not None


def test_no_two_counts_of_a_partition_differ_by_a_small_number(site: Path) -> None:
    """Counts and totals of one kind differ by nothing, or by more than so few."""
    by_n: defaultdict[object, set[object]] = defaultdict(set)
    for one in of_the_cohort(site):
        parts = one["parts"]
        assert isinstance(parts, dict)
        if one["unit"] in ("%", "patients") and not one["withheld"]:
            by_n[one["n"]] |= {one["n"], parts.get("count", one["value"] if one["unit"] == "patients" else one["n"])}
    for counts in by_n.values():
        differences = {abs(float(str(first)) - float(str(second))) for first, second in combinations(counts, 2)}
        assert not differences & set(range(1, LEAST))


def test_figure_data_have_no_small_step_and_no_small_count(site: Path) -> None:
    seen = set()
    for page, name, table in figure_tables(site):
        if {"years", "events"} <= set(table):
            fell = table.loc[table["events"] > 0, "events"]
            assert (fell >= LEAST).all(), (page, name)
            months = table["years"] * 12
            assert (abs(months - months.round()) < 1e-3).all(), (page, name)
            assert set(table["at_risk"]) <= SHOWN_COUNTS, (page, name)
            assert not table["censored"].any(), (page, name)
            seen.add(name)
        for column in set(COUNT_COLUMNS) & set(table) if "years" not in table else ():
            counts = set(pd.to_numeric(table[column], errors="coerce").dropna())
            assert counts <= SHOWN_COUNTS | {0}, (page, name, column)  # none is told of what is withheld
    assert len(seen) >= 5
    names = {name for _, name, _ in figure_tables(site)}
    assert not names & {"figure-activity", "figure-residuals", "figure-tipping-odds", "figure-tipping-share"}


def test_tables_of_counts_have_no_small_count(site: Path) -> None:
    """Cells that are a whole number and nothing else, in tables of the cohort's chapters, are the middle of a class."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - one test needs it

    pages = ["results/analytes", "results/imaging", "reanalysis/lost", "reanalysis/response"]
    for name in pages:
        page = BeautifulSoup((site / f"notebooks/{name}.html").read_text(encoding="utf-8"), "html.parser")
        for cell in page.select("div.cell_output table.mibg-table td"):
            text = cell.get_text(strip=True)
            assert not text.isdigit() or int(text) in SHOWN_COUNTS, (name, text)


def test_every_page_says_that_small_numbers_are_not_shown(site: Path) -> None:
    pages = list((site / "notebooks").rglob("*.html"))
    assert pages
    assert all("Small numbers are not shown" in page.read_text(encoding="utf-8") for page in pages)
    rules = (site / "book/how-to-audit.html").read_text(encoding="utf-8")
    assert "A count of 5 or fewer is not shown" in rules
