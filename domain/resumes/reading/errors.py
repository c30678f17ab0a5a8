"""Why a file is not read as a résumé, and what to do about it."""

from domain.kit.errors import DomainError, Kind


class ResumeRefused(DomainError):
    """A file that is not read; the subclasses say why."""

    kind = Kind.INVALID
    message = "This file cannot be read. Save it as a PDF again and upload that."


class FileEmpty(ResumeRefused):
    """No bytes, or nothing but blanks."""

    message = "This file is empty. Choose the file with your résumé and upload it again."


class FileTooBig(ResumeRefused):
    """More bytes than any résumé needs."""

    kind = Kind.TOO_LARGE
    message = "This file is too big. Make its pictures smaller and upload it again."


class FileTypeUnsupported(ResumeRefused):
    """Neither PDF nor DOCX, whatever its name says."""

    kind = Kind.UNSUPPORTED
    message = "This is not a PDF or a Word document (.docx). Save it as one and upload that."


class FileAmbiguous(ResumeRefused):
    """Two kinds of file in one, which different programs would read differently."""

    kind = Kind.UNSUPPORTED
    message = "This file is of two kinds at once. Print it to a new PDF and upload that."


class FileTruncated(ResumeRefused):
    """The end is missing."""

    message = "The end of this file is missing. Save it again and upload the whole file."


class FileDamaged(ResumeRefused):
    """The right kind of file, but its inside cannot be followed."""

    message = "This file is damaged. Open it, save it again as a PDF and upload that."


class PasswordNeeded(ResumeRefused):
    """Opens only with a password."""

    message = "This file opens only with a password. Save it without one and upload that."


class TooManyPages(ResumeRefused):
    """More pages than a résumé has."""

    kind = Kind.TOO_LARGE
    message = "This document has too many pages for a résumé. Upload one of at most 100 pages."


class TooManyParts(ResumeRefused):
    """More objects, letters or archive entries than a résumé has."""

    kind = Kind.TOO_LARGE
    message = "This document is too complicated inside. Print it to a new PDF and upload that."


class ArchiveBomb(ResumeRefused):
    """Grows beyond measure when it is unpacked."""

    kind = Kind.TOO_LARGE
    message = "This file becomes far too large when opened. Print it to a new PDF and upload that."


class ArchiveUnsafe(ResumeRefused):
    """An archive with other archives, escaping names or doubled entries in it."""

    message = "This document holds parts that do not belong in one. Save it as a PDF instead."


class ExternalContent(ResumeRefused):
    """Asks to load something from elsewhere, or defines its own XML entities."""

    message = "This document loads parts from elsewhere. Save it as a PDF and upload that."


class MacrosInside(ResumeRefused):
    """Carries programs."""

    kind = Kind.UNSUPPORTED
    message = "This document contains macros. Save it as .docx or PDF without them."


class ReadingTooLong(ResumeRefused):
    """Reading took more time or memory than a résumé may cost."""

    kind = Kind.TOO_LARGE
    message = "Reading this file takes too long. Print it to a new, simpler PDF and upload that."


class ReadingBusy(DomainError):
    """Too many files wait to be read."""

    kind = Kind.UNAVAILABLE
    message = "Many résumés are being read right now. Try again in a moment."


_ALL: list[type[ResumeRefused]] = [ResumeRefused, *ResumeRefused.__subclasses__()]
REFUSALS = {refusal.__name__: refusal for refusal in _ALL}
"""Every refusal by its code, to make it again from a message of another process."""
