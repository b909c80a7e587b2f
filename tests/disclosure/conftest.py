"""The gate that one test puts in force is not left to the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mibg.disclosure import chosen


@pytest.fixture(autouse=True)
def no_gate_is_left() -> Iterator[None]:
    """Take back what a test has chosen."""
    before = list(chosen._chosen)
    yield
    chosen._chosen[:] = before
