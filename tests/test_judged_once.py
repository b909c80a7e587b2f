"""Outcomes are judged once a cohort and set of rules, and are forgotten with the cohort."""

from __future__ import annotations

import gc
from dataclasses import replace

from mibg.cohort import Cohort, read_cohort
from mibg.cohort.once import once_a_cohort
from mibg.layout import reconstructed_folder
from mibg.outcomes import imaging_outcome, symptomatic_outcome


def test_an_outcome_is_the_same_object_under_the_same_rules_alone() -> None:
    cohort = read_cohort(reconstructed_folder())
    assert symptomatic_outcome(cohort) is symptomatic_outcome(cohort)
    assert symptomatic_outcome(cohort) is not symptomatic_outcome(cohort, reading="majority")
    assert imaging_outcome(cohort) is not imaging_outcome(replace(cohort))


def test_what_was_judged_is_forgotten_with_the_cohort() -> None:
    asked = []

    @once_a_cohort
    def patients(cohort: Cohort) -> int:
        asked.append(cohort.study.title)
        return len(cohort.patients)

    for _ in range(2):
        cohort = read_cohort(reconstructed_folder())
        assert patients(cohort) == patients(cohort) == len(cohort.patients)
        del cohort
        gc.collect()
    assert len(asked) == 2
