"""Commands and views of applications."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from domain.accounts.schemas import Email
from domain.kit.fields import Command, Id, Line, Moment, Prose, Text, View, Word

ApplicationStatus = Literal[
    "Applied",
    "Under Review",
    "Interview Scheduled",
    "Selected",
    "Rejected",
    "Withdrawn",
]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()./\-]{5,20}$", max_length=20)]
Link = Annotated[Text, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]


class Apply(Command):
    """Apply for a job.

    ``answers`` are to the job's application form, by the questions' ids. ``source`` is the code
    of a tracking link or a free word.
    """

    job_id: Id
    applicant_name: Line
    applicant_email: Email
    applicant_phone: Phone | None = None
    resume_url: Link | None = None
    cover_letter: Prose | None = None
    experience_years: int | None = Field(default=None, ge=0, le=80)
    current_company: Line | None = None
    current_position: Line | None = None
    expected_salary: Word | None = None
    availability: Word | None = None
    source: Word | None = None
    answers: dict[Word, JsonValue] = Field(default_factory=dict, max_length=100)


class ApplicationReceipt(View):
    """Proof of an application. ``receipt`` is shown this once and answers for its status later."""

    id: int
    status: ApplicationStatus
    receipt: str


class ApplicationView(View):
    """An application as recruiters read it; ``answers`` are to ``form_version`` of the form."""

    id: int
    job_id: int
    applicant_name: str
    applicant_email: str
    applicant_phone: str | None
    resume_url: str | None
    cover_letter: str | None
    experience_years: int | None
    current_company: str | None
    current_position: str | None
    expected_salary: str | None
    availability: str | None
    answers: dict[str, JsonValue] | None
    form_version: int | None
    source: str | None
    status: ApplicationStatus
    applied_at: Moment
    updated_at: Moment
