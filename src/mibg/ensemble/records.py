"""The ensemble as estimates, for the ledger and for figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from mibg.ensemble.headlines import HEADLINES, Headline
from mibg.ensemble.summary import Summary
from mibg.estimate import Estimate

_FUNCTION = "mibg.ensemble.sum_up"


def headline_records(summary: Summary) -> dict[str, tuple[str, Estimate]]:
    """Give, for each headline, its spread over the members, the extremes that were found, and how many lie above.

    Parameters
    ----------
    summary : Summary
        Of the ensemble.

    Returns
    -------
    dict of str to (str, Estimate)
        By id, what each is in a few words, and the number: ``ensemble.imaging.ratio`` with its parts ``low`` and
        ``high``, ``ensemble.imaging.lowest``, ``ensemble.imaging.highest``, ``ensemble.imaging.above``.
    """
    rows = {row["headline"]: row for row in summary.headlines.to_dict("records")}
    return {
        f"ensemble.{headline.name}.{what}": (f"{headline.label}: {label}", estimate)
        for headline in HEADLINES
        for what, label, estimate in _of_headline(headline, rows[headline.name])
    }


def diversity_records(summary: Summary) -> dict[str, tuple[str, Estimate]]:
    """Give how many members there are, how many miss a claim, and what share of their patients two members share."""
    shared, missed = summary.shared, summary.members["missed"].ne("")
    pushed = ~summary.members["member"].str.startswith("seed-")
    told = "Share of patients of whom two members have the same treatments, death and outcomes"
    alike = _estimate(100 * shared.median(), "%", len(shared), f"{told}; the middle pair, from the least to the most")
    return {
        "ensemble.members": ("Members as they come", _count(int((~pushed & ~missed).sum()), "attain every claim")),
        "ensemble.pushed": ("Members that were pushed", _count(int((pushed & ~missed).sum()), "attain every claim")),
        "ensemble.missed": ("Members that miss a claim and are left out", _count(int(missed.sum()), "miss a claim")),
        "ensemble.shared": (
            "Patients that two members share",
            _with_ends(alike, 100 * shared.min(), 100 * shared.max()),
        ),
    }


def _of_headline(headline: Headline, row: dict[Any, Any]) -> list[tuple[str, str, Estimate]]:
    members, starts = int(row["members"]), int(row["starts"])
    found = f"of all reconstructions found, {starts} of them pushed each way for this headline"
    without = f"; {row['without']} give no ratio, for nobody died in a group" if row["without"] else ""
    low = _estimate(row["lowest"], "ratio", members, f"Least {found}{without}")
    high = _estimate(row["highest"], "ratio", members, f"Greatest {found}{without}")
    spread = _estimate(
        row["middle"], "ratio", members, f"Median over {members} reconstructions, with least and greatest"
    )
    return [
        ("ratio", "over the members", _with_ends(spread, row["least"], row["greatest"])),
        ("lowest", "as low as was found", low),
        ("highest", "as high as was found", high),
        ("above", "members above no difference", _count(int(row["above"]), "lie above no difference")),
    ]


def _estimate(value: float, unit: str, n: int, convention: str) -> Estimate:
    if np.isnan(value):
        return Estimate(None, unit, n, convention, _FUNCTION, reason="no reconstruction gives a value")
    return Estimate(float(value), unit, n, convention, _FUNCTION)


def _with_ends(estimate: Estimate, low: float, high: float) -> Estimate:
    ends = {"low": float(low), "high": float(high)}
    return replace(estimate, parts={name: end for name, end in ends.items() if not np.isnan(end)})


def _count(number: int, what: str) -> Estimate:
    return Estimate(float(number), "reconstructions", number, f"Reconstructions that {what}", _FUNCTION)
