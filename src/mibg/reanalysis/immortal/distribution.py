"""What many simulated cohorts say, as estimates with their Monte-Carlo error."""

from __future__ import annotations

from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.published import Part
from mibg.reanalysis.immortal.naive import NaiveContrasts
from mibg.reanalysis.immortal.printed import Printed, limits
from mibg.survival.times import Bools, Floats

_HERE: Final = "mibg.reanalysis.immortal.distribution"
CENTRAL: Final = (0.025, 0.5, 0.975)


def middle(values: Floats, unit: str, what: str) -> Estimate:
    """Median over cohorts, with the range of the middle 95 %.

    Parameters
    ----------
    values : ndarray of float, shape (B,)
        One of each cohort; inf where it is not reached, which counts as longer than any.
    unit : str
        Of them.
    what : str
        What they are, for the convention.

    Returns
    -------
    Estimate
        ``n`` is the number of cohorts. Its standard error is that of Monte Carlo: half the width between the order
        statistics one binomial standard error either side of the median. Parts ``low`` and ``high`` hold the 2.5th
        and 97.5th percentile of cohorts. Not estimable where more than 2.5 % of cohorts do not reach a value.
    """
    count = len(values)
    convention = f"{what}: median over {count:,} simulated cohorts, with the middle 95 % of them; Monte-Carlo error"
    half = 0.5 / np.sqrt(count)
    low, value, high, before, after = np.quantile(values, [*CENTRAL, 0.5 - half, 0.5 + half], method="inverted_cdf")
    if not np.isfinite([low, high]).all():
        reason = "more than one in forty of the simulated cohorts has no such value"
        return Estimate(None, unit, count, convention, f"{_HERE}.middle", reason=reason)
    parts = {"low": float(low), "high": float(high)}
    error = float(after - before) / 2
    return Estimate(float(value), unit, count, convention, f"{_HERE}.middle", se=error, parts=parts)


def share(chosen: Bools, what: str) -> Estimate:
    """Per cent of cohorts, with the binomial standard error of Monte Carlo; ``n`` is the number of cohorts."""
    count, convention = len(chosen), f"Share of simulated cohorts {what}; Monte-Carlo error"
    if not count:
        return Estimate(None, "%", 0, convention, f"{_HERE}.share", reason="there are no such cohorts")
    found = float(np.mean(chosen))
    error = 100 * float(np.sqrt(found * (1 - found) / count))
    return Estimate(100 * found, "%", count, convention, f"{_HERE}.share", se=error)


def as_large(found: NaiveContrasts, printed: Printed) -> Estimate:
    """Share of cohorts whose difference of medians is at least as large as the printed one, rounding allowed."""
    least, _ = limits(printed.difference)
    return share(found.difference >= least, f"with a difference of {least:g} months or more")


def significant(found: NaiveContrasts, printed: Printed) -> Estimate:
    """Share of cohorts whose log-rank test is significant as printed, and whose difference has the printed sign."""
    _, level = limits(printed.significance)
    return share((found.p < level) & (found.difference > 0), f"with a longer median and a log-rank p < {level:g}")


def alike(found: NaiveContrasts, printed: Printed) -> Bools:
    """Cohorts that also show the printed median overall survival and share treated again, within rounding.

    Returns
    -------
    ndarray of bool, shape (B,)
    """
    shares = 100 * found.treated_again / printed.patients
    return _rounds_to(printed.median, found.everybody) & _rounds_to(printed.share, shares)


def _rounds_to(part: Part, values: Floats) -> Bools:
    low, high = limits(part)
    return (values >= low) & (values <= high)
