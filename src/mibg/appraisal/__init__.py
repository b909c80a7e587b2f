"""Appraisal of a user's cohort: errors, suspicions, and what each chapter will be able to say."""

from mibg.appraisal.appraise import Appraisal, appraise, as_data, as_text
from mibg.appraisal.chapters import CHAPTERS, Chapter, Outlook, outlooks
from mibg.appraisal.suspicions import SUSPICIONS, Suspicion, suspicions

__all__ = [
    "CHAPTERS",
    "SUSPICIONS",
    "Appraisal",
    "Chapter",
    "Outlook",
    "Suspicion",
    "appraise",
    "as_data",
    "as_text",
    "outlooks",
    "suspicions",
]
