"""Texts that a spreadsheet would run; expectations by hand, from OWASP's list of first characters."""

from __future__ import annotations

from base64 import b64decode

import pandas as pd
import pytest

from mibg.report.data_link import data_link
from mibg.spreadsheet import inert


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "\nx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20SUM(1)"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a", "", " =1", "a=1", -1.5, 3, None])
def test_all_else_stays(value: object) -> None:
    assert inert(value) is value


def test_the_data_of_a_figure_hold_no_formula() -> None:
    link = data_link('a"b', pd.DataFrame({"group": ["=1+1", "once"], "difference": [-0.5, 1.0]}), "Data")
    assert 'download="a&quot;b.csv"' in link
    content = b64decode(link.split("base64,")[1].split('"')[0]).decode()
    assert content == "group,difference\n'=1+1,-0.5\nonce,1.0\n"
