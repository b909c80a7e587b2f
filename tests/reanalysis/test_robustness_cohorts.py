"""The chapter's numbers of whole cohorts: of the shipped one, and of cohorts that can carry little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from mibg.cohort import Cohort, read_cohort
from mibg.estimate import Estimate
from mibg.layout import book_root
from mibg.published import load_claims
from mibg.reanalysis.robustness import (
    Judged,
    adjusted_hazard_ratio,
    before_treatment,
    crude_hazard_ratio,
    eras,
    follow_up_of_groups,
    headlines,
    judge_outcomes,
    labelled,
    penalised_hazard_ratio,
    quantities,
    quantities_of,
    within_eras,
)
from mibg.reanalysis.robustness.era import era_rows, since_change
from mibg.survival import log_rank
from mibg.survival.cox import cox, firth, firth_hazard_ratio

SOME = 40
CLAIMS = load_claims()
Tables = dict[str, pd.DataFrame]
Change = Callable[[Tables], Tables]


@pytest.fixture(scope="module")
def shipped() -> Cohort:
    return read_cohort(book_root() / "data" / "reconstructed")


@pytest.fixture(scope="module")
def judged(shipped: Cohort) -> Judged:
    return judge_outcomes(shipped)


def part_of(cohort: Cohort, patients: int) -> Cohort:
    """Every so manieth patient, so that all eras are there."""
    ids = cohort["patients"]["patient_id"]
    kept = ids.iloc[np.linspace(0, len(ids) - 1, patients).astype(int)]
    tables = {name: rows[rows["patient_id"].isin(kept)].reset_index(drop=True) for name, rows in cohort.tables.items()}
    return replace(cohort, tables=tables)


def nobody_died(tables: Tables) -> Tables:
    return tables | {"patients": tables["patients"].assign(death_date=np.datetime64("NaT", "ns"))}


def men_with_one_analyte(tables: Tables) -> Tables:
    """Nor is it known when their metastases were found, or what other therapies they had."""
    patients, labs = tables["patients"], tables["labs"]
    men = patients.assign(sex=pd.array(["male"] * len(patients), "string"), metastatic_date=np.datetime64("NaT", "ns"))
    return tables | {"patients": men, "labs": labs[labs["analyte"] == "CgA"], "therapies": tables["therapies"].iloc[:0]}


def without_scans(tables: Tables) -> Tables:
    return tables | {name: tables[name].iloc[:0] for name in ("exams", "findings", "lesions")}


def without_visits(tables: Tables) -> Tables:
    return tables | {name: tables[name].iloc[:0] for name in ("labs", "symptoms")}


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        (nobody_died, ["repeat.hr.landmark", "imaging.ph.landmark", "supplier.hr", "symptoms.detectable.ratio"]),
        (men_with_one_analyte, ["biochemistry.analytes.p.holm", "lead_time", "lead_time.hr"]),
        (without_scans, ["imaging.hr.landmark", "imaging.mean.landmark", "imaging.os.p.holm"]),
        (without_visits, ["biochemistry.e_value.landmark", "symptoms.detectable.difference"]),
    ],
)
def test_a_thin_cohort_says_what_it_cannot_carry(shipped: Cohort, change: Change, lacking: list[str]) -> None:
    some = part_of(shipped, SOME)
    found = quantities(replace(some, tables=change(dict(some.tables))))
    assert all(found[f"robustness.{name}"].reason for name in lacking)
    assert all(np.isfinite(one.value) for one in found.values() if one.value is not None)


@pytest.mark.parametrize("patients", [1, 2])
def test_a_few_patients(shipped: Cohort, patients: int) -> None:
    found = quantities(part_of(shipped, patients))
    assert found["robustness.biochemistry.hr.adjusted"].reason
    assert found["robustness.follow_up"].n == patients


def test_ids_and_designs_of_the_shipped_cohort(judged: Judged) -> None:
    found = quantities_of(judged, CLAIMS)
    assert len(found) == len(set(found)) > 90
    assert "Landmark" in found["robustness.imaging.e_value.landmark"].convention
    assert found["robustness.repeat.hr.time_dependent"].n == len(judged.survival.patients)


def test_the_landmark_hazard_ratio_is_that_of_a_plain_regression(judged: Judged) -> None:
    # The same rows by hand: alive on day 274, controlled or not by the table of first follow-up.
    headline = headlines(judged)["imaging"]
    seen = judged.imaging.seen_by_ct.set_index("patient_id").reindex(headline.endpoint.patients)
    alive = headline.endpoint.times.time > 274
    times = headline.endpoint.times.where(alive)
    fit = cox(replace(times, time=times.time - 274), pd.DataFrame({"c": (seen["response"] != "PD").to_numpy()[alive]}))
    found = crude_hazard_ratio(headline.rows("landmark"))
    assert found.parts["coef"] == pytest.approx(fit.coef[0])
    assert (found.n, found.events) == (fit.n, fit.events)


def test_a_response_not_yet_known_is_not_at_risk(judged: Judged) -> None:
    rows = headlines(judged)["biochemistry"].rows("time-dependent")
    assert (rows.times.entry > 0).all()
    assert len(rows.times) == rows.n


def test_eras_come_from_the_claims_and_years_from_treatment(judged: Judged, shipped: Cohort) -> None:
    # The paper: the supplier changed in 2006, the rule of discharge in 1997.
    assert {name: era.year for name, era in eras(CLAIMS).items()} == {"supplier": 2006, "discharge": 1997}
    first = shipped["treatments"].groupby("patient_id")["treatment_date"].min().dt.year
    later = era_rows(judged.survival, eras(CLAIMS)["supplier"]).first
    assert later.sum() == (first >= 2006).sum()
    assert since_change(judged.survival, eras(CLAIMS)["supplier"]).to_dict() == (first >= 2006).to_dict()


def test_strata_compare_within_an_era(judged: Judged) -> None:
    rows, era = headlines(judged)["imaging"].rows("landmark"), eras(CLAIMS)["supplier"]
    later = since_change(judged.survival, era).reindex(rows.patient).to_numpy(dtype=bool)
    expected = log_rank(rows.times, rows.first.astype(str), later.astype(str))
    assert within_eras(rows, judged.survival, era).value == pytest.approx(expected.p)


def test_covariates_left_out_and_patients_incomplete(judged: Judged) -> None:
    rows = headlines(judged)["symptoms"].rows("landmark")
    known = before_treatment(judged, eras(CLAIMS)["supplier"])
    gaps = known.assign(male=1.0).astype("Float64")
    gaps.loc[rows.patient[0], "age, decades"] = pd.NA
    found = adjusted_hazard_ratio(rows, gaps)
    assert found.left_out == {"male": "it is the same for everybody"}
    assert (found.incomplete, found.hazard_ratio.parts["events_per_parameter"]) == (1, found.deaths_a_coefficient.value)


def test_the_penalised_ratio_has_limits_where_deaths_are_few(judged: Judged) -> None:
    rows = headlines(judged)["biochemistry"].rows("landmark")
    known = before_treatment(judged, eras(CLAIMS)["supplier"])
    few, many = (adjusted_hazard_ratio(rows, frame) for frame in (known, known[["male"]]))
    penalised = penalised_hazard_ratio(many)
    fit = firth_hazard_ratio(firth(rows.times, many.by), "Controlled")
    assert penalised.value == fit.value
    assert (penalised.ci is None, penalised_hazard_ratio(few).ci is None) == (True, False)


def test_follow_up_is_of_groups_that_stay(judged: Judged) -> None:
    repeat = headlines(judged)["repeat"]
    assert [one.n for one in follow_up_of_groups(repeat.rows("naive")).values()] == [40, 171]
    with pytest.raises(ValueError, match="groups that stay as they are"):
        follow_up_of_groups(repeat.rows("time-dependent"))


def test_a_number_of_no_known_subject_is_refused(judged: Judged) -> None:
    with pytest.raises(KeyError):
        labelled(judged, {"imaging.unheard": Estimate(1, "ratio", 1, "", "")})
