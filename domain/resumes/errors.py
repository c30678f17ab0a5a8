"""What résumés refuse."""

from domain.kit.errors import DomainError, Kind, NotFound
from domain.resumes.reading.errors import (
    FileEmpty,
    FileTypeUnsupported,
    ReadingBusy,
    ReadingTooLong,
    ResumeRefused,
)

__all__ = [
    "FileEmpty",
    "FileTypeUnsupported",
    "NoSuchResume",
    "ReadingBusy",
    "ReadingTooLong",
    "ResumeNotYours",
    "ResumeRefused",
]


class NoAssistant(DomainError):
    """Nobody helps the reader here."""

    kind = Kind.CONFLICT
    message = (
        "Reading with a language model is switched off. An administrator can set AI_RESUMES; "
        "read without it meanwhile."
    )


class NoSuchResume(NotFound):
    """Unknown, or somebody else's."""

    code = "NotFound"
    message = "There is no such résumé."


class ResumeNotYours(DomainError):
    """What was sent with an application does not prove that the résumé is the applicant's."""

    kind = Kind.INVALID
    code = "ResumeNotYours"
    message = "This résumé cannot be used here: it was used before or is too old. Upload it again."
