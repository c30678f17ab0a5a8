"""A résumé's visible text as lines, with the words meant for machines blanked out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from domain.resumes.facts import Reading, Span

_BULLET = re.compile(r"[•●○▪■□◦‣⁃∙·▸►▶➢➤✓✔*\uf0b7–—-]\s+|\d{1,2}[.)、]\s+(?=\D)")
_CELL = re.compile(r"\t+|\s{2,}|\s*[|│¦•·●▪⋅∙]\s*")

_HAS_CELLS = re.compile(r"[\t|│¦•·●▪⋅∙]|\s\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the text: ``text`` is exactly what stands from ``start`` to ``end``."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The code point behind the last."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """The same place in the shape of the facts."""
        return Span(start=self.start, end=self.end)

    def part(self, start: int, end: int) -> "Piece":
        """Return the words from ``start`` to ``end``, counted within this piece, trimmed."""
        return trimmed(self.text[start:end], self.start + start)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. ``size`` is 0 where the file does not tell."""

    piece: Piece
    page: int
    size: float
    is_bold: bool
    after_gap: bool
    bullet: bool

    @property
    def text(self) -> str:
        """The line's words."""
        return self.piece.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """``text`` keeps every offset of ``Reading.text``; blanked parts are spaces in it."""

    text: str
    lines: tuple[Line, ...]
    body_size: float

    def between(self, start: int, end: int) -> list[Line]:
        """Return the lines that begin within the span."""
        return [line for line in self.lines if start <= line.piece.start < end]


def trimmed(text: str, start: int) -> Piece:
    """Return ``text``, which stands at ``start``, without the white space around it."""
    bare = text.lstrip()
    return Piece(bare.rstrip(), start + len(text) - len(bare))


def cells(piece: Piece) -> list[Piece]:
    """Split at tabs, wide gaps, bars and dots between words, as tables and headers use them."""
    if not _HAS_CELLS.search(piece.text):
        return [piece] if piece.text else []
    found, at = [], 0
    for gap in _CELL.finditer(piece.text):
        found.append(piece.part(at, gap.start()))
        at = gap.end()
    found.append(piece.part(at, len(piece.text)))
    return [cell for cell in found if cell.text]


def lay_out(reading: Reading, blanked: Iterable[tuple[int, int]] = ()) -> Sheet:
    """Return the lines of a reading without what stands in the ``blanked`` spans."""
    text = reading.text
    for start, end in blanked:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    known = {line.start: line for line in reading.lines}
    lines: list[Line] = []
    gap = True
    start = 0
    for raw in text.split("\n"):
        piece = trimmed(raw, start)
        if piece.text:
            given = known.get(start) or known.get(piece.start)
            lines.append(
                Line(
                    piece,
                    page=given.page if given else 1,
                    size=given.size if given else 0.0,
                    is_bold=bool(given and given.is_bold),
                    after_gap=gap,
                    bullet=bool(_BULLET.match(piece.text)),
                )
            )
        gap = not piece.text
        start += len(raw) + 1
    return Sheet(text, tuple(lines), _body_size(lines))


def without_bullet(line: Line) -> Piece:
    """Return the line's words without the bullet before them."""
    match = _BULLET.match(line.text)
    return line.piece.part(match.end() if match else 0, len(line.text))


def _body_size(lines: list[Line]) -> float:
    """Return the size most of the text has: the median over characters, roughly."""
    sizes = [line.size for line in lines for _ in range(1 + len(line.text) // 20) if line.size]
    return median(sizes) if sizes else 0.0
