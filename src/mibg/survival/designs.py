"""Comparison of groups, under a design that the caller must name where the groups form after time zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate
from mibg.survival.arguments import check_days
from mibg.survival.known_later import KnownLater, same_patients
from mibg.survival.log_rank import LogRank, log_rank
from mibg.survival.scores import members
from mibg.survival.spells import spells
from mibg.survival.times import InvalidSurvivalData, SurvivalTimes

Design = Literal["baseline", "naive", "landmark", "time-dependent"]

_LATER: Final = ("naive", "landmark", "time-dependent")

LABELS: Final[Mapping[str, str]] = {
    "baseline": "Groups known at time zero.",
    "baseline, late": "Groups known when each patient comes to be at risk, be it after time zero.",
    "naive": "Naive: groups that form after time zero, compared from time zero as if known then.",
    "landmark": "Landmark: groups as known on day {days:g}, among patients still at risk then, followed from that day.",
    "time-dependent": "Time-dependent: a patient belongs to a group from the day after it is known (Mantel and Byar).",
}


@dataclass(frozen=True, eq=False)
class Comparison:
    """Survival of groups under one design.

    Parameters
    ----------
    design : {"baseline", "naive", "landmark", "time-dependent"}
        How the groups came about.
    label : str
        The same in a sentence, for captions and records.
    times : SurvivalTimes
        Rows as the design sees them; those of a time-dependent design are stretches of time in one state.
    state : ndarray of str
        Group of each row.
    patient : ndarray of int
        Patient of each row, counted from 0 as handed over.
    test : LogRank
        The log-rank test of those rows; for a time-dependent design it is the test of Mantel and Byar.
    excluded : mapping of str to int
        Patients whom the design leaves out, by the reason.
    """

    design: Design
    label: str
    times: SurvivalTimes
    state: npt.NDArray[np.str_]
    patient: npt.NDArray[np.intp]
    test: LogRank
    excluded: Mapping[str, int]

    @property
    def n(self) -> int:
        """Patients that enter the comparison."""
        return len(np.unique(self.patient))

    @property
    def groups(self) -> dict[str, SurvivalTimes]:
        """Rows of each group, by name; with a time-dependent design their curves are those of Simon and Makuch."""
        return {str(name): self.of(str(name)) for name in np.unique(self.state)}

    def estimate(self) -> Estimate:
        """Give the p-value as an estimate of unit ``p``, of the patients compared and with the design told."""
        found = self.test.estimate()
        return replace(found, n=self.n, convention=f"{found.convention}. {self.label.removesuffix('.')}")

    def of(self, group: str) -> SurvivalTimes:
        """Rows of one group; none where nobody is in it."""
        return self.times.where(self.state == group)


def compare(
    times: SurvivalTimes,
    groups: KnownLater | Sequence[object] | npt.ArrayLike,
    *,
    design: Literal["naive", "landmark", "time-dependent"] | None = None,
    landmark_days: float | None = None,
) -> Comparison:
    """Compare the survival of groups.

    Parameters
    ----------
    times : SurvivalTimes
        The patients, n of them, in days since time zero; case weights stay with them in every design.
    groups : KnownLater or array_like, shape (n,)
        Group of each patient. One known at time zero, or with late entry since the patient is at risk, needs no design,
        and takes none.
    design : {"naive", "landmark", "time-dependent"}
        For groups that become known later.
        Naive: by what a patient turned out to be, from time zero; patients whose group never became known count as
        in the state before. Landmark: by what was known on that day, among those still at risk after it, with time
        counted from it. Time-dependent: each patient changes group when his becomes known.
    landmark_days : float
        Day of the landmark since time zero.

    Returns
    -------
    Comparison

    Raises
    ------
    GuaranteeTimeError
        When groups become known later and no design is named.
    InvalidSurvivalData
        When lengths differ, a landmark is named without a day or a day without a landmark, or a design for groups
        that were known at time zero.

    Notes
    -----
    Anderson, Cain and Gelber 1983 (landmark); Mantel and Byar 1974; Simon and Makuch 1984.
    """
    _check(design, landmark_days)
    if not isinstance(groups, KnownLater):
        if design is not None:
            raise InvalidSurvivalData(f"groups known at time zero are compared as they are, not by a {design} design")
        names, member = members(groups, len(times), "group")
        label = LABELS["baseline, late" if times.enter_late else "baseline"]
        return _comparison("baseline", times, np.array(names, dtype=str)[member], np.arange(len(times)), label)
    same_patients(times, groups)
    if design is None:
        raise groups.unasked()
    if design == "naive":
        return _comparison("naive", times, groups.value.astype(str), np.arange(len(times)))
    if landmark_days is not None:
        return _at_landmark(times, groups, landmark_days)
    cut = spells(times, groups)
    return _comparison("time-dependent", cut.times, cut.state, cut.patient)


def _check(design: str | None, landmark_days: float | None) -> None:
    if design not in (None, *_LATER):
        raise InvalidSurvivalData(f"a design is one of {', '.join(_LATER)}, not {design!r}")
    if (design == "landmark") != (landmark_days is not None):
        raise InvalidSurvivalData("a landmark design has a day, and no other design has one")
    if landmark_days is not None:
        check_days(landmark_days, "a landmark")


def _at_landmark(times: SurvivalTimes, groups: KnownLater, days: float) -> Comparison:
    at_risk = (times.time > days) & (times.entry <= days)
    rest = replace(times, time=times.time - days, entry=np.full(len(times), -np.inf)).where(at_risk)
    state = groups.known_by(days)[at_risk].astype(str)
    excluded = {
        "the event by the landmark": int((times.event & (times.time <= days)).sum()),
        "censored by the landmark": int((~times.event & (times.time <= days)).sum()),
        "under observation only after the landmark": int(((times.time > days) & (times.entry > days)).sum()),
    }
    return _comparison("landmark", rest, state, np.flatnonzero(at_risk), LABELS["landmark"].format(days=days), excluded)


def _comparison(  # noqa: PLR0913, PLR0917 - the fields of a comparison
    design: Design,
    times: SurvivalTimes,
    state: npt.NDArray[np.str_],
    patient: npt.NDArray[np.intp],
    label: str | None = None,
    excluded: Mapping[str, int] | None = None,
) -> Comparison:
    test = log_rank(times, state)
    return Comparison(design, label or LABELS[design], times, state, patient, test, excluded or {})
