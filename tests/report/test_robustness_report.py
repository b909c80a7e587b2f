"""The family of tests as a table, and residuals as a figure."""

from __future__ import annotations

import pandas as pd

from mibg.estimate import Estimate
from mibg.published import Test
from mibg.reanalysis.robustness import Proportionality
from mibg.report import printed_family_table, recomputed_family_table, residual_figure

FAMILY = (
    Test("a.p", "a.p", "headline", "First", "<0.01", 0.0, 0.01),
    Test("b.p", "b.p", "headline", "Second", "<0.03", 0.0, 0.03),
    Test("c.p", "c.p", "not significant", "Third", "", 0.05, 1.0),
)


def p(value: float) -> Estimate:
    return Estimate(value, "p", 20, "by hand", "mibg.x")


def test_printed_bounds_and_what_is_left_of_them() -> None:
    # By hand: 0.01 x 3 and 0.03 x 2 by Holm; 0.01 x 3 and 0.03 x 3 / 2 by Benjamini and Hochberg.
    assert printed_family_table("Family", FAMILY).rows == [
        ("First", "<0.01", "0.03", "survives", "0.03", "survives"),
        ("Second", "<0.03", "0.06", "depends on the p not printed", "0.045", "survives"),
        ("Third", "“not significant”", "1", "does not survive", "1", "does not survive"),
    ]


def test_recomputed_values_before_and_after() -> None:
    # By hand: two tests are left, 0.02 x 2 and 0.5.
    lost = Estimate(None, "p", 0, "by hand", "mibg.x", reason="there are no patients")
    table = recomputed_family_table("Family", FAMILY, {"a.p": p(0.02), "b.p": p(0.5), "c.p": lost})
    rows = [tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in row) for row in table.rows]
    assert rows[0] == ("First", "p = 0.020", "p = 0.040", "p = 0.040")
    assert rows[2] == ("Third", "not estimable", "not estimable", "not estimable")


def test_a_panel_without_a_regression_says_so() -> None:
    rows = pd.DataFrame({"days": [400.0, 800.0], "log_ratio": [1.0, -1.0], "smooth": [0.5, -0.5]})
    none = Estimate(None, "p", 2, "by hand", "mibg.x", reason="there are no events")
    panels = {"Known": Proportionality(p(0.4), rows, 0.1), "Unknown": Proportionality(none, rows.iloc[:0], None)}
    figure = residual_figure("residuals", panels, since="the landmark", caption="Residuals")
    assert "Unknown: 0 deaths, test of proportional hazards not estimable" in figure.alt
    assert figure.svg.count("not estimable") == 2, "in the panel, and in the alternative text"
    assert figure.data["contrast"].tolist() == ["Known", "Known"]
