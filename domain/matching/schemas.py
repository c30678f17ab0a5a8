"""Commands and views of matching."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from domain.candidates.schemas import ApplicationStatus
from domain.jobs.schemas import JobView
from domain.kit.fields import Command, Id, Line, Moment, View, example
from domain.kit.paging import Page, SortedQuery
from domain.matching.evidence import Factor
from domain.matching.wanted import Share, TeamSize, Travel, WorkMode, skill_key

MOST_WANTED_YEARS = 15
RunState = Literal["unconfirmed", "never_run", "queued", "running", "done"]
Years = Annotated[int, Field(ge=0, le=MOST_WANTED_YEARS)]
Weight = Annotated[int, Field(ge=0, le=100)]


class SkillAsked(Command):
    """A skill, and for how many years at least where that matters."""

    name: Line
    years: Years | None = None


class Weights(Command):
    """How much each factor counts, in any unit; the sum does not matter."""

    must_haves: Weight = 40
    nice_to_haves: Weight = 10
    experience: Weight = 15
    text: Weight = 15
    location: Weight = 10
    salary: Weight = 5
    availability: Weight = 5
    preferences: Weight = 5


class Criteria(Command):
    """What a job asks for. What is left out is not asked, and takes no part in a score."""

    must_haves: list[SkillAsked] = Field(default_factory=list, max_length=30)
    nice_to_haves: list[SkillAsked] = Field(default_factory=list, max_length=30)
    experience_years: Years | None = None
    location: Line | None = None
    work_mode: WorkMode | None = None
    start_within_days: Annotated[int, Field(ge=0, le=365)] | None = None
    team_size: TeamSize | None = None
    travel: Travel | None = None
    weights: Weights = Field(default_factory=Weights)

    @model_validator(mode="after")
    def _once_each(self) -> "Criteria":
        names = [skill_key(skill.name) for skill in (*self.must_haves, *self.nice_to_haves)]
        if len(set(names)) != len(names):
            raise ValueError("each skill can be asked for once")
        if not any(self.weights.model_dump().values()):
            raise ValueError("at least one weight must be above 0")
        return self


class WriteProfile(Criteria):
    """Say what a job asks for; ``confirm`` it to have applications scored by it from now on.

    ``expected_version`` refuses to overwrite a newer one; 0 stands for a mere proposal.
    """

    model_config = example(
        must_haves=[{"name": "Python", "years": 3}, {"name": "SQL", "years": None}],
        nice_to_haves=[{"name": "Redis", "years": None}],
        experience_years=3,
        location="Bristol",
        work_mode="hybrid",
        confirm=True,
    )

    confirm: bool = False
    expected_version: int | None = Field(default=None, ge=0, le=1_000_000)


class ProposalReason(View):
    """Why something was proposed: the job's own words."""

    proposed: str
    said: str


class ProfileView(View):
    """What a job asks for.

    A ``proposed`` one was read from the job's text, or changed since somebody confirmed it;
    nothing is scored by it. ``version`` 0 was never stored.
    """

    model_config = example(
        job_id=1,
        state="confirmed",
        version=2,
        criteria={"must_haves": [{"name": "Python", "years": 3}], "experience_years": 3},
        reasons=[],
        confirmed_by=2,
    )

    job_id: int
    state: Literal["proposed", "confirmed"]
    version: int
    criteria: Criteria
    reasons: list[ProposalReason]
    confirmed_by: int | None
    confirmed_at: Moment | None


class MatchStatus(View):
    """Where a job's matching stands.

    ``is_current`` is False where the profile has changed since the scores were made.
    """

    model_config = example(job_id=1, state="running", run_id=4, done=120, total=300)

    job_id: int
    state: RunState
    run_id: int | None = None
    done: int = 0
    total: int = 0
    is_current: bool = False
    started_at: Moment | None = None
    finished_at: Moment | None = None


class MatchQuery(SortedQuery):
    """Which of a job's applicants; the best matches come first."""

    job_id: Id
    status: ApplicationStatus | None = None
    min_score: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    min_known: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    all_musts: bool = False


def _no_score(held: Any) -> Any:
    return None if isinstance(held, float) and held < 0 else held


MaybeScore = Annotated[Share | None, BeforeValidator(_no_score)]


class CandidateMatch(View):
    """An applicant beside a job. ``score`` is None where too little is known for one."""

    application_id: int
    person_id: int
    job_id: int
    name: str
    current_position: str | None
    status: ApplicationStatus
    score: MaybeScore
    known_share: Share
    missing_musts: int
    factors: list[Factor]
    run_id: int
    made_at: Moment


class CandidateMatches(Page[CandidateMatch]):
    """Ranked applicants, and where the matching that ranks them stands."""

    match: MatchStatus


class JobMatch(View):
    """A job that fits somebody's own résumé, with the reasons."""

    job: JobView
    score: Share
    known_share: Share
    factors: list[Factor]
    made_at: Moment


class JobMatchQuery(SortedQuery):
    """Which of the jobs that fit; the best come first."""

    min_score: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)


class MatchGlance(View):
    """A match in two numbers."""

    score: MaybeScore
    known_share: Share
