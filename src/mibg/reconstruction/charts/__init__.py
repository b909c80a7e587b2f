"""Charts: what a review of the records would have found, made so that the response rules derive the outcomes."""

from mibg.reconstruction.charts.imaging import imaging_charts
from mibg.reconstruction.charts.labs import lab_charts
from mibg.reconstruction.charts.symptoms import symptom_charts

__all__ = ["imaging_charts", "lab_charts", "symptom_charts"]
