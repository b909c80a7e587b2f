"""Description of a cohort: counts, shares, means and medians, each as an estimate."""

from mibg.description.association import association
from mibg.description.averages import mean_sd, median_quartiles, year_range
from mibg.description.differences import difference, difference_of_medians
from mibg.description.listings import followed, had_therapy, listed
from mibg.description.shares import count, share, wilson

__all__ = [
    "association",
    "count",
    "difference",
    "difference_of_medians",
    "followed",
    "had_therapy",
    "listed",
    "mean_sd",
    "median_quartiles",
    "share",
    "wilson",
    "year_range",
]
