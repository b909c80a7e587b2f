"""An ensemble: many cohorts that the paper allows, and what each of them says."""

from mibg.ensemble.headlines import HEADLINES, Headline
from mibg.ensemble.member import Member, Task, make_member
from mibg.ensemble.plan import plan
from mibg.ensemble.quantities import quantities
from mibg.ensemble.records import diversity_records, headline_records, spread_estimates
from mibg.ensemble.run import made_of, run_ensemble
from mibg.ensemble.standing import Standing, standing
from mibg.ensemble.summary import Summary, read_summary, shared_patients, spread, sum_up, values, write_summary

__all__ = [
    "HEADLINES",
    "Headline",
    "Member",
    "Standing",
    "Summary",
    "Task",
    "diversity_records",
    "headline_records",
    "made_of",
    "make_member",
    "plan",
    "quantities",
    "read_summary",
    "run_ensemble",
    "shared_patients",
    "spread",
    "spread_estimates",
    "standing",
    "sum_up",
    "values",
    "write_summary",
]
