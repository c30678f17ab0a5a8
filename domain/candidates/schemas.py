"""Commands and views of applications."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue, StringConstraints

from domain.accounts.schemas import Email
from domain.kit.fields import (
    Command,
    Id,
    Line,
    Moment,
    Prose,
    View,
    Word,
    example,
    refuse_unstorable,
)
from domain.kit.paging import SortedQuery

ApplicationStatus = Literal[
    "Applied",
    "Under Review",
    "Interview Scheduled",
    "Selected",
    "Rejected",
    "Withdrawn",
]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()./\-]{5,20}$", max_length=20)]
Link = Annotated[
    str,
    StringConstraints(pattern=r"^https?://\S+$", max_length=500),
    AfterValidator(refuse_unstorable),
]


class Apply(Command):
    """Apply for a job.

    ``answers`` are to the job's application form, by the questions' ids. ``source`` is the code
    of a tracking link or a free word.
    """

    model_config = example(
        job_id=1,
        applicant_name="Amina Rahimi",
        applicant_email="amina@example.org",
        applicant_phone="+44 7700 900123",
        resume_url="https://example.org/amina-rahimi.pdf",
        cover_letter="I have built booking services for six years.",
        experience_years=6,
        current_company="Skerryvore",
        current_position="Backend engineer",
        expected_salary="61,000 pounds",
        availability="in a month",
        source="website",
    )

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

    model_config = example(
        id=12,
        status="Applied",
        receipt="kP3sV9xW2mQ7tR5nZ8bY4cL6dF1gH0jA",
    )

    id: int
    status: ApplicationStatus
    receipt: str


class ApplicationQuery(SortedQuery):
    """In what order; ``match`` puts the best matches first and those without a score last."""

    sort: Literal["newest", "match"] = "newest"


class MatchGlance(View):
    """How well an application matches its job, of what is known; None with too little known."""

    score: float | None
    known_share: float


class ApplicationView(View):
    """An application as recruiters read it; ``answers`` are to ``form_version`` of the form.

    ``match`` is None where nothing has been scored: see the job's matching profile.
    """

    model_config = example(
        id=12,
        job_id=1,
        applicant_name="Amina Rahimi",
        applicant_email="amina@example.org",
        applicant_phone="+44 7700 900123",
        resume_url="https://example.org/amina-rahimi.pdf",
        cover_letter="I have built booking services for six years.",
        experience_years=6,
        current_company="Skerryvore",
        current_position="Backend engineer",
        expected_salary="61,000 pounds",
        availability="in a month",
        source="website",
        status="Under Review",
    )

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
    match: MatchGlance | None = None
