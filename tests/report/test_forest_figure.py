"""The forest figure: a line for each quoted number, and none that looks like another kind."""

from __future__ import annotations

import pytest

from mibg.estimate import Estimate
from mibg.published import load_claims, load_literature
from mibg.report import forest_figure
from mibg.report.forest_entries import Mark, forest_entries

CLAIMS = load_claims()
LITERATURE = load_literature(CLAIMS)


def number(value: float | None, unit: str, ci: tuple[float | None, float | None] | None = None) -> Estimate:
    """A made-up number of a cohort."""
    reason = "there are no patients" if value is None else None
    return Estimate(value, unit, 9, "made up", "mibg.made.up", ci=ci, reason=reason)


HERE = {
    "os.median": number(30.0, "months", (20.0, None)),
    "symptoms.pfs.median": number(None, "months"),
    "imaging.pfs.median": number(20.0, "months", (10.0, 30.0)),
    "imaging.duration": number(12.0, "months", (8.0, 16.0)),
    "symptoms.response": number(0.0, "%", (0.0, 30.0)),
    "imaging.response": number(20.0, "%", (14.0, 28.0)),
    "imaging.stable": number(60.0, "%", (50.0, 70.0)),
    "biochemistry.response": number(34.0, "%", (20.0, 50.0)),
}
FIGURE = forest_figure("figure-forest", LITERATURE, CLAIMS, HERE, "Among others.")


def test_every_quoted_number_with_a_counterpart_has_a_line() -> None:
    beside = {comparison.claim: comparison.beside for comparison in LITERATURE.comparisons}
    expected = {name for name, other in beside.items() if other and CLAIMS.by_id[name].parts}
    own = FIGURE.data["mark"].isin(["this cohort", "this paper"])
    drawn = FIGURE.data.loc[~own, "claim"]
    assert len(expected) == 19  # the paper, Discussion: 21 numbers and statements on treatments, two without a number
    assert sorted(drawn) == sorted(expected)
    assert len(FIGURE.data) == len(expected) + 2 * len(HERE)
    for about in FIGURE.data["about"]:
        assert about in FIGURE.svg


def test_each_cohort_line_heads_the_numbers_beside_it() -> None:
    """By hand, from the Discussion: earlier reports 50-90 %, octreotide 30-88 %, embolization 60 %."""
    group = FIGURE.data[FIGURE.data["measure"] == CLAIMS.naming("symptoms.response")[0].about]
    assert group["mark"].tolist() == [
        *("this cohort", "this paper", "range of studies", "range of studies", "single value"),
    ]
    assert group["low"].fillna(-1).tolist() == [0, -1, 50, 30, -1]
    assert group["value"].fillna(-1).tolist() == [0, 71, -1, -1, 60]


def test_what_the_paper_prints_of_its_own_patients_has_a_line() -> None:
    """By hand, from the paper: in months and per cent, in the order of the groups."""
    own = FIGURE.data[FIGURE.data["mark"] == "this paper"]
    assert own["value"].tolist() == [29, 16, 21, 13, 71, 20, 60, 34]
    assert set(own["about"]) == {"This paper, as printed"}
    assert own["claim"].iloc[0] == "abstract.os.median"
    assert FIGURE.svg.count("This paper, as printed") >= len(HERE) + 1


def test_a_cohort_in_a_unit_that_the_paper_does_not_print_stands_alone() -> None:
    days = {**HERE, "imaging.duration": number(400.0, "days")}
    entries = forest_entries(LITERATURE, CLAIMS, days)
    measure = CLAIMS.naming("imaging.duration")[0].about
    assert [one.mark for one in entries if one.measure == measure].count(Mark.PAPER) == 0


def test_more_than_is_neither_a_value_nor_a_range() -> None:
    """The paper, Discussion: embolization had responses of over 70 %."""
    line = FIGURE.data.set_index("claim").loc["discussion.literature.embolization.response"]
    assert (line["mark"], line["value"]) == ("more than", 70)


def test_the_picture_can_be_read_without_being_seen() -> None:
    assert (
        "This cohort 30.0 months (95% CI 20.0 to not reached); This paper, as printed 29; "
        "Median survival in earlier studies 17-29"
    ) in FIGURE.alt
    assert (
        "This cohort not estimable; This paper, as printed 16; Median time to progression in earlier studies 15-17"
        in FIGURE.alt
    )


def test_it_is_narrow_and_its_data_can_be_downloaded() -> None:
    html = FIGURE._repr_html_()
    assert 'class="mibg-figure mibg-narrow"' in html
    assert 'download="figure-forest.csv"' in html


def test_a_quoted_number_beside_nothing_given_is_refused() -> None:
    fewer = {name: estimate for name, estimate in HERE.items() if name != "imaging.stable"}
    with pytest.raises(LookupError, match=r"stands beside imaging\.stable"):
        forest_figure("figure-forest", LITERATURE, CLAIMS, fewer, "")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert forest_figure("figure-forest", LITERATURE, CLAIMS, HERE, "").svg == FIGURE.svg
