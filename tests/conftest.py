"""What holds for every test: books come first, generated data take their time, no gate is left to the next test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from mibg.disclosure import chosen

# machines are shared, and how long a case takes says nothing of the code
settings.register_profile("book", deadline=None)
settings.load_profile("book")


@pytest.fixture(autouse=True)
def no_gate_is_left() -> Iterator[None]:
    """Take back what a test has chosen."""
    yield
    chosen._chosen.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("build") is None)
