"""Where what a page shows comes from: only what comes from a cohort has to pass the gate."""

from __future__ import annotations

from typing import Final, Literal

Source = Literal["cohort", "rules", "published", "worked", "simulated"]
"""The cohort; rules and definitions of this book; print and published data; patients worked by hand; random numbers."""

COHORT: Final[Source] = "cohort"
