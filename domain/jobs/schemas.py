"""Commands and views of jobs."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from domain.jobs.rules import JobStatus
from domain.jobs.salary import Period
from domain.kit.fields import (
    Command,
    Id,
    Line,
    LongLine,
    Moment,
    Paragraph,
    Prose,
    Text,
    View,
    Word,
    example,
)
from domain.kit.paging import SortedQuery

Sort = Literal["newest", "oldest", "title", "salary", "relevance"]
WantedStatus = Literal["Draft", "Open", "Closed", "Archived"]
_MOST_PAID = 2**31 - 1


def _as_list(skills: object) -> object:
    if isinstance(skills, str):
        return [part.strip() for part in skills.split(",") if part.strip()]
    return skills


_from_words = BeforeValidator(_as_list, json_schema_input_type=list[Word] | str)
Skills = Annotated[list[Word], _from_words, Field(max_length=50)]
Currency = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern="^[A-Za-z]{3}$")
]


class JobFields(Command):
    """What a job says; ``skills_required`` may be a list or a comma-separated string."""

    model_config = example(
        title="Backend engineer",
        description="Build the booking services.",
        company="Larkspur",
        location="Bristol",
        salary_range="55,000 to 65,000 pounds",
        job_type="Full-time",
        work_mode="Hybrid",
        experience_level="Mid-level",
        department="Engineering",
        skills_required=["Python", "SQL"],
        status="Open",
    )

    title: LongLine
    description: Prose
    company: Line
    location: Line
    salary_range: Word | None = None
    job_type: Word
    work_mode: Word
    experience_level: Word
    department: Line
    skills_required: Skills = Field(default_factory=list)


class PostJob(JobFields):
    """Create a job. Where jobs need approval, one that is to be open waits for it."""

    status: WantedStatus = "Open"


class ReplaceJob(JobFields):
    """Say anew all that a job says; without ``status`` its state stays.

    ``expected_updated_at`` is the ``updated_at`` that was read: the change is refused when
    somebody else made one since.
    """

    status: JobStatus | None = None
    expected_updated_at: Moment | None = None


class EditJob(Command):
    """Change only the fields that are sent; see ReplaceJob."""

    model_config = example(title="Senior backend engineer", location="Bristol or remote")

    title: LongLine = Field(default_factory=str)
    description: Prose = Field(default_factory=str)
    company: Line = Field(default_factory=str)
    location: Line = Field(default_factory=str)
    salary_range: Word | None = None
    job_type: Word = Field(default_factory=str)
    work_mode: Word = Field(default_factory=str)
    experience_level: Word = Field(default_factory=str)
    department: Line = Field(default_factory=str)
    skills_required: Skills = Field(default_factory=list)
    status: JobStatus | None = None
    expected_updated_at: Moment | None = None


class RejectJob(Command):
    """Send a job that waits for approval back to its author."""

    model_config = example(reason="Say what the job pays.")

    reason: Paragraph


class JobView(View):
    """A job as anybody may read it.

    ``salary_low`` and ``salary_high`` are what could be read out of ``salary_range``, per
    ``salary_period``. ``skill_names`` are the skills that ``skills_required`` names, as the
    taxonomy calls them; words that it does not know are left out. ``review_note`` says why a
    draft was not approved.
    """

    model_config = example(
        id=1,
        title="Backend engineer",
        description="Build the booking services.",
        company="Larkspur",
        location="Bristol",
        salary_range="55,000 to 65,000 pounds",
        job_type="Full-time",
        work_mode="Hybrid",
        experience_level="Mid-level",
        department="Engineering",
        skills_required=["Python", "SQL"],
        skill_names=["Python", "SQL"],
        status="Open",
        created_by=2,
    )

    id: int
    title: str
    description: str
    company: str
    location: str
    salary_range: str | None
    salary_low: float | None
    salary_high: float | None
    salary_currency: str | None
    salary_period: Period | None
    job_type: str
    work_mode: str
    experience_level: str
    department: str
    skills_required: list[str]
    skill_names: list[str]
    status: JobStatus
    review_note: str | None
    created_by: int | None
    created_at: Moment
    updated_at: Moment
    published_at: Moment | None
    closed_at: Moment | None


class JobGone(View):
    """What deleting did: a job that something depends on was archived instead."""

    id: int
    outcome: Literal["deleted", "archived"]


class JobQuery(SortedQuery):
    """Which jobs, and in what order.

    ``location`` may be the beginning of a part between commas. Of several skills, a job needs
    all; a skill is found however the job writes it. ``salary_min`` is compared with the most
    a job offers per year of full-time work; amounts of different currencies are not converted, so
    name a ``currency`` to leave others out.
    """

    q: Text | None = Field(default=None, max_length=200)
    location: Line | None = None
    job_type: Word | None = None
    work_mode: Word | None = None
    experience_level: Word | None = None
    department: Line | None = None
    skill: Annotated[list[Word], _from_words, Field(max_length=10)] = Field(default_factory=list)
    status: JobStatus | None = None
    salary_min: int | None = Field(default=None, ge=0, le=_MOST_PAID)
    currency: Currency | None = None
    created_by: Id | None = None
    sort: Sort | None = None


QuestionKind = Literal["short_text", "long_text", "yes_no", "choice", "several_choices", "number"]
FormKey = Annotated[str, StringConstraints(pattern="^[a-z0-9][a-z0-9_-]*$", max_length=40)]


def _distinct_options(options: list[str]) -> list[str]:
    if len(set(options)) != len(options):
        raise ValueError("each option can be offered once")
    return options


class FormQuestion(Command):
    """One question to applicants. ``options`` are for the two kinds of choice, and only there."""

    id: FormKey
    kind: QuestionKind
    label: LongLine
    help: Paragraph | None = None
    required: bool = False
    options: Annotated[list[Line], AfterValidator(_distinct_options), Field(max_length=50)] = Field(
        default_factory=list
    )


def _sound(questions: list[FormQuestion]) -> list[FormQuestion]:
    if len({question.id for question in questions}) != len(questions):
        raise ValueError("each question needs an id of its own")
    for question in questions:
        is_choice = question.kind in {"choice", "several_choices"}
        if is_choice != bool(question.options):
            raise ValueError(f"{question.id}: options belong to choices, and every choice has some")
    return questions


class WriteForm(Command):
    """Replace a job's application form; ``expected_version`` refuses to overwrite a newer one."""

    model_config = example(
        questions=[
            {
                "id": "right_to_work",
                "kind": "yes_no",
                "label": "May you work in this country?",
                "help": None,
                "required": True,
                "options": [],
            }
        ],
        expected_version=None,
    )

    questions: Annotated[list[FormQuestion], AfterValidator(_sound), Field(max_length=30)]
    expected_version: int | None = Field(default=None, ge=0, le=1_000_000)


