"""The cohort that ships, and one of another seed, each made or read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mibg.cohort import Cohort, read_cohort
from mibg.estimate import Estimate
from mibg.layout import reconstructed_folder
from mibg.reconstruction import Reconstruction, Targets, cohort_statistics, declared_targets, write_reconstruction


@pytest.fixture(scope="session")
def targets() -> Targets:
    return declared_targets()


@pytest.fixture(scope="session")
def shipped() -> Cohort:
    return read_cohort(reconstructed_folder())


@pytest.fixture(scope="session")
def estimates(shipped: Cohort, targets: Targets) -> Mapping[str, Estimate]:
    return cohort_statistics(shipped, targets)


@pytest.fixture(scope="session")
def remade_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remade")
    write_reconstruction(0, folder)
    return folder


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Reconstruction:
    """The cohort of another seed."""
    return write_reconstruction(3, tmp_path_factory.mktemp("other"))
