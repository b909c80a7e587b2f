"""What counts as biochemical progression and response, and against which value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Final, Literal, get_args

from mibg.response.choices import InvalidCriteria, check_choice, check_number
from mibg.response.windows import BASELINE, Window

BaselineChoice = Literal["last", "mean", "highest"]
SingleRise = Literal["stable", "not evaluable"]
FallsBy = Literal["share", "any fall", "normal"]
Analytes = Literal["either", "both"]

PROGRESSION_RISE_PERCENT: Final = 20
RESPONSE_FALL_PERCENT: Final = 50


@dataclass(frozen=True)
class BiochemicalCriteria:
    """The choices behind a biochemical response. The paper fixes the rise alone, at more than 20 % twice in a row.

    Parameters
    ----------
    response_fall_percent : float
        Fall below baseline, in per cent of it, that counts as a response when it is reached. The default, 50, is what
        trials in these tumours have used for either analyte (Kvols 1986, 5-HIAA; Yao 2008, chromogranin A).
    response_by : {"share", "any fall", "normal"}
        Whether a response is that fall, any value below baseline, or a value no higher than the upper limit of the
        laboratory where the baseline was above it; a value without a known limit is then no response.
    progression_by : {"either", "both"}
        Where both analytes can be judged: whether a rise of one of them is progression, or only that of both.
    baseline : {"last", "mean", "highest"}
        Which of the values within `baseline_window` later ones are held against: the last, their mean, or the highest.
    baseline_window : Window
        Ends with the day of first treatment, which belongs to it.
    single_rise : {"stable", "not evaluable"}
        What a rise is that neither the value before it nor the one after it shares, or that no value follows.
        Where it is not evaluable, a later value within the window of first follow-up counts.

    Raises
    ------
    InvalidCriteria
        When the fall is not above 0 and at most 100 %, a choice is none of those listed, or the window is none.
    """

    response_fall_percent: float = RESPONSE_FALL_PERCENT
    baseline: BaselineChoice = "last"
    baseline_window: Window = BASELINE
    single_rise: SingleRise = "stable"
    response_by: FallsBy = "share"
    progression_by: Analytes = "either"

    def __post_init__(self) -> None:
        check_choice(self.baseline, get_args(BaselineChoice), "a baseline")
        check_choice(self.single_rise, get_args(SingleRise), "a single rise")
        check_choice(self.response_by, get_args(FallsBy), "what a response goes by")
        check_choice(self.progression_by, get_args(Analytes), "what progression goes by")
        if not isinstance(self.baseline_window, Window):
            raise InvalidCriteria(f"a baseline window is a Window, not {self.baseline_window!r}")
        check_number(self.response_fall_percent, -inf, "a fall, in %,")
        if not 0 < self.response_fall_percent <= 100:
            raise InvalidCriteria(f"a fall is above 0 and at most 100 %, not {self.response_fall_percent} %")

    @property
    def raised_above(self) -> Fraction:
        """Times baseline; a value above it has risen."""
        return 1 + Fraction(PROGRESSION_RISE_PERCENT, 100)

    @property
    def fallen_to(self) -> Fraction:
        """Times baseline; a value at or below it is a response."""
        return 1 - Fraction(str(self.response_fall_percent)) / 100


DEFAULT_CRITERIA: Final = BiochemicalCriteria()
