"""Résumés are parsed in a sandbox: what comes back is facts or a refusal, whatever was sent."""

import struct
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ValidationError

from domain.kit.clock import Clock, utc_now
from domain.kit.errors import DomainError
from domain.resumes.facts import Reading
from domain.resumes.parsing import ParsedResume, parsed
from domain.resumes.reading.errors import (
    REFUSALS,
    ReadingBusy,
    ReadingTooLong,
    ResumeRefused,
)
from domain.resumes.reading.reader import read_resume
from domain.resumes.reading.scans import recognise
from domain.skills.service import Skill, taxonomy_with
from server.adapters.sandbox import Limits, Sandbox, SandboxDied, SandboxFull, SandboxRefused
from server.adapters.tesseract import find_tesseract

_SCANS = Limits(seconds=60.0)
_HEAD = struct.Struct(">I")


def warm_up() -> None:
    """Build in the workers' process what every child needs."""
    taxonomy_with()


class _Order(BaseModel):
    """What goes into the sandbox beside the file."""

    today: date
    added: list[Skill]


def parse_there(ordered: bytes) -> bytes:
    """Parse in the sandbox's process; the answer is a ParsedResume as JSON."""
    order, content = _opened(ordered)
    return _told(order, read_resume(content))


def scan_there(ordered: bytes) -> bytes:
    """Parse a scan in the sandbox's process, with Tesseract."""
    order, content = _opened(ordered)
    reading, recogniser = read_resume(content), find_tesseract()
    if recogniser is not None:
        reading = recognise(content, reading, recogniser)
    return _told(order, reading)


def _opened(ordered: bytes) -> tuple[_Order, bytes]:
    (size,) = _HEAD.unpack_from(ordered)
    end = _HEAD.size + size
    return _Order.model_validate_json(ordered[_HEAD.size : end]), ordered[end:]


def _told(order: _Order, reading: Reading) -> bytes:
    return parsed(reading, order.today, order.added).model_dump_json().encode()


class SandboxedParser:
    """A ResumeParser for files that nobody has looked at yet: 5 s a run, 60 s for a scan."""

    def __init__(self, clock: Clock = utc_now, limits: Limits | None = None) -> None:
        """Nothing runs before ``start`` or the first file; the clock says what "present" means."""
        self._clock = clock
        self._sandbox = Sandbox(parse_there, limits)
        has_ocr = find_tesseract() is not None
        self._scans = Sandbox(scan_there, _SCANS, workers=1, waiting=8) if has_ocr else None

    async def start(self) -> None:
        """Warm the workers up."""
        await self._sandbox.warm()

    async def close(self) -> None:
        """End the workers."""
        await self._sandbox.close()
        if self._scans is not None:
            await self._scans.close()

    async def parse(self, content: bytes, added: Sequence[Skill] = ()) -> ParsedResume:
        """Return what a person sees in ``content`` and what it says.

        Raises a ResumeRefused that says what to do, or ReadingBusy.
        """
        order = _Order(today=self._clock().date(), added=list(added)).model_dump_json().encode()
        ordered = _HEAD.pack(len(order)) + order + content
        found = await _parse_in(self._sandbox, ordered)
        if self._scans is None or not any(w.kind == "needs_ocr" for w in found.facts.warnings):
            return found
        return await _parse_in(self._scans, ordered)


async def _parse_in(sandbox: Sandbox, ordered: bytes) -> ParsedResume:
    try:
        return ParsedResume.model_validate_json(await sandbox.run(ordered))
    except (SandboxRefused, SandboxDied, SandboxFull, ValidationError) as end:
        raise as_refusal(end) from end


def as_refusal(end: Exception) -> DomainError:
    """Return what to tell whoever sent the file, given how a run ended."""
    match end:
        case SandboxRefused():
            return REFUSALS.get(end.code, ResumeRefused)(end.message)
        case SandboxDied():
            return ReadingTooLong()
        case SandboxFull():
            return ReadingBusy(retry_after_s=5)
        case _:
            return ResumeRefused()
