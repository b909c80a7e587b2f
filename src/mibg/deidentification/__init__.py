"""Deidentification: new ids, and dates shifted patient by patient, with all intervals kept."""

from mibg.deidentification.command import Deidentified, deidentify, summary
from mibg.deidentification.shift import LARGEST_SHIFT, OLDEST_AGE, new_ids, shifts

__all__ = ["LARGEST_SHIFT", "OLDEST_AGE", "Deidentified", "deidentify", "new_ids", "shifts", "summary"]
