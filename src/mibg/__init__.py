"""Audit of a published survival study, statistic by statistic."""

from importlib.metadata import version

__version__ = version("mibg")
