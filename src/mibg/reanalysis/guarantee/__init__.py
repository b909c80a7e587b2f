"""Response and guarantee time: each contrast by a response under designs that do and do not give time away."""

from mibg.reanalysis.guarantee.fates import fates
from mibg.reanalysis.guarantee.looks import LANDMARKS, Look, looks
from mibg.reanalysis.guarantee.measures import MEASURES, Measure
from mibg.reanalysis.guarantee.quantities import look_table, quantities, quantities_of

__all__ = ["LANDMARKS", "MEASURES", "Look", "Measure", "fates", "look_table", "looks", "quantities", "quantities_of"]
