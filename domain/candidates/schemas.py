"""Commands and views of candidates and their applications."""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue, StringConstraints

from domain.accounts.schemas import Email
from domain.candidates.rules import Reason
from domain.interviews.schemas import InterviewBrief
from domain.kit.fields import (
    Command,
    Id,
    Line,
    Moment,
    Paragraph,
    Prose,
    Text,
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
ConsentPurpose = Literal["apply", "keep", "ai_score"]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()./\-]{5,20}$", max_length=20)]
Link = Annotated[
    str,
    StringConstraints(pattern=r"^https?://\S+$", max_length=500),
    AfterValidator(refuse_unstorable),
]


def _one_spelling(tag: str) -> str:
    return unicodedata.normalize("NFC", " ".join(tag.split()).lower())


Tag = Annotated[Word, AfterValidator(_one_spelling), StringConstraints(max_length=50)]


class GiveConsent(Command):
    """Yes or no to one purpose.

    ``apply`` handles this application, ``keep`` remembers the person for later jobs, ``ai_score``
    lets a machine score too.
    """

    purpose: ConsentPurpose
    granted: bool = True
    text_version: Word


_AMINA: dict[str, JsonValue] = {
    "job_id": 1,
    "applicant_name": "Amina Rahimi",
    "applicant_email": "amina@example.org",
    "applicant_phone": "+44 7700 900123",
    "resume_url": "https://example.org/amina-rahimi.pdf",
    "cover_letter": "I have built booking services for six years.",
    "experience_years": 6,
    "current_company": "Skerryvore",
    "current_position": "Backend engineer",
    "expected_salary": "61,000 pounds",
    "availability": "in a month",
    "source": "website",
}
"""The application of the examples."""


class Apply(Command):
    """Apply for a job.

    ``answers`` are to the job's application form, by the questions' ids. ``source`` is the code
    of a tracking link or a free word.
    """

    model_config = example(
        **_AMINA,
        location="Bristol",
        consents=[{"purpose": "keep", "text_version": "2026-05"}],
    )

    job_id: Id
    applicant_name: Line
    applicant_email: Email
    applicant_phone: Phone | None = None
    location: Line | None = None
    resume_url: Link | None = None
    cover_letter: Prose | None = None
    experience_years: int | None = Field(default=None, ge=0, le=80)
    current_company: Line | None = None
    current_position: Line | None = None
    expected_salary: Word | None = None
    availability: Word | None = None
    source: Word | None = None
    answers: dict[Word, JsonValue] = Field(default_factory=dict, max_length=100)
    consents: list[GiveConsent] = Field(default_factory=list, max_length=10)


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


class CandidateLabel(View):
    """Who it is."""

    id: int
    name: str
    email: str


class MatchGlance(View):
    """How well an application matches its job, of what is known; None with too little known."""

    score: float | None
    known_share: float


class ApplicationView(View):
    """An application as recruiters read it; its ``status`` is the stage it has reached.

    ``answers`` are to ``form_version`` of the form. ``duplicate_of_id`` names the same person's
    other application for the job, after a merge. ``match`` is told in lists, where there is one.
    """

    model_config = example(
        id=12,
        **_AMINA,
        status="Under Review",
    )

    id: int
    job_id: int
    person_id: int
    duplicate_of_id: int | None
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
    rejection_reason: str | None
    applied_at: Moment
    updated_at: Moment
    match: MatchGlance | None = None


class OwnApplication(View):
    """An application as the one who applied sees it."""

    id: int
    job_id: int
    job_title: str
    company: str
    status: ApplicationStatus
    applied_at: Moment
    updated_at: Moment


class CheckQuery(Command):
    """Whose application: a receipt's, an address's, or, with neither, the account's that asks."""

    receipt: Annotated[Text, Field(min_length=1, max_length=200)] | None = None
    email: Email | None = None


class ApplicationCheck(View):
    """Whether somebody applied; None where only the owner of the address is told, by mail."""

    applied: bool | None
    status: ApplicationStatus | None = None


