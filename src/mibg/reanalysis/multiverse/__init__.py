"""A multiverse: each headline claim under every defensible combination of what the paper leaves open."""

from mibg.reanalysis.multiverse.chapter import Chapter, chapter
from mibg.reanalysis.multiverse.headlines import HEADLINES, Headline
from mibg.reanalysis.multiverse.influence import influence_records, influences
from mibg.reanalysis.multiverse.labels import labelled
from mibg.reanalysis.multiverse.multiverse import Multiverse, multiverse, multiverses
from mibg.reanalysis.multiverse.points import point_frame, specification_frame
from mibg.reanalysis.multiverse.quantities import quantities, quantities_of
from mibg.reanalysis.multiverse.rules import EXCLUSIONS, NOT_ASKED, Exclusion
from mibg.reanalysis.multiverse.specifications import Specifications, as_judged, dimensions, specifications
from mibg.reanalysis.multiverse.tables import counts_table, exclusion_table, influence_table

__all__ = [
    "EXCLUSIONS",
    "HEADLINES",
    "NOT_ASKED",
    "Chapter",
    "Exclusion",
    "Headline",
    "Multiverse",
    "Specifications",
    "as_judged",
    "chapter",
    "counts_table",
    "dimensions",
    "exclusion_table",
    "influence_records",
    "influence_table",
    "influences",
    "labelled",
    "multiverse",
    "multiverses",
    "point_frame",
    "quantities",
    "quantities_of",
    "specification_frame",
    "specifications",
]
