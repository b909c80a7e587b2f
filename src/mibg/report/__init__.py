"""Figures and tables of the pages; nothing here computes a statistic of its own."""

from mibg.report.activity_figure import activity_figure
from mibg.report.decision_page import DecisionPage, decision_page
from mibg.report.decision_summary import DecisionSummary, decision_records, decision_summary
from mibg.report.estimates import estimate_table
from mibg.report.figures import PageFigure
from mibg.report.flow_figure import Branch, flow_figure
from mibg.report.forest_figure import forest_figure
from mibg.report.frames import frame_table, rule_table
from mibg.report.incidence_figure import incidence_figure
from mibg.report.interval_figure import interval_figure
from mibg.report.lost_tables import fate_table, performance_table, unrecorded_table
from mibg.report.multiplicity_table import printed_family_table, recomputed_family_table
from mibg.report.range_figure import Reference, range_figure
from mibg.report.ratio_curve_figure import ratio_curve_figure
from mibg.report.residual_figure import residual_figure
from mibg.report.specification_figure import printed_band, specification_figure
from mibg.report.specification_table import SpecificationTable, specification_table
from mibg.report.strip_figure import strip_figure
from mibg.report.survival_figure import survival_figure
from mibg.report.tables import PageTable, page_table

__all__ = [
    "Branch",
    "DecisionPage",
    "DecisionSummary",
    "PageFigure",
    "PageTable",
    "Reference",
    "SpecificationTable",
    "activity_figure",
    "decision_page",
    "decision_records",
    "decision_summary",
    "estimate_table",
    "fate_table",
    "flow_figure",
    "forest_figure",
    "frame_table",
    "incidence_figure",
    "interval_figure",
    "page_table",
    "performance_table",
    "printed_band",
    "printed_family_table",
    "range_figure",
    "ratio_curve_figure",
    "recomputed_family_table",
    "residual_figure",
    "rule_table",
    "specification_figure",
    "specification_table",
    "strip_figure",
    "survival_figure",
    "unrecorded_table",
]
