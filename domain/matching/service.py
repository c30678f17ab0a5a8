"""The door to matching: what other features, the API and the wiring use of it."""

from domain.matching.facts import PREPARE_MATCHING, expect_application, take_facts
from domain.matching.listing import fitting_jobs, rank_candidates
from domain.matching.profiles import read_profile, write_profile
from domain.matching.runs import RUN_MATCHING, ask_for_run, read_status
from domain.matching.scores import BY_MATCH, matches_of, with_match
from domain.matching.scrubbing import scrub

__all__ = [
    "BY_MATCH",
    "PREPARE_MATCHING",
    "RUN_MATCHING",
    "ask_for_run",
    "expect_application",
    "fitting_jobs",
    "matches_of",
    "rank_candidates",
    "read_profile",
    "read_status",
    "scrub",
    "take_facts",
    "with_match",
    "write_profile",
]
