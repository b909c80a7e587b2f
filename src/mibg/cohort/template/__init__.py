"""Blank forms of a cohort, all rendered from the contract."""

from mibg.cohort.template.write import Form, write_template

__all__ = ["Form", "write_template"]
