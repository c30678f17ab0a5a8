"""Commands and views of résumés."""

from typing import Annotated, Literal

from pydantic import Field

from domain.candidates.schemas import Apply
from domain.kit.fields import Command, Id, Moment, Text, View, example
from domain.resumes.facts import ExperienceLevel, ResumeFacts, ResumeWarning, Span

ParsingStatus = Literal["pending", "parsed", "needs_ocr", "failed"]
UploadToken = Annotated[Text, Field(min_length=1, max_length=200)]
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class UploadResume(Command):
    """What a résumé is for: a job that somebody is about to apply for, or an application."""

    model_config = example()

    job_id: Id | None = None
    application_id: Id | None = None


class ApplyWithResume(Apply):
    """Apply for a job; ``resume_token`` proves that the uploaded résumé is the sender's own.

    Who uploaded it with an account needs no token. ``answers`` are to the job's application
    form, by the questions' ids. ``source`` is the code of a tracking link or a free word.
    """

    resume_id: Id | None = None
    resume_token: UploadToken | None = None


class ParseResume(Command):
    """Read a stored résumé again, or a file that is sent along and not kept.

    With ``assist`` a language model fills what stayed open, where the organisation allows it.
    """

    model_config = example(resume_id=1)

    resume_id: Id | None = None
    assist: bool = False


class Contact(View):
    """How to reach somebody, as far as their résumé says."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


class SkillView(View):
    """A skill that a résumé names, for how long it was used, and where it stands."""

    name: str
    category: str
    years: float | None
    span: Span | None


class ResumeView(View):
    """What was read from a résumé; ``message`` says what to do where there is something to do."""

    model_config = example(
        id=1,
        original_filename="amina-rahimi.pdf",
        parsing_status="parsed",
        message=None,
        contact={"name": "Amina Rahimi", "email": "amina@example.org", "phone": None},
        skills=[
            {
                "name": "Python",
                "category": "language",
                "years": 6.0,
                "span": {"start": 120, "end": 126},
            }
        ],
        experience_years=6.5,
        experience_level="senior",
        warnings=[],
    )

    id: int | None
    original_filename: str
    parsing_status: ParsingStatus
    message: str | None
    contact: Contact
    skills: list[SkillView]
    experience_years: float | None
    experience_level: ExperienceLevel | None
    warnings: list[ResumeWarning]


class UploadedResume(ResumeView):
    """A résumé that was just handed in.

    ``upload_token`` is shown this once to those who are not signed in: with it they read the
    résumé and apply. Without an application, it is deleted after a day.
    """

    upload_token: str | None


class ResumeGlance(View):
    """A résumé in a list; ``filename`` is what to download it by."""

    id: int
    filename: str
    original_filename: str
    media_type: str
    size: int
    parsing_status: ParsingStatus
    application_id: int | None
    job_id: int | None
    person_id: int | None
    created_at: Moment
    parsed_at: Moment | None


class ResumeDetail(ResumeView):
    """A résumé with its visible ``text``, in which all spans of ``facts`` are offsets."""

    filename: str
    media_type: str
    size: int
    application_id: int | None
    job_id: int | None
    person_id: int | None
    created_at: Moment
    text: str | None
    facts: ResumeFacts | None


class ResumeGone(View):
    """A résumé that was deleted."""

    id: int
