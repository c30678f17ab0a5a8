"""Commands and views of jobs."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from domain.kit.fields import Command, Line, LongLine, Moment, Prose, View, Word, example

JobStatus = Literal["Draft", "Open", "Closed", "Archived"]


def _as_list(skills: object) -> object:
    if isinstance(skills, str):
        return [part.strip() for part in skills.split(",") if part.strip()]
    return skills


Skills = Annotated[
    list[Word],
    BeforeValidator(_as_list, json_schema_input_type=list[Word] | str),
    Field(max_length=50),
]


class PostJob(Command):
    """Create a job; ``skills_required`` may be a list or a comma-separated string."""

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
    status: JobStatus = "Open"


class JobView(View):
    """A job as anybody may read it."""

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
        status="Open",
        created_by=2,
    )

    id: int
    title: str
    description: str
    company: str
    location: str
    salary_range: str | None
    job_type: str
    work_mode: str
    experience_level: str
    department: str
    skills_required: list[str]
    status: JobStatus
    created_by: int | None
    created_at: Moment
    updated_at: Moment
