"""Résumés are read in a sandbox: what comes back is a reading or a refusal, whatever was sent."""

from pydantic import TypeAdapter, ValidationError

from domain.kit.errors import DomainError
from domain.resumes.facts import Reading
from domain.resumes.reading.errors import (
    REFUSALS,
    ReadingBusy,
    ReadingTooLong,
    ResumeRefused,
)
from domain.resumes.reading.reader import read_resume
from domain.resumes.reading.scans import recognise
from server.adapters.sandbox import Limits, Sandbox, SandboxDied, SandboxFull, SandboxRefused
from server.adapters.tesseract import find_tesseract

_READING = TypeAdapter(Reading)
_SCANS = Limits(seconds=60.0)


def read_there(content: bytes) -> bytes:
    """Read in the sandbox's process; the answer is the reading as JSON."""
    return _READING.dump_json(read_resume(content))


def scan_there(content: bytes) -> bytes:
    """Read a scan in the sandbox's process, with Tesseract."""
    reading, recogniser = read_resume(content), find_tesseract()
    if recogniser is not None:
        reading = recognise(content, reading, recogniser)
    return _READING.dump_json(reading)


class ResumeReader:
    """Reads files that nobody has looked at yet. A run takes 5 s at most, a scan 60 s."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Nothing runs before ``start`` or the first file."""
        self._sandbox = Sandbox(read_there, limits)
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

    async def read(self, content: bytes) -> Reading:
        """Return what a person sees in ``content``.

        Raises a ResumeRefused that says what to do, or ReadingBusy.
        """
        reading = await _read_in(self._sandbox, content)
        if reading.has_text_layer or reading.kind != "pdf" or self._scans is None:
            return reading
        return await _read_in(self._scans, content)


async def _read_in(sandbox: Sandbox, content: bytes) -> Reading:
    try:
        return _READING.validate_json(await sandbox.run(content))
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
