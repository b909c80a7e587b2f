"""An ensemble: many cohorts that the paper allows, and what each of them says."""

from mibg.ensemble.headlines import HEADLINES, Headline
from mibg.ensemble.member import Member, Task, make_member
from mibg.ensemble.plan import plan
from mibg.ensemble.quantities import quantities
from mibg.ensemble.records import diversity_records, headline_records
from mibg.ensemble.run import made_of, run_ensemble
from mibg.ensemble.standing import STANDING_RULE, Standing, standing
from mibg.ensemble.summary import Summary, shared_patients, spread, sum_up, values
from mibg.ensemble.summary_files import read_summary, write_summary
from mibg.ensemble.tables import headline_table

__all__ = [
    "HEADLINES",
    "STANDING_RULE",
    "Headline",
    "Member",
    "Standing",
    "Summary",
    "Task",
    "diversity_records",
    "headline_records",
    "headline_table",
    "made_of",
    "make_member",
    "plan",
    "quantities",
    "read_summary",
    "run_ensemble",
    "shared_patients",
    "spread",
    "standing",
    "sum_up",
    "values",
    "write_summary",
]
