"""What résumés refuse."""

from domain.kit.errors import DomainError, Kind, NotFound


class ResumeRefused(DomainError):
    """The file is not one that can be taken; subclasses say why."""

    kind = Kind.INVALID
    code = "ResumeRefused"
    message = "This file cannot be read. Save your résumé as PDF or DOCX and send that."


class NotAResume(ResumeRefused):
    """Neither PDF nor DOCX, whatever its name says."""

    kind = Kind.UNSUPPORTED
    code = "NotAResume"
    message = "Only PDF and DOCX files can be taken. Save your résumé as one of them and send that."


class ResumeEmpty(ResumeRefused):
    """There is nothing in the file."""

    code = "ResumeEmpty"
    message = "The file is empty. Choose your résumé again."


class ResumeTooSlow(ResumeRefused):
    """Reading it took more than is spent on one file, or broke what reads it."""

    code = "ResumeTooSlow"
    message = "This file takes too long to read. Save your résumé as a plain PDF and send that."


class NoSuchResume(NotFound):
    """Unknown, or somebody else's."""

    code = "NotFound"
    message = "There is no such résumé."


class ResumeNotYours(DomainError):
    """What was sent with an application does not prove that the résumé is the applicant's."""

    kind = Kind.INVALID
    code = "ResumeNotYours"
    message = "This résumé cannot be used here: it was used before or is too old. Upload it again."
