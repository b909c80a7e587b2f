"""The cohort contract, and the reading and writing of cohorts that keep to it."""

from mibg.cohort.cohort import Cohort
from mibg.cohort.contract import TABLES
from mibg.cohort.dictionary import dictionary_markdown
from mibg.cohort.reader import read_cohort
from mibg.cohort.study import Origin, Study
from mibg.cohort.writer import write_cohort

__all__ = ["TABLES", "Cohort", "Origin", "Study", "dictionary_markdown", "read_cohort", "write_cohort"]
