"""Puts lines together to the text of a reading, and notes where each line stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.resumes.facts import HiddenBy, HiddenText, TextLine
from domain.resumes.reading.mending import SOFT_HYPHEN, mend_break

LONGEST_HIDDEN = 500
_FEWEST_HIDDEN = 2
"""Letters: a single one is a slip of a word processor."""


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line; ``begins``: a blank line stands before it. ``is_edge``: at top or foot."""

    text: str
    page: int
    size: float
    is_bold: bool = False
    begins: bool = False
    is_edge: bool = False


class Composer:
    """Collects lines in reading order."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    def add(self, line: Line) -> None:
        """Add the next line; an empty one only parts its neighbours."""
        self._lines.append(line)

    def result(self) -> tuple[str, tuple[TextLine, ...]]:
        """Return the text and its lines; words broken between two lines stand on the first."""
        parts: list[str] = []
        placed: list[TextLine] = []
        at = 0
        for line in _spaced(_mended(self._lines)):
            if parts:
                parts.append("\n\n" if line.begins else "\n")
                at += len(parts[-1])
            placed.append(
                TextLine(at, at + len(line.text), line.page, round(line.size, 2), line.is_bold)
            )
            parts.append(line.text)
            at += len(line.text)
        return "".join(parts), tuple(placed)


def said(text: str, by: HiddenBy, page: int) -> Iterator[HiddenText]:
    """Yield the hidden ``text``, cut at 500 characters, unless it says nothing."""
    plain = " ".join(text.split())
    if sum(letter.isalnum() for letter in plain) >= _FEWEST_HIDDEN:
        yield HiddenText(plain[:LONGEST_HIDDEN], by, page)


def _mended(lines: list[Line]) -> list[Line]:
    everything = "\n".join(line.text for line in lines)
    mended = list(lines)
    for at in range(len(mended) - 1):
        line, following = mended[at], mended[at + 1]
        if not following.begins:
            first, rest = mend_break(line.text, following.text, everything)
            mended[at] = replace(line, text=first)
            mended[at + 1] = replace(following, text=rest)
    return [replace(line, text=line.text.replace(SOFT_HYPHEN, "")) for line in mended]


def _spaced(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines that say something; one that said nothing parts its neighbours."""
    parted = False
    for line in lines:
        if line.text.strip():
            yield replace(line, begins=line.begins or parted)
            parted = False
        else:
            parted = parted or line.begins
