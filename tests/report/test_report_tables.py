"""Tables of a page: escaped, breakable where a name is long, and whole."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from mibg.estimate import Estimate, SecondOpinion
from mibg.report import estimate_table, frame_table, rule_table
from mibg.response import SCAN_RULES

AGE = Estimate(
    1.25, "ratio", 90, "by hand", "mibg.x", 50, parts={"coef_se": 0.5}, second=SecondOpinion(1.25, "lib.fit")
)


def test_an_estimate_stands_whole_beside_its_second_opinion() -> None:
    """By hand: two decimals for a ratio, the library of the peer without its module."""
    table = estimate_table("Ages", {"Age": AGE, "Sex": Estimate(None, "ratio", 3, "by hand", "mibg.x", reason="none")})
    assert table.rows == (
        ("Age", "1.25, coef se 0.50, n = 90, events = 50", "1.25 by lib"),
        ("Sex", "not estimable: none", "no independent implementation"),
    )


def test_a_peer_that_is_silent_is_said_to_be() -> None:
    table = estimate_table("Ages", {"Age": replace(AGE, second=SecondOpinion(None, "lib.fit"))})
    assert [row[2] for row in table.rows] == ["lib gives none on such data"]


def test_text_is_escaped_and_dotted_names_may_break() -> None:
    rows = pd.DataFrame({"name": ["lib.module.fit <b>"], "value": [3.5], "on": [pd.Timestamp("2001-04-11")]})
    html = frame_table("A & B", rows)._repr_html_()
    assert '<span class="mibg-date">2001-04-11</span>' in html
    assert "lib.<wbr>module.<wbr>fit &lt;b&gt;" in html
    assert "A &amp; B" in html
    assert "3.5" in html


def test_every_rule_is_a_line() -> None:
    table = rule_table("Scans", SCAN_RULES)
    assert [row[0] for row in table.rows] == [rule.name for rule in SCAN_RULES]
    assert all(all(row) for row in table.rows)
