"""Prediction: what a reconstruction says of claims that it was not fitted to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any, Final

import pandas as pd

from mibg.cohort import write_cohort
from mibg.published import Groups, load_claims, load_groups
from mibg.reconstruction.solver import declared_targets, reconstruct
from mibg.reconstruction.statistics import Estimates, cohort_statistics
from mibg.reconstruction.tables import describe_study
from mibg.reconstruction.targets import Targets

FOLDS: Final = 5
"""Refits, each of which leaves out every fifth group of claims; and cohorts fitted to the tables alone."""
_TABLES: Final = ("table1", "table2")


def predict(seed: int) -> pd.DataFrame:
    """Leave claims out of the fit and see whether they are hit all the same.

    Parameters
    ----------
    seed : int
        Of the first refit; each further one takes the next.

    Returns
    -------
    DataFrame, a row a claim about the cohort that is ever left out, in the order of the paper
        claim; fold, the refit that left it out, from 1; hit, whether that refit attains it; tables_hit, how many of
        the cohorts fitted to Tables 1 and 2 alone attain it, missing for a claim of these tables.
    """
    targets = declared_targets()
    groups = load_groups(load_claims())
    by_tables = list(_fitted_to_tables(seed, targets, groups))
    order = {target.claim: place for place, target in enumerate(targets)}
    rows: list[dict[str, Any]] = []
    for fold in range(FOLDS):
        rows += of_fold(seed, fold, targets, groups, by_tables)
    rows.sort(key=lambda row: order[row["claim"]])
    return pd.DataFrame(rows).astype({"tables_hit": "Int64"})


def of_fold(
    seed: int, fold: int, targets: Targets, groups: Groups, by_tables: Sequence[Set[str]]
) -> Iterator[dict[str, Any]]:
    """Judge the claims that one refit leaves out.

    Parameters
    ----------
    seed : int
        As for `predict`.
    fold : int
        From 0.
    targets : Targets
        All of them.
    groups : Groups
        Say which are left out together.
    by_tables : sequence of set of str
        Claims that each cohort fitted to the tables alone attains.

    Yields
    ------
    dict
        A row of `predict`.
    """
    left = groups.fold(fold, FOLDS)
    hits = _hits(targets, _refitted(seed + fold, targets.without(left)))
    for claim in dict.fromkeys(target.claim for target in targets.about(tuple(left))):
        fitted = claim.split(".")[0] in _TABLES
        tables_hit = None if fitted else sum(claim in hit for hit in by_tables)
        yield {"claim": claim, "fold": fold + 1, "hit": claim in hits, "tables_hit": tables_hit}


def _fitted_to_tables(seed: int, targets: Targets, groups: Groups) -> Iterator[set[str]]:
    """Give, for each cohort fitted to the tables alone, the claims that it attains."""
    kept = {target.statistic for target in targets if target.claim.split(".")[0] in _TABLES} | groups.given
    left = {target.statistic for target in targets} - kept
    for member in range(FOLDS):
        yield _hits(targets, _refitted(seed + FOLDS + member, targets.without(left)))


def _refitted(seed: int, targets: Targets) -> Estimates:
    with tempfile.TemporaryDirectory() as folder:
        cohort = write_cohort(reconstruct(seed, targets), describe_study(seed), Path(folder))
        return cohort_statistics(cohort, targets)


def _hits(targets: Targets, estimates: Estimates) -> set[str]:
    """Claims all of whose numbers are attained."""
    missed = {target.claim for target in targets.missed(estimates)}
    return {target.claim for target in targets} - missed
