"""Whether a recording may be had, what a file must be, what to do at the host: values in and out.

Policies: ``off`` keeps nothing, ``opt_in`` needs a yes, ``opt_out`` stops at a no.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import phonenumbers

from domain.interviews.service import Purpose
from domain.kit.errors import DomainError
from domain.video.errors import HostBusy, HostDown
from domain.video.ports import FileKind

Policy = Literal["off", "opt_in", "opt_out"]
MOST_BYTES = 20 * 2**30
MOST_TRANSCRIPT_BYTES = 16 * 2**20
MOST_TRIES = 8
TRANSCRIPT_MAY_TAKE = timedelta(days=1)
"""How long a transcript is waited for before the recording is deleted at the host."""
NOT_AGREED = "The candidate has not agreed to this, so it is not kept."
SWITCHED_OFF = "Recordings are switched off where this interview belongs, so it is not kept."
_STRICTNESS: tuple[Policy, ...] = ("off", "opt_in", "opt_out")
_PURPOSES: Mapping[FileKind, Purpose] = {
    "video": "record",
    "audio": "record",
    "transcript": "transcribe",
}
_EXTENSIONS: Mapping[FileKind, tuple[str, ...]] = {
    "video": ("mp4",),
    "audio": ("m4a",),
    "transcript": ("vtt",),
}
_MEDIA_TYPES = {"mp4": "video/mp4", "m4a": "audio/mp4", "vtt": "text/vtt; charset=utf-8"}
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Policies:
    """What holds by default and by country (two letters, ISO 3166)."""

    default: Policy = "opt_in"
    by_region: Mapping[str, Policy] = field(default_factory=dict)

    def strictest(self, regions: Collection[str]) -> Policy:
        """Return the strictest policy of the regions that have one, else the default."""
        found = [self.by_region[one] for one in regions if one in self.by_region]
        return min(found or [self.default], key=_STRICTNESS.index)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something may be kept; ``why_not`` is a sentence."""

    why_not: str | None = None

    @property
    def may(self) -> bool:
        """Whether it may."""
        return self.why_not is None


def regions_of(location: str, phone: str | None) -> frozenset[str]:
    """Return the countries that a job's place and a candidate's number name.

    A place names one by its two letters as a part of its own: ``Berlin, DE``.
    """
    named = {part.strip() for part in location.replace("(", ",").replace(")", ",").split(",")}
    found = {part for part in named if part in phonenumbers.SUPPORTED_REGIONS}
    if phone is not None:
        try:
            of_number = phonenumbers.region_code_for_number(phonenumbers.parse(phone))
        except phonenumbers.NumberParseException:
            of_number = None
        if of_number:
            found.add(of_number)
    return frozenset(found)


def may_keep(kind: FileKind, policy: Policy, consents: Mapping[Purpose, bool]) -> Verdict:
    """Tell whether a file of ``kind`` may be fetched; chats and the like never are."""
    purpose = _PURPOSES.get(kind)
    if purpose is None:
        return Verdict("Only films, sound and transcripts are kept.")
    return may_use(purpose, policy, consents)


def may_use(purpose: Purpose, policy: Policy, consents: Mapping[Purpose, bool]) -> Verdict:
    """Tell whether policy and consents allow ``purpose``."""
    if policy == "off":
        return Verdict(SWITCHED_OFF)
    said = consents.get(purpose)
    agreed = said is True if policy == "opt_in" else said is not False
    return Verdict(None if agreed else NOT_AGREED)


def purpose_of(kind: str) -> Purpose | None:
    """Return what the candidate must agree to for a file of ``kind``."""
    return next((purpose for known, purpose in _PURPOSES.items() if known == kind), None)


def misfit(kind: FileKind, extension: str, size: int) -> str | None:
    """Return in a sentence why a file as announced is not fetched, None if it is."""
    if extension not in _EXTENSIONS.get(kind, ()):
        return f"The video service calls this file .{extension[:5]}, which is not kept."
    most = MOST_TRANSCRIPT_BYTES if kind == "transcript" else MOST_BYTES
    if size > most:
        return f"The file is larger than {most // 2**20:,} MB and was not fetched."
    if size <= 0 and kind != "transcript":
        return "The video service does not say how large the file is."
    return None


def looks_like(extension: str, beginning: bytes) -> bool:
    """Tell whether a file begins as its extension says; 12 bytes are enough."""
    if extension == "vtt":
        return beginning.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")
    return beginning[4:8] == b"ftyp"


def media_type(extension: str) -> str:
    """Return the content type of a kept file."""
    return _MEDIA_TYPES.get(extension, "application/octet-stream")


def pause_after(refusal: DomainError, attempts: int) -> timedelta | None:
    """Return how long to wait after ``attempts`` failures; None if it will not get better."""
    if isinstance(refusal, HostBusy):
        asked_for = timedelta(seconds=refusal.retry_after_s or 30)
        return min(max(asked_for, timedelta(seconds=1)), timedelta(days=1))
    if not isinstance(refusal, HostDown) or attempts >= MOST_TRIES:
        return None
    return min(_FIRST_PAUSE * int(4 ** (attempts - 1)), _LONGEST_PAUSE)


def may_forget_at_host(
    files: Collection[tuple[str, str]], *, wants_transcript: bool, is_late: bool
) -> bool:
    """Tell whether all that is wanted of a recording is here; ``files`` are kinds and states.

    What failed may be tried again, so the host keeps it.
    """
    if any(state in {"waiting", "fetching", "failed"} for _, state in files):
        return False
    has_transcript = any(kind == "transcript" for kind, _ in files)
    return has_transcript or not wants_transcript or is_late


def is_late(ended_at: datetime, now: datetime) -> bool:
    """Tell whether nobody waits for the transcript of a recording any more."""
    return now >= ended_at + TRANSCRIPT_MAY_TAKE
