"""Words that follow from a number."""

from __future__ import annotations

import pytest

from mibg.audit import by_how_much
from mibg.estimate import Estimate


@pytest.mark.parametrize(
    ("value", "text"),
    [(6.24, "6.2 months longer"), (-6.24, "6.2 months shorter"), (0, "the same"), (-0.04, "the same")],
)
def test_a_difference_is_written_with_the_word_for_its_sign(value: float, text: str) -> None:
    """By hand: months have one decimal, and what rounds to none is no difference."""
    found = by_how_much(Estimate(value, "months", 9, "", ""), "longer", "shorter", "the same")
    assert found.text == text
    assert "“the same” when it rounds to zero" in found.rule


def test_without_a_number_the_reason_is_kept() -> None:
    found = by_how_much(Estimate(None, "months", 0, "", "", reason="nobody died"), "longer", "shorter", "the same")
    assert (found.text, found.rule.endswith("here: nobody died")) == ("not comparable", True)
