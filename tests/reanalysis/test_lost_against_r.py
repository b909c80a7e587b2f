"""The parts that carry the methods for the lost, against R: values of tests/reference/lost.R unless told otherwise."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from mibg.layout import book_root
from mibg.reanalysis.lost import pool
from mibg.reanalysis.lost.imputation import nelson_aalen
from mibg.reanalysis.lost.logistic import logistic
from mibg.reanalysis.lost.survival_of_groups import cloglog_survival
from mibg.reanalysis.lost.two_groups import log_hazard_ratios, robust_variance
from mibg.survival import SurvivalTimes, survival_times
from mibg.survival.cox import cox

REFERENCE = book_root() / "tests" / "reference"
ROWS = pd.read_csv(REFERENCE / "lost_data.csv")
R = pd.read_csv(REFERENCE / "lost_values.csv").set_index("name")["value"]
GROUP = (ROWS["group"] == 1).to_numpy()


def veterans(*, weighted: bool) -> SurvivalTimes:
    return survival_times(ROWS["time"], ROWS["event"], weight=ROWS["weight"] if weighted else None)


def test_plain_regression() -> None:
    found = log_hazard_ratios(veterans(weighted=False), GROUP[None])
    assert found.coef[0] == pytest.approx(R["plain.coef"], rel=1e-8)
    assert found.variance[0] == pytest.approx(R["plain.variance"], rel=1e-8)


def test_weighted_regression_with_ties() -> None:
    found = log_hazard_ratios(veterans(weighted=True), GROUP[None])
    assert found.coef[0] == pytest.approx(R["weighted.coef"], rel=1e-8)
    assert found.variance[0] == pytest.approx(R["weighted.naive"], rel=1e-8)


def test_robust_variance() -> None:
    times = veterans(weighted=True)
    found = robust_variance(times, GROUP, float(log_hazard_ratios(times, GROUP[None]).coef[0]))
    assert found == pytest.approx(R["weighted.robust"], rel=1e-8)


def test_cloglog_of_survival() -> None:
    value, variance = cloglog_survival(veterans(weighted=False), GROUP[None], 100)
    assert value[0] == pytest.approx(R["cloglog"], rel=1e-8)
    assert variance[0] == pytest.approx(R["cloglog.variance"], rel=1e-8)


def test_logistic_regression_without_a_prior() -> None:
    fit = logistic(ROWS[["covariate", "time"]].to_numpy(dtype=float), GROUP, prior_sd=np.inf)
    raw, se = fit.coef[1:] / fit.spread, np.sqrt(np.diag(fit.vcov))[1:] / fit.spread
    assert raw == pytest.approx([R["logistic.covariate"], R["logistic.time"]], rel=1e-6)
    assert se[1] == pytest.approx(R["logistic.time.se"], rel=1e-6)
    assert fit.coef[0] - raw @ fit.centre == pytest.approx(R["logistic.intercept"], rel=1e-6)


def test_rubins_rules() -> None:
    values, variances = np.array([-0.71, -0.55, -0.62, -0.80, -0.58]), np.array([0.040, 0.050, 0.045, 0.042, 0.048])
    classical, barnard = pool(values, variances), pool(values, variances, complete_df=100)
    assert (classical.value, classical.variance) == pytest.approx((R["pooled"], R["pooled.variance"]), rel=1e-12)
    assert classical.df == pytest.approx(R["pooled.classical"], rel=1e-12)
    assert barnard.df == pytest.approx(R["pooled.barnard"], rel=1e-12)


def test_data_sets_that_do_not_differ_add_nothing() -> None:
    """By hand: no variance between, so the total is that within; infinite degrees of freedom, nothing missing."""
    found = pool(np.array([0.5, 0.5]), np.array([0.1, 0.3]))
    assert (found.variance, found.df, found.missing_information) == (0.2, np.inf, 0.0)


def test_one_data_set_is_not_pooled() -> None:
    with pytest.raises(ValueError, match="two data sets"):
        pool(np.array([0.5]), np.array([0.1]))


def test_many_groupings_are_as_many_regressions() -> None:
    """Against `mibg.survival.cox.cox`, itself held against R, over 20 random groupings."""
    groups = np.random.default_rng(1).random((20, len(ROWS))) < 0.5
    found = log_hazard_ratios(veterans(weighted=False), groups)
    fits = [cox(veterans(weighted=False), pd.DataFrame({"group": group})) for group in groups]
    assert found.coef == pytest.approx([fit.coef[0] for fit in fits], rel=1e-7)
    assert found.variance == pytest.approx([fit.vcov[0, 0] for fit in fits], rel=1e-7)


def test_whole_weights_are_repeated_patients() -> None:
    """A weight of 2 is the patient twice, where no deaths are tied (with ties Efron's terms differ, as in R)."""
    time, event = np.array([3.0, 5, 8, 9, 12]), np.array([1, 1, 0, 1, 1])
    group = np.array([True, False, True, False, True])
    weight = np.array([1, 1, 2, 1, 1])
    weighted = log_hazard_ratios(survival_times(time, event, weight=weight), group[None])
    repeated = log_hazard_ratios(survival_times(time.repeat(weight), event.repeat(weight)), group.repeat(weight)[None])
    assert weighted.coef == pytest.approx(repeated.coef, rel=1e-9)


@pytest.mark.parametrize("group", [[1, 1, 1, 1], [0, 0, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1]])
def test_groups_that_no_death_tells_apart_have_no_ratio(group: list[int]) -> None:
    """By hand: one group is empty, or all deaths while both are at risk fall in one group."""
    found = log_hazard_ratios(survival_times([1, 2, 3, 4], [1, 1, 1, 1]), np.array([group]) == 1)
    assert np.isnan(found.coef[0])
    assert np.isnan(found.variance[0])


def test_nelson_aalen() -> None:
    """By hand: 1/5 at day 2, two deaths of four at day 3, then a censoring, and 1/1 at day 6."""
    found = nelson_aalen(survival_times([2, 3, 3, 4, 6], [1, 1, 1, 0, 1]))
    assert found == pytest.approx([0.2, 0.7, 0.7, 0.7, 1.7])
