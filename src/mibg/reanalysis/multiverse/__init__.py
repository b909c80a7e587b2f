"""A multiverse: each headline claim under every defensible combination of what the paper leaves open."""

from mibg.reanalysis.multiverse.headlines import HEADLINES, Headline
from mibg.reanalysis.multiverse.labels import labelled
from mibg.reanalysis.multiverse.multiverse import Multiverse, multiverse, multiverses
from mibg.reanalysis.multiverse.quantities import quantities, quantities_of
from mibg.reanalysis.multiverse.rules import EXCLUSIONS, NOT_ASKED, Exclusion
from mibg.reanalysis.multiverse.specifications import Specifications, as_judged, dimensions, specifications

__all__ = [
    "EXCLUSIONS",
    "HEADLINES",
    "NOT_ASKED",
    "Exclusion",
    "Headline",
    "Multiverse",
    "Specifications",
    "as_judged",
    "dimensions",
    "labelled",
    "multiverse",
    "multiverses",
    "quantities",
    "quantities_of",
    "specifications",
]