class FormQuery(Command):
    """Which version of a form; the newest without one."""

    version: int | None = Field(default=None, ge=1, le=1_000_000)


class FormView(View):
    """A job's application form; version 0 has no questions."""

    job_id: int
    version: int
    questions: list[FormQuestion]


class AddSource(Command):
    """Make a tracking link for the place called ``name``."""

    name: Word


class SourceView(View):
    """A tracking link, and how many applications came by it or by its name."""

    id: int
    job_id: int
    name: str
    code: str
    url: str
    applications: int
    created_at: Moment


class BusyJob(View):
    """A job and how many people applied for it."""

    job_id: int
    title: str
    applications: int


class Conversion(View):
    """How many applications stand at a status, and which share (0 to 1) of all that is."""

    status: str
    applications: int
    share: float


class SourceCount(View):
    """How many applications came from a source, and how many of them were selected."""

    source: str | None
    applications: int
    selected: int


class TimeToFill(View):
    """Days from publishing to closing, over the ``jobs`` that were closed with a selection."""

    jobs: int
    mean_days: float | None
    median_days: float | None


class JobStats(View):
    """The figures of all jobs. Per job counts those without applications too."""

    jobs: int
    by_status: dict[str, int]
    by_department: dict[str, int]
    applications: int
    applications_per_job_mean: float | None
    applications_per_job_median: float | None
    busiest: list[BusyJob]
    conversion: list[Conversion]
    by_source: list[SourceCount]
    time_to_fill: TimeToFill
