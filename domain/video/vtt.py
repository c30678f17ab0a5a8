"""Reading WebVTT as meeting services write it: cues, each with times, a speaker and words.

After https://www.w3.org/TR/webvtt1/ and more lenient: hours may be missing, minutes may exceed 59,
a comma may stand for the point, cues may overlap and stand in any order. ``Name: text`` and
``<v Name>text`` name the speaker.
"""

import html
import re
from dataclasses import dataclass

from domain.kit.errors import DomainError, Kind
from domain.kit.fields import refuse_unstorable

MOST_CUES = 50_000
LONGEST_TEXT = 4_000
LONGEST_NAME = 100
_LATEST_S = 7 * 24 * 3_600
_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z0-9][^<>]{0,200}>", re.IGNORECASE)
# A name is short, and has neither the full stop of a sentence inside nor an address's //.
_SPEAKER = re.compile(r"([^:\n.?!]{1,60}(?:\.[^:\n?!]{0,39})?):\s+(?=\S)")
_NOTES = ("NOTE", "STYLE", "REGION")


class NotATranscript(DomainError):
    """The text is no WebVTT, or none that can be used."""

    kind = Kind.INVALID
    message = "The transcript is not WebVTT and was not read."


@dataclass(frozen=True, slots=True)
class Cue:
    """Something said from ``start_s`` to ``end_s``, seconds into the recording."""

    start_s: float
    end_s: float
    speaker: str | None
    text: str


def parse_vtt(content: bytes) -> list[Cue]:
    """Return the cues that hold words, by their times. Raises NotATranscript.

    A cue whose times make no sense is left out; a file in which none makes sense is refused.
    """
    text = _decoded(content)
    blocks = re.split(r"\n[ \t]*\n+", text)
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", blocks[0]):
        raise NotATranscript
    cues: list[Cue] = []
    timed = 0
    for block in [_after_header(blocks[0]), *blocks[1:]]:
        place = _timing_in(block)
        if place is None:
            continue
        timed += 1
        cue = _cue(*place)
        if cue is not None:
            cues.append(cue)
        if len(cues) > MOST_CUES:
            raise NotATranscript("The transcript has too many lines and was not read.")
    if not timed and any(block.strip() for block in blocks[1:] if not _is_note(block)):
        raise NotATranscript("The transcript has no times and was not read.")
    return sorted(cues, key=lambda cue: (cue.start_s, cue.end_s))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
        return refuse_unstorable(text.replace("\r\n", "\n").replace("\r", "\n"))
    except (UnicodeDecodeError, ValueError) as error:
        raise NotATranscript("The transcript is not text in UTF-8 and was not read.") from error


def _after_header(block: str) -> str:
    """Return what follows the first line: some writers leave the empty line out."""
    return block.partition("\n")[2]


def _is_note(block: str) -> bool:
    return block.lstrip().startswith(_NOTES)


def _timing_in(block: str) -> tuple[re.Match[str], str] | None:
    """Return a cue's times and its text; the times stand in its first or second line."""
    lines = block.strip("\n").split("\n")
    for number, line in enumerate(lines[:2]):
        found = _TIMING.fullmatch(line)
        if found is not None:
            return found, "\n".join(lines[number + 1 :])
    return None


def _cue(times: re.Match[str], text: str) -> Cue | None:
    start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    if end < start or end > _LATEST_S:
        return None
    voice = _VOICE.search(text)
    plain = " ".join(html.unescape(_TAG.sub("", _VOICE.sub("", text))).split())
    name = html.unescape(voice[1]) if voice is not None else None
    if name is None and (found := _SPEAKER.match(plain)):
        name, plain = found[1], plain[found.end() :]
    # Entities can spell characters that no database takes.
    plain = _storable(plain)[:LONGEST_TEXT].strip()
    name = None if name is None else _storable(name).strip()[:LONGEST_NAME] or None
    return Cue(start, end, name, plain) if plain else None


def _storable(text: str) -> str:
    try:
        return refuse_unstorable(text)
    except ValueError:
        return "".join(char for char in text if char == " " or char.isprintable())


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3_600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction or 0}")
