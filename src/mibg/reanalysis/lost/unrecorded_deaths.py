"""Deaths that nobody recorded: since November 2011 the Death Index lacks what states report alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.endpoints import Endpoint
from mibg.estimate import Estimate
from mibg.reanalysis.lost.exposed import Exposed
from mibg.reanalysis.lost.two_groups import log_hazard_ratios
from mibg.survival import SurvivalTimes, kaplan_meier, median_spss, survival_at, survival_times
from mibg.units import DAYS_PER_YEAR

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SHARES: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
DRAWS: Final = 20
SEED: Final = 211
COLUMNS: Final = ("quantity", "unit", "share", "died", "value", "low", "high")
_FIVE_YEARS: Final = 5 * DAYS_PER_YEAR
_NO_VALUE: Final = "in one of the draws there is none"


@dataclass(frozen=True, eq=False)
class Grouped:
    """Two groups known at a landmark, which a hazard ratio compares from then on.

    Parameters
    ----------
    landmark_days : float
        Since first treatment.
    member : ndarray of float, shape (n,)
        1 in the group, 0 in the other, NaN in neither, for each patient of the endpoint.
    """

    landmark_days: float
    member: Floats


def unrecorded_deaths(
    survival: Endpoint,
    exposed: Exposed,
    groups: Mapping[str, Grouped],
    shares: Sequence[float] = SHARES,
    draws: int = DRAWS,
) -> pd.DataFrame:
    """Let a share of those exposed have died, and estimate survival anew.

    Parameters
    ----------
    survival : Endpoint
        From first treatment.
    exposed : Exposed
        Who may have died.
    groups : mapping of str to Grouped
        Contrasts by name.
    shares : sequence of float
        Of the exposed, 0 to 1; to a whole patient.
    draws : int
        How often it is drawn by lot who died, and when, uniformly between `earliest` and `latest`. The lot is the
        same for every share, so that a greater share only adds deaths.

    Returns
    -------
    DataFrame, one row a quantity and share
        ``quantity`` (``os.median``, ``os.five_year`` and the contrasts), ``unit`` (years, %, ratio), ``share``,
        ``died`` (patients), ``value``, the mean over draws (geometric for ratios), and ``low`` and ``high``, the least
        and the greatest of them; missing where one draw gives none. Without rows where nobody is exposed.
    """
    if exposed.reason is not None:
        return pd.DataFrame(columns=list(COLUMNS))
    rng = np.random.default_rng(SEED)
    lots = [(rng.permutation(len(exposed.rows)), rng.random(len(exposed.rows))) for _ in range(draws)]
    rows: list[tuple[object, ...]] = []
    for share in shares:
        died = round(share * len(exposed.rows))
        drawn = [_drawn(survival.times, exposed, order[:died], when) for order, when in (lots if died else lots[:1])]
        found = pd.DataFrame([dict(_quantities(times, groups)) for times in drawn])
        rows += [(name, _unit(name), share, died, *_spread(found[name], _unit(name))) for name in map(str, found)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(["quantity", "share"], ignore_index=True)


def under_largest_share(survival: Endpoint, exposed: Exposed, table: pd.DataFrame, quantity: str) -> Estimate:
    """Read one quantity under the largest share of the exposed who died unrecorded.

    Parameters
    ----------
    survival, exposed
        As for `unrecorded_deaths`.
    table : DataFrame
        What it gave.
    quantity : str
        One of its quantities.

    Returns
    -------
    Estimate
        In years, per cent or as a ratio; parts ``low`` and ``high`` over the draws, and ``recorded``, the value if
        every death was recorded. No interval: it would speak of sampling, which this does not vary.
    """
    n, function = len(survival.times), "mibg.reanalysis.lost.unrecorded_deaths.under_largest_share"
    rows = table[table["quantity"] == quantity]
    if exposed.reason is not None or rows[["value"]].isna().to_numpy().any():
        convention = "Deaths assumed among those who may have died unrecorded"
        return Estimate(None, _unit(quantity), n, convention, function, reason=exposed.reason or _NO_VALUE)
    last, first = rows.iloc[-1], rows.iloc[0]
    convention = (
        f"Mean over draws by lot of {last['died']} deaths among the {len(exposed.rows)} patients who may have died "
        "unrecorded; contrasts by Cox regression from the landmark, Efron ties"
    )
    parts = {"low": float(last["low"]), "high": float(last["high"]), "recorded": float(first["value"])}
    return Estimate(float(last["value"]), str(last["unit"]), n, convention, function, parts=parts)


def _drawn(times: SurvivalTimes, exposed: Exposed, chosen: npt.NDArray[np.int64], when: Floats) -> SurvivalTimes:
    """Survival with some of the exposed dead, each on a day of his own."""
    days, event = times.time.copy(), times.event.copy()
    span = exposed.latest - exposed.earliest
    days[exposed.rows[chosen]] = np.ceil(exposed.earliest + when * span)[chosen]
    event[exposed.rows[chosen]] = True
    return survival_times(days, event)


def _quantities(times: SurvivalTimes, groups: Mapping[str, Grouped]) -> Iterator[tuple[str, float]]:
    curve = kaplan_meier(times)
    for name, found in (("os.median", median_spss(curve, "years")), ("os.five_year", survival_at(curve, _FIVE_YEARS))):
        yield name, np.nan if found.value is None else found.value
    for name, grouped in groups.items():
        kept = (times.time > grouped.landmark_days) & ~np.isnan(grouped.member)
        rest = times.where(kept)
        since = replace(rest, time=rest.time - grouped.landmark_days)
        yield name, float(log_hazard_ratios(since, (grouped.member[kept] == 1)[None]).coef[0])


def _spread(values: pd.Series, unit: str) -> tuple[float, float, float]:
    middle, low, high = (float(value) for value in (values.mean(skipna=False), values.min(), values.max()))
    if np.isnan(middle):
        return np.nan, np.nan, np.nan
    if unit == "ratio":
        return float(np.exp(middle)), float(np.exp(low)), float(np.exp(high))
    return middle, low, high


def _unit(quantity: str) -> str:
    return {"os.median": "years", "os.five_year": "%"}.get(quantity, "ratio")
