"""The modules of the library's response part are reached by their names."""

from __future__ import annotations

import importlib
import pkgutil
from functools import reduce

import pytest

import mibg.response

MODULES = [module.name for module in pkgutil.walk_packages(mibg.response.__path__, "mibg.response.")]


@pytest.mark.parametrize("name", MODULES)
def test_no_function_hides_a_module(name: str) -> None:
    """A function of the same name, imported into the package, would take its place."""
    found = importlib.import_module(name)
    assert reduce(getattr, name.split(".")[1:], mibg) is found