class ApplicationQuery(SortedQuery):
    """Which of a job's applications, and in what order.

    ``match`` puts the best matches first, and those without a score last.
    """

    status: ApplicationStatus | None = None
    source: Word | None = None
    q: Line | None = None
    sort: Literal["newest", "oldest", "experience", "match"] = "newest"


class CandidateQuery(SortedQuery):
    """Which people, and in what order.

    What is asked of an application (job, status, source, dates, experience) must hold for one and
    the same of a person's applications.
    """

    q: Line | None = None
    job_id: Id | None = None
    status: ApplicationStatus | None = None
    tag: Tag | None = None
    source: Word | None = None
    applied_after: Moment | None = None
    applied_before: Moment | None = None
    min_experience: int | None = Field(default=None, ge=0, le=80)
    sort: Literal["newest", "oldest", "last_activity"] = "newest"


class ApplicationGlance(View):
    """An application in a line."""

    id: int
    job_id: int
    job_title: str
    status: ApplicationStatus
    source: str | None
    experience_years: int | None
    applied_at: Moment


class CandidateGlance(View):
    """A person in a list, with their applications, newest first."""

    id: int
    name: str
    email: str
    phone: str | None
    location: str | None
    tags: list[str]
    applications: list[ApplicationGlance]
    created_at: Moment
    last_active_at: Moment


class DuplicateView(View):
    """Somebody who may be the same person: why, and how sure that is, from 0 to 1."""

    id: int
    name: str
    email: str
    reasons: list[Reason]
    confidence: float


class DuplicatePair(View):
    """Two people who may be one."""

    first: CandidateLabel
    second: CandidateLabel
    reasons: list[Reason]
    confidence: float


class JobApplicationView(ApplicationView):
    """An application with the job it is for."""

    job_title: str


class CandidateView(View):
    """A person with all that hangs on them.

    ``merged_into`` is set when the id asked for was merged into this person; ``also`` are those
    merged into them.
    """

    id: int
    merged_into: int | None
    name: str
    email: str
    phone: str | None
    location: str | None
    user_id: int | None
    tags: list[str]
    note_count: int
    also: list[CandidateLabel]
    applications: list[JobApplicationView]
    interviews: list[InterviewBrief]
    duplicates: list[DuplicateView]
    created_at: Moment
    last_active_at: Moment


class MoveStatus(Command):
    """Move an application; which one may be left out when there is only one it can be."""

    model_config = example(
        application_id=12, status="Rejected", reason="Has not worked with queues yet."
    )

    application_id: Id | None = None
    status: ApplicationStatus
    reason: Paragraph | None = None


class UndoMove(Command):
    """Take a move back; without an application, the person's latest move."""

    model_config = example(application_id=12)

    application_id: Id | None = None


class StatusView(View):
    """Where an application stands, and where it may go from here."""

    application_id: int
    status: ApplicationStatus
    allowed: list[ApplicationStatus]


class WriteNote(Command):
    """Write a note, or write it anew."""

    model_config = example(text="Explains her choices well; free from September.")

    text: Paragraph


class NoteView(View):
    """A note; ``own`` ones may be changed by whoever asks."""

    id: int
    text: str
    by: str
    own: bool
    at: Moment
    edited_at: Moment | None


class SetTags(Command):
    """All tags of a person; those left out are taken away."""

    model_config = example(tags=["python", "relocates"])

    tags: list[Tag] = Field(max_length=30)


class TagsView(View):
    """A person's tags, in alphabetical order."""

    tags: list[str]


class TagQuery(SortedQuery):
    """Which tags: those that begin with ``q``."""

    q: Tag | None = None


class TagCount(View):
    """A tag and how many people have it."""

    tag: str
    people: int


class MergeCandidates(Command):
    """Make one person of two: everything of ``merge_id`` goes to ``keep_id``."""

    model_config = example(keep_id=7, merge_id=31)

    keep_id: Id
    merge_id: Id


class MergeView(View):
    """A merge, and whether it was undone."""

    id: int
    keep_id: int
    merge_id: int
    at: Moment
    undone_at: Moment | None
