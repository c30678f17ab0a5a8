"""What résumés need from outside."""

from typing import Protocol

from domain.resumes.parsing import ParsedResume


class ResumeParser(Protocol):
    """Reads a file somewhere it can do no harm."""

    async def parse(self, content: bytes) -> ParsedResume:
        """Return what is in a file. Raises ResumeRefused for one that cannot be read.

        A caller that waits no longer cancels it.
        """

    async def close(self) -> None:
        """End what runs."""
