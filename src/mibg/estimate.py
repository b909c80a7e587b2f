"""The one shape in which every estimate leaves the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class SecondOpinion:
    """The same estimate by an independent implementation under the same convention.

    Parameters
    ----------
    value : float or None
        In the unit of the estimate it stands beside; None where the implementation gives none on the very data of the
        estimate: it takes no late entry, say, or fails.
    implementation : str
        Library and function, e.g. ``lifelines.KaplanMeierFitter``.
    """

    value: float | None
    implementation: str


@dataclass(frozen=True)
class Estimate:
    """A number computed from a cohort, with everything needed to judge it.

    Parameters
    ----------
    value : float or None
        The estimate; None when it is not estimable, and then `reason` says why.
    unit : str
        ``days``, ``months``, ``years``, ``%``, ``patients``, ``MBq``, ``p``, ``ratio``, …
    n : int
        Patients (or administrations, where the unit of analysis is one) that entered the estimate.
    convention : str
        The method in one plain sentence, with the convention it follows.
    function : str
        Dotted name of the public function that made it, e.g. ``mibg.survival.median.median``.
    events : int, optional
        Events among them, where the estimate rests on events (1 = event, 0 = censored).
    se : float, optional
        Standard error, in `unit`.
    ci : (float or None, float or None), optional
        Confidence limits in `unit`; a limit that is not reached is None.
    ci_level : float
        Level of `ci`.
    parts : mapping of str to float
        Further named parts of the same statistic: ``q1``, ``q3``, ``sd``, ``low``, ``high``, ``count``.
    reason : str, optional
        Why there is no value.
    second : SecondOpinion, optional
        None where no independent implementation follows the convention.
    endpoint : str, optional
        Time zero, event, censoring and entry, where the estimate rests on an endpoint.
    smallest : int, optional
        Patients or events, whichever are fewer, of the smallest group, where groups are compared.
    withheld : bool
        Whether there is a value that is not shown, to keep single patients from being found out; `reason` says so.
    """

    value: float | None
    unit: str
    n: int
    convention: str
    function: str
    events: int | None = None
    se: float | None = None
    ci: tuple[float | None, float | None] | None = None
    ci_level: float = 0.95
    parts: Mapping[str, float] = field(default_factory=dict)
    reason: str | None = None
    second: SecondOpinion | None = None
    endpoint: str | None = None
    smallest: int | None = None
    withheld: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) != (self.reason is not None):
            raise ValueError("an estimate has either a value or the reason why it has none")


def withheld(estimate: Estimate, reason: str | None) -> Estimate:
    """Take back the value of an estimate for a reason; without one it stays as it is."""
    if reason is None:
        return estimate
    return replace(estimate, value=None, se=None, ci=None, parts={}, second=None, reason=reason)
