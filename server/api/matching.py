"""Matching: what jobs ask for, who fits them, and which jobs fit somebody."""

from quart import Blueprint

from domain.kit.paging import Page
from domain.matching import service as matching
from domain.matching.schemas import (
    CandidateMatches,
    JobMatch,
    JobMatchQuery,
    MatchQuery,
    MatchStatus,
    ProfileView,
    WriteProfile,
)
from server.api.limits import per_minute
from server.api.route import RECRUITER, SIGNED_IN, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("matching", __name__, url_prefix="/api")


@route(
    blueprint,
    "GET",
    "/candidates/matching",
    guard=RECRUITER,
    query=MatchQuery,
    answer=CandidateMatches,
    errors=(404,),
)
async def rank_candidates(query: MatchQuery) -> CandidateMatches:
    """List a job's applicants by how well they match, with the evidence for each factor.

    Scores are made in the background from a profile that a person confirmed; `match` says where
    that stands.
    """
    async with begin_look() as work:
        return await matching.rank_candidates(work, current_actor(), query)


@route(
    blueprint,
    "GET",
    "/jobs/matching",
    guard=SIGNED_IN,
    query=JobMatchQuery,
    answer=Page[JobMatch],
    scope="jobs:read",
)
async def list_fitting_jobs(query: JobMatchQuery) -> Page[JobMatch]:
    """List the open jobs that fit one's own newest application, with the reasons."""
    async with begin_look() as work:
        return await matching.fitting_jobs(work, current_actor(), query)


@route(
    blueprint,
    "GET",
    "/jobs/<id:job_id>/matching-profile",
    guard=RECRUITER,
    answer=ProfileView,
    errors=(404,),
    scope="jobs:read",
)
async def read_profile(job_id: int) -> ProfileView:
    """Get what a job asks for; where nobody wrote it, a proposal from the job's text."""
    async with begin_look() as work:
        return await matching.read_profile(work, current_actor(), job_id, house().skills)


@route(
    blueprint,
    "PUT",
    "/jobs/<id:job_id>/matching-profile",
    guard=RECRUITER,
    body=WriteProfile,
    answer=ProfileView,
    errors=(404, 409),
    scope="jobs:write",
)
async def write_profile(job_id: int, data: WriteProfile) -> ProfileView:
    """Set what a job asks for; once confirmed by a person, applications are scored by it."""
    async with begin_work() as work:
        return await matching.write_profile(work, current_actor(), job_id, data, house().skills)


@route(
    blueprint,
    "POST",
    "/jobs/<id:job_id>/match",
    guard=RECRUITER,
    answer=MatchStatus,
    status=202,
    errors=(404, 409),
    limit=per_minute(20),
)
async def start_matching(job_id: int) -> MatchStatus:
    """Score a job's applications anew, in the background."""
    async with begin_work() as work:
        return await matching.ask_for_run(work, current_actor(), job_id, house().skills)


@route(
    blueprint,
    "GET",
    "/jobs/<id:job_id>/match",
    guard=RECRUITER,
    answer=MatchStatus,
    errors=(404,),
)
async def read_matching(job_id: int) -> MatchStatus:
    """Get how far the matching of a job is."""
    async with begin_look() as work:
        return await matching.read_status(work, current_actor(), job_id)
