"""Each option of a decision on seven planted charts; every expected value is counted by hand from their timelines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from planted import bare, on, planted

from mibg.cohort import Cohort, read_cohort
from mibg.decisions import Bench, Choices, analyse, compute, evaluate, load_register, moved, options
from mibg.endpoints import interaction_tests, naive_factors, overall_survival
from mibg.layout import reconstructed_folder
from mibg.outcomes import imaging_outcome

REGISTER = load_register()
DAYS = 365.25

# Decision, statistic: for each option value and patients; None where there is no value.
COUNTED: dict[tuple[str, str], dict[str, tuple[float | None, int]]] = {
    # Never leaves the study at day 213; then 500, 600, 700 of six. Last seen: never 0, usual 100, both 150, late 400.
    ("vital_status", "os.median"): {
        "declared": (700 / DAYS, 7),
        "alive_at_end": (700 / DAYS, 7),
        "alive_when_seen": (600 / DAYS, 7),
    },
    # never was treated after the last death.
    ("study_end", "os.median"): {
        "declared": (700 / DAYS, 7),
        "year_of_last_treatment": (700 / DAYS, 7),
        "last_death": (700 / DAYS, 6),
    },
    # The curve stays at one half from day 700 to the end of the study, day 4017.
    ("median", "os.median"): {"spss": (700 / DAYS, 7), "r": ((700 + 4017) / 2 / DAYS, 7)},
    # Three of six died; never was followed for 213 days.
    ("five_years", "os.five_year.treatment"): {
        "kaplan_meier": (50, 7),
        "late_entry": (50, 7),
        "heads_followed": (50, 6),
        "heads_all": (400 / 7, 7),
    },
    # The one without response, early, died on day 500 and was judged on day 100.
    ("time_zero", "symptoms.os.none"): {"treatment": (500 / DAYS, 1), "first_followup": (400 / DAYS, 1)},
    # Usual had a second dose on day 50.
    ("second_dose", "imaging.ct.n"): {"kept": (2, 7), "excluded": (1, 6), "ends_followup": (1, 7)},
    # By CT within the window: usual and both. Never by CT: scanned and never.
    ("lost", "followup.imaging.lost"): {"outside_window": (500 / 7, 7), "never_seen": (200 / 7, 7)},
    ("lost_to_imaging", "followup.imaging.lost"): {"without_ct": (500 / 7, 7), "without_imaging": (400 / 7, 7)},
    ("imaging_window", "imaging.ct.n"): {"months_3_to_9": (2, 7), "rounded": (3, 7), "months_0_to_9": (4, 7)},
    ("imaging_patients", "imaging.os.controlled"): {"with_ct": (None, 1), "with_imaging": (700 / DAYS, 2)},
    # Of usual (stable) and both (progression on CT, response on the scan).
    ("conflict", "imaging.pd"): {"progression": (50, 2), "response": (0, 2), "not_evaluable": (0, 1)},
    ("conflict", "imaging.response"): {"progression": (0, 2), "response": (50, 2), "not_evaluable": (0, 1)},
    # Usual's exam says no change, and that there may be a new lesion.
    ("equivocal", "imaging.pd"): {"if_confirmed": (50, 2), "at_once": (100, 2), "never": (50, 2)},
    # Last assessed 60, 80, 100, 100, 400, progression of one of two at 120. With deaths: 120 of 5, 500 of 3, 600 of 2.
    ("death", "imaging.pfs.median"): {
        "last_assessed": (120 / DAYS, 6),
        "event": (600 / DAYS, 6),
        "day_of_death": (None, 6),
        "competing": (None, 6),
    },
    # Both responds on the scan of day 110 and progresses on day 120; the five others are stable once.
    ("duration", "imaging.duration.n"): {
        "responders_from_response": (1, 1),
        "responders_from_treatment": (1, 1),
        "controlled_from_response": (6, 6),
        "controlled_from_treatment": (6, 6),
        "everybody_from_treatment": (6, 6),
    },
    ("duration", "imaging.duration"): {
        "responders_from_response": (10 / 30.4375, 1),
        "responders_from_treatment": (120 / 30.4375, 1),
        "controlled_from_response": (10 / 30.4375, 6),
        "controlled_from_treatment": (120 / 30.4375, 6),
        "everybody_from_treatment": (120 / 30.4375, 6),
    },
    # Fortnight is improved on day 100, unchanged on day 200, worse on day 300; usual is seen once.
    ("duration_end", "symptoms.duration"): {
        "each_its_own": (100 / 30.4375, 2),
        "progression": (200 / 30.4375, 2),
        "no_response": (100 / 30.4375, 2),
    },
    # Early: pain better, fatigue worse. Fortnight: improved as a whole, pain unchanged. Usual: pain better.
    ("symptoms_together", "symptoms.response"): {
        "none_worse": (200 / 3, 3),
        "any_improved": (100, 3),
        "majority": (200 / 3, 3),
        "complaints_alone": (100 / 3, 3),
    },
    # Early and fortnight had pain; of usual nothing is recorded before treatment.
    ("complaint_rate", "symptoms.pain"): {"who_had_it": (50, 2), "everybody": (200 / 3, 3)},
    # Late's first value is of day 300.
    ("labs_window", "biochemistry.n"): {"months_3_to_9": (5, 7), "months_0_to_12": (6, 7), "any_time": (6, 7)},
    # From 100 to 75 (limit 80), 65, 95, 130 and 130 (limit 60).
    ("labs_response", "biochemistry.response"): {
        "half": (0, 5),
        "fall_30": (20, 5),
        "fall_20": (40, 5),
        "any_fall": (60, 5),
        "normal": (20, 5),
    },
    # Both's chromogranin A is raised twice, his 5-HIAA never.
    ("labs_progression", "biochemistry.pd"): {"either": (20, 5), "both": (0, 5)},
    # Scanned has one raised value.
    ("single_rise", "biochemistry.n"): {"stable": (5, 7), "not_evaluable": (4, 7)},
    # Both progressed of six with values; none of the four stable in the window.
    ("never_progressed", "biochemistry.progression_free"): {"controlled": (100, 4), "everybody": (500 / 6, 6)},
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(planted(tmp_path_factory.mktemp("planted")))


@pytest.mark.parametrize("asked", COUNTED, ids=" ".join)
def test_every_option_gives_what_is_counted_by_hand(bench: Bench, asked: tuple[str, str]) -> None:
    decision, statistic = asked
    expected = COUNTED[asked]
    assert tuple(expected) == options()[decision]
    assert statistic in REGISTER[decision].statistics
    for option, (value, n) in expected.items():
        found = compute(analyse(bench, Choices().with_option(decision, option)), statistic)
        assert (found.value, found.n) == (None if value is None else pytest.approx(value), n), option


def test_follow_up_activity_of_doses_and_of_patients(tmp_path: Path) -> None:
    """By hand: A had 2000 and 4000 MBq after his first dose, B 10000: medians of three, and of two 6000 and 6500."""
    plain = bare(tmp_path)
    doses = [("A", 0, 18500), ("A", 90, 2000), ("A", 200, 4000), ("B", 9, 11100), ("B", 99, 10000)]
    rows = pd.DataFrame([(name, pd.Timestamp(on(day)), float(mbq)) for name, day, mbq in doses])
    rows.columns = ["patient_id", "treatment_date", "activity_mbq"]
    cohort = replace(plain, tables={**plain.tables, "treatments": rows})
    found = evaluate(Bench(cohort), REGISTER["followup_activity"])
    assert {one.option: (one.estimate.value, one.estimate.n) for one in found} == {
        "each_dose": (4000, 3),
        "second_dose": (6000, 2),
        "mean_of_patient": (6500, 2),
    }


def with_some_octreotide_later(cohort: Cohort) -> Cohort:
    """Give every other course of octreotide after treatment."""
    rows = cohort["therapies"]
    later = (rows["therapy"] == "sandostatin") & (rows.index % 2 == 0)
    return replace(
        cohort, tables={**cohort.tables, "therapies": rows.assign(timing=rows["timing"].mask(later, "post"))}
    )


def test_each_coding_of_the_regression_is_what_its_words_say() -> None:
    """Against the regression put together here; patients from the paper: 125 with CT, 158 with documented change."""
    cohort = with_some_octreotide_later(read_cohort(reconstructed_folder()))
    found = {(one.option, one.statistic): one.estimate for one in evaluate(Bench(cohort), REGISTER["regression"])}
    seen = imaging_outcome(cohort).seen_by_ct
    before = set(cohort["therapies"].query("timing == 'prior' and therapy == 'sandostatin'")["patient_id"])
    factors = naive_factors(cohort, seen, frozenset({"CR", "PR", "SD"}))
    in_order = overall_survival(cohort).among(pd.Index(seen["patient_id"]), "").patients
    response = seen.set_index("patient_id")["response"].reindex(in_order)
    coded = {
        "octreotide_before": factors.frame.assign(octreotide=[name in before for name in in_order]),
        "response_alone": factors.frame.assign(controlled=response.isin(["CR", "PR"]).to_numpy()),
    }
    for option, frame in coded.items():
        assert not frame.equals(factors.frame)
        by_hand = interaction_tests(replace(factors, frame=frame)).pairs
        assert found[option, "repeat.interaction.p"].value == pytest.approx(by_hand.value)
    # Of the invented patients some combination of the three factors has nobody.
    assert "multiple × controlled × octreotide" in (found["all_products", "repeat.interaction.p"].reason or "")
    assert found["symptomatic_response", "repeat.interaction.p"].n == 158
    assert found["symptomatic_response", "repeat.interaction.imaging.p"].reason == "imaging is not in this regression"
    assert {found[one, "repeat.interaction.p"].n for one in ("as_read", *coded, "all_products")} == {125}


def test_evaluating_a_decision_gives_the_same_option_by_option(bench: Bench) -> None:
    found = evaluate(bench, REGISTER["complaint_rate"])
    by_hand = COUNTED["complaint_rate", "symptoms.pain"]
    assert {one.option: one.estimate.n for one in found if one.statistic == "symptoms.pain"} == {
        option: n for option, (_, n) in by_hand.items()
    }
    assert {one.option for one in found if one.chosen} == {"who_had_it"}
    # Pain and fatigue are recorded, three complaints are not: of nobody they had an answer.
    assert moved(found) == ("symptoms.pain", "symptoms.fatigue")
