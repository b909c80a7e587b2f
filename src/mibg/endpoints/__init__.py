"""Endpoints: from dates in the charts to times and events, with the rules that made them."""

from mibg.endpoints.contrasts import Contrast, Median, contrast, contrast_by_response
from mibg.endpoints.counted import surviving_of_all, surviving_of_followed
from mibg.endpoints.duration import duration_of_response
from mibg.endpoints.endpoint import CompetingEndpoint, Definition, Endpoint, days_between
from mibg.endpoints.factors import Factors, factors_since_known, naive_factors
from mibg.endpoints.groups import known_since, repeat_treatment, response_at_followup
from mibg.endpoints.interactions import Interactions, events_per_parameter, interaction_tests
from mibg.endpoints.overall import TimeZero, overall_survival
from mibg.endpoints.progression import progression, time_to_progression
from mibg.endpoints.restarted import restarted
from mibg.endpoints.vital_status import last_sign_of_life

__all__ = [
    "CompetingEndpoint",
    "Contrast",
    "Definition",
    "Endpoint",
    "Factors",
    "Interactions",
    "Median",
    "TimeZero",
    "contrast",
    "contrast_by_response",
    "days_between",
    "duration_of_response",
    "events_per_parameter",
    "factors_since_known",
    "interaction_tests",
    "known_since",
    "last_sign_of_life",
    "naive_factors",
    "overall_survival",
    "progression",
    "repeat_treatment",
    "response_at_followup",
    "restarted",
    "surviving_of_all",
    "surviving_of_followed",
    "time_to_progression",
]
