"""How numbers and words are written; expected texts by hand."""

from __future__ import annotations

import pytest

from mibg.audit import direction, significance
from mibg.audit.formatting import describe, format_estimate, parse_format
from mibg.estimate import Estimate

MEDIAN = Estimate(2.404, "years", 211, "", "mibg.x", 150, 0.2049, (2.0, None), parts={"q1": 1.0})
SHARE = Estimate(100 / 3, "%", 3, "", "mibg.x", parts={"count": 1})


@pytest.mark.parametrize(
    ("estimate", "words", "text"),
    [
        (MEDIAN, "", "2.4 years"),
        (MEDIAN, "bare", "2.4"),
        (MEDIAN, "months", "28.8 months"),
        (MEDIAN, "days bare", "878"),
        (MEDIAN, "se", "0.20 years"),
        (MEDIAN, "se months", "2.5 months"),
        (MEDIAN, "ci", "95% CI 2.0 years to not reached"),
        (MEDIAN, "n", "211"),
        (MEDIAN, "events", "150"),
        (MEDIAN, "q1", "1.0 years"),
        (SHARE, "", "33%"),
        (SHARE, "count", "1"),
        (Estimate(33.3, "%", 3, "", "mibg.x", se=3.04), "se", "3.0%"),
        (Estimate(0.02, "p", 3, "", "mibg.x", parts={"chi2": 5.412}), "chi2", "5.41"),
        (Estimate(18500, "MBq", 3, "", "mibg.x"), "", "18,500 MBq"),
        (Estimate(211, "patients", 3, "", "mibg.x"), "", "211"),
        (Estimate(1991, "year", 3, "", "mibg.x"), "", "1991"),
        (Estimate(0.0004, "p", 3, "", "mibg.x"), "", "p < 0.001"),
        (Estimate(0.0312, "p", 3, "", "mibg.x"), "", "p = 0.031"),
        (Estimate(0.412, "p", 3, "", "mibg.x"), "", "p = 0.41"),
        (Estimate(0.0028, "ratio", 3, "", "mibg.x", ci=(0.00001, 0.3)), "", "<0.01"),
        (Estimate(0.0028, "ratio", 3, "", "mibg.x", ci=(0.00001, 0.3)), "ci", "95% CI <0.01 to 0.30"),
        (Estimate(0.0, "ratio", 3, "", "mibg.x"), "", "0.00"),
        (Estimate(None, "years", 3, "", "mibg.x", reason="why"), "", "not estimable"),
        (Estimate(None, "years", 3, "", "mibg.x", reason="why"), "n", "3"),
    ],
)
def test_forms(estimate: Estimate, words: str, text: str) -> None:
    assert format_estimate(estimate, parse_format(words)) == text


@pytest.mark.parametrize("words", ["q3", "nonsense", "count"])
def test_an_unknown_part_is_an_error(words: str) -> None:
    with pytest.raises(KeyError):
        format_estimate(MEDIAN, parse_format(words))


def test_an_estimate_is_described_whole() -> None:
    assert describe(MEDIAN) == (
        "2.4 years, SE 0.20 years, 95% CI 2.0 years to not reached, q1 1.0 years, n = 211, events = 150"
    )


def test_words_follow_the_sign_and_the_p() -> None:
    words = ("longer", "shorter", "the same")
    signs = {value: direction(Estimate(value, "years", 3, "", "mibg.x"), *words).text for value in (1.0, -1.0, 0.0)}
    assert signs == {1.0: "longer", -1.0: "shorter", 0.0: "the same"}
    assert significance(Estimate(0.049, "p", 3, "", "mibg.x"), "yes", "no").text == "yes"
    assert significance(Estimate(0.05, "p", 3, "", "mibg.x"), "yes", "no").text == "no"
    none = Estimate(None, "p", 3, "", "mibg.x", reason="one group")
    assert significance(none, "yes", "no").text == direction(none, *words).text == "not comparable"
