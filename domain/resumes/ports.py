"""What résumés need from outside."""

from collections.abc import Sequence
from typing import Protocol

from domain.resumes.parsing import ParsedResume
from domain.skills.service import Skill


class ResumeParser(Protocol):
    """Reads a file somewhere it can do no harm."""

    async def parse(self, content: bytes, added: Sequence[Skill] = ()) -> ParsedResume:
        """Return what is in a file; ``added`` are skills beside Greenroom's own.

        Raises ResumeRefused for one that cannot be read, and ReadingBusy. A caller that waits no
        longer cancels it.
        """

    async def close(self) -> None:
        """End what runs."""
