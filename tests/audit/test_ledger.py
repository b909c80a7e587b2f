"""Records through a notebook and into the ledger."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from mibg.audit import (
    MIME,
    Evidence,
    Ledger,
    Phrase,
    Provenance,
    Record,
    build_ledger,
    bundle,
    collect_evidence,
    ledger_as_csv,
    ledger_as_json,
    ledger_schema,
)
from mibg.estimate import Estimate, SecondOpinion
from mibg.faults import InputFaults
from mibg.published import Paper, Spread, load_claims, load_paper, load_readings

CLAIMS = load_claims()
PAPER = Paper(CLAIMS)
RUN = Provenance("Book", "Small", "made up", "I-131 mIBG", "mIBG", "reconstruction", "0123456789ab", 211, "0.1.0", None)
MEDIAN = Estimate(
    2.4, "years", 211, "by hand", "mibg.x", 150, 0.2, (2.0, None), parts={"q1": 1.0}, second=SecondOpinion(2.4, "y")
)


def notebook(*payloads: dict[str, Any]) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "source": ""}]
    cells += [{"cell_type": "code", "outputs": [{"data": {MIME: payload}}]} for payload in payloads]
    return {"cells": cells}


def evidence() -> Evidence:
    """Every printed statistic, one of our own, and a phrase."""
    units = {claim.statistic: claim.unit or "%" for claim in CLAIMS if claim.statistic}
    printed = [
        Record(name, MEDIAN if name == "os.median" else replace(MEDIAN, unit=unit)) for name, unit in units.items()
    ]
    own = Record("os.median.r", Estimate(None, "years", 3, "by hand", "mibg.x", reason="why"), "R's median")
    phrase = Phrase("os.repeat.direction", "longer", "the rule", ("os.repeat.difference",))
    payloads = (bundle([own], [phrase]), bundle(printed))
    return collect_evidence({"results/all": json.loads(json.dumps(notebook(*payloads)))})


def ledger() -> Ledger:
    return build_ledger(PAPER, evidence(), RUN)


def test_a_reading_stands_beside_the_claims_it_is_about() -> None:
    """By hand: of the two claims about four treatments, the text's is set aside."""
    readings = tuple(reading for reading in load_readings() if reading.statistic == "treatment.four")
    found = json.loads(ledger_as_json(build_ledger(Paper(CLAIMS, readings=readings), evidence(), RUN)))
    told = {claim["id"]: claim["reading"] for claim in found["claims"] if claim["reading"]}
    assert set(told) == {"table1.four", "results.four"}
    proof = "results.four, table1.four, table1.n"
    assert told["results.four"].startswith(f"Set aside: these cannot hold together: {proof}. ")
    assert told["table1.four"].startswith(readings[0].reading)


def test_checks_and_findings_enter_the_ledger() -> None:
    found = json.loads(ledger_as_json(build_ledger(load_paper(), evidence(), RUN)))
    jsonschema.validate(found, ledger_schema())
    ids = {check["id"]: check for check in found["checks"]}
    assert len(ids) == len(found["checks"])
    assert {check["family"] for check in found["checks"]} == {family["name"] for family in found["families"]}
    open_ones = {name for name, check in ids.items() if check["outcome"] in ("failed", "notable")}
    assert {name for finding in found["findings"] for name in finding["checks"]} == open_ones


def test_a_claim_that_misses_and_is_contradicted_is_internally_inconsistent() -> None:
    # One patient of 211 is not 1 %: the two claims contradict one another, and the record (2.4) is neither.
    found = build_ledger(load_paper(), evidence(), RUN).verdicts
    assert found["results.four"].label == "internally inconsistent"
    assert "repeated.treatment.four.value" in found["results.four"].reason
    assert found["results.imaging.images"].label == "missed"


def test_records_come_back_from_a_notebook_as_they_went_in() -> None:
    found = evidence()
    record = next(record for record in found.records if record.id == "os.median")
    assert record.estimate == MEDIAN
    assert record.place is not None
    assert (record.place.notebook, record.place.cell) == ("results/all", 2)
    assert found.phrases[0].rests_on == ("os.repeat.difference",)


def test_an_id_recorded_twice_is_refused_with_both_places() -> None:
    twice = bundle([Record("os.median", MEDIAN)])
    with pytest.raises(ValueError, match=r"os.median is recorded twice: a/b, code cell 1 and a/b, code cell 2"):
        collect_evidence({"a/b": notebook(twice, twice)})


def test_the_ledger_file_satisfies_its_schema() -> None:
    content = json.loads(ledger_as_json(ledger()))
    jsonschema.Draft202012Validator.check_schema(dict(ledger_schema()))
    jsonschema.validate(content, ledger_schema())
    assert [claim["id"] for claim in content["claims"]] == list(CLAIMS.by_id)
    assert all(claim["verdict"]["reason"] for claim in content["claims"])


def test_the_schema_refuses_another_version() -> None:
    content = json.loads(ledger_as_json(ledger()))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**content, "version": 2}, ledger_schema())


def test_the_csv_has_a_row_for_each_claim_and_each_statistic_of_our_own() -> None:
    rows = list(csv.DictReader(io.StringIO(ledger_as_csv(ledger()))))
    assert len(rows) == len(CLAIMS.by_id) + 1
    assert rows[-1]["recomputed"] == "not estimable: why"


def test_the_same_ledger_gives_the_same_text() -> None:
    assert ledger_as_json(ledger()) == ledger_as_json(ledger())


def test_a_statistic_unknown_to_the_claims_is_refused() -> None:
    stray = Evidence((*evidence().records, Record("os.mean", MEDIAN)), ())
    with pytest.raises(InputFaults, match=r"os.mean is recorded and no claim names it"):
        build_ledger(PAPER, stray, RUN)
    with pytest.raises(InputFaults, match="names a statistic that no notebook records"):
        build_ledger(PAPER, Evidence((), ()), RUN)


def test_a_phrase_rests_on_records_that_exist() -> None:
    stray = Evidence(evidence().records, (Phrase("x.y", "longer", "rule", ("os.none",)),))
    with pytest.raises(InputFaults, match=r"phrase x.y rests on os.none, which is not recorded"):
        build_ledger(PAPER, stray, RUN)


def test_a_spread_is_written_as_its_statistic_is_also_where_this_cohort_has_none() -> None:
    spreads = {"os.median": Spread(12, 2.0, 2.44, 2.96), "os.median.r": Spread(11, 2.1, 2.5, 3.0)}
    found = json.loads(ledger_as_json(build_ledger(Paper(CLAIMS, spreads=spreads), evidence(), RUN)))
    jsonschema.validate(found, ledger_schema())
    records = {record["id"]: record for record in found["records"]}
    numbers = {"members": 12, "least": 2.0, "median": 2.44, "greatest": 2.96}
    text = {"least": "2.0 years", "median": "2.4 years", "greatest": "3.0 years"}
    assert records["os.median"]["spread"] == {**numbers, "text": text}
    assert records["os.median.r"]["value"] is None
    assert records["os.median.r"]["spread"]["text"]["median"] == "2.5 years"
    assert records["os.single.median"]["spread"] is None
