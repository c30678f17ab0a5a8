"""What others are told about résumés, after the commit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResumeRead:
    """A résumé of an application has been read, or one that was read came with an application."""

    resume_id: int
    application_id: int
    person_id: int
