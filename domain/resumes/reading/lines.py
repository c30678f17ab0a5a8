"""From single letters to pieces of lines: what stands side by side without a wide gap."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from domain.resumes.reading.marks import Box, Glyph, Link, holds
from domain.resumes.reading.mending import tidy

_WORD_GAP = 0.17
"""Of the letter size. TeX sets narrow spaces of 0.2 and writes no space characters."""
_PIECE_GAP = 1.4
_DOUBLE_GAP = 2.2
_SAME_LINE = 0.4
_FEWEST_SPACED = 4
_SPACED_FROM = 0.08
_TWICE = 0.3
"""Of its width: the same letter so near is one letter printed twice, to look bold."""
_LONGEST_TARGET = 200


@dataclass(slots=True)
class Piece:
    """Letters of one line without a wide gap; ``ground`` tells on which filled shape it stands."""

    text: str
    box: Box
    baseline: float
    size: float
    is_bold: bool
    ground: int | None = None

    @property
    def middle(self) -> float:
        """Half its height, as a place on the page."""
        return (self.box[1] + self.box[3]) / 2


def pieces_of(glyphs: list[Glyph], links: list[Link]) -> list[Piece]:
    """Return the pieces of upright letters, each with the targets of its links behind its text."""
    pieces = []
    for row in _rows(glyphs):
        for run in _runs(row):
            piece = _piece(run)
            piece.text = _with_targets(piece, links)
            if piece.text:
                pieces.append(piece)
    return pieces


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Group letters whose boxes stand at about the same height; small ones join big ones."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.box[1] - each.box[3]):
        height = (glyph.box[1] + glyph.box[3]) / 2
        for middle, size, row in reversed(rows[-4:]):
            if middle - height <= _SAME_LINE * max(min(size, glyph.size), 1.0):
                row.append(glyph)
                break
        else:
            rows.append((height, glyph.size, [glyph]))
    return [sorted(row, key=lambda each: each.box[0]) for _, _, row in rows]


def _runs(row: list[Glyph]) -> list[list[Glyph]]:
    """Cut a row where a gap is too wide for a space between words."""
    runs: list[list[Glyph]] = []
    reach, usual = 0.0, _usual_gap(row)
    for glyph in row:
        if not glyph.text.strip():
            continue
        size = max(glyph.size, 1.0)
        if runs and glyph.box[0] - reach < (_PIECE_GAP + 2 * usual) * size:
            if not _is_echo(runs[-1][-1], glyph):
                runs[-1].append(glyph)
                reach = max(reach, glyph.box[2])
        else:
            runs.append([glyph])
            reach = glyph.box[2]
    return [_with_spaces(run, row) for run in runs]


def _is_echo(one: Glyph, other: Glyph) -> bool:
    near = abs(one.box[0] - other.box[0]) < _TWICE * (other.box[2] - other.box[0])
    return near and one.text == other.text


def _with_spaces(run: list[Glyph], row: list[Glyph]) -> list[Glyph]:
    """Put the written spaces that lie within the run back among its letters."""
    first, last = run[0].box[0], run[-1].box[0]
    spaces = [each for each in row if not each.text.strip() and first < each.box[0] < last]
    return sorted([*run, *spaces], key=lambda each: each.box[0]) if spaces else run


def _usual_gap(run: list[Glyph]) -> float:
    """Return the gap between neighbouring letters where letters are spaced out, otherwise 0."""
    gaps = [
        (after.box[0] - before.box[2]) / max(after.size, 1.0)
        for before, after in pairwise(run)
        if before.text.isalnum() and after.text.isalnum()  # rows of dots are spaced out anyway
    ]
    if len(gaps) < _FEWEST_SPACED:
        return 0.0
    usual = median(gaps)
    return usual if _SPACED_FROM < usual < _PIECE_GAP else 0.0


def _piece(run: list[Glyph]) -> Piece:
    letters = [glyph for glyph in run if glyph.text.strip()]
    box = (
        min(each.box[0] for each in letters),
        min(each.box[1] for each in letters),
        max(each.box[2] for each in letters),
        max(each.box[3] for each in letters),
    )
    is_bold = sum(each.is_bold for each in letters) * 2 > len(letters)
    size = median(each.size for each in letters)
    return Piece(tidy(_spell(run)), box, median(e.box[1] for e in letters), size, is_bold)


def _spell(run: list[Glyph]) -> str:
    usual = _usual_gap(run)
    wide = usual + _WORD_GAP if not usual else usual * 1.5 + 0.1
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in run:
        if before is not None and before.text.strip() and glyph.text.strip():
            gap = (glyph.box[0] - before.box[2]) / max(glyph.size, 1.0)
            if gap > max(wide, usual):
                parts.append("  " if usual or gap > _DOUBLE_GAP else " ")
        parts.append(glyph.text)
        before = glyph
    return "".join(parts)


def _with_targets(piece: Piece, links: list[Link]) -> str:
    """Return the piece's text and, in angle brackets, where it leads if it does not say so."""
    text = piece.text
    for link in links:
        left, right = max(link.box[0], piece.box[0]), min(link.box[2], piece.box[2])
        if right - left <= 0 or not holds(link.box, ((left + right) / 2, piece.middle)):
            continue
        target = link.target[:_LONGEST_TARGET]
        bare = target.split("://", 1)[-1].removeprefix("www.").rstrip("/")
        if bare.lower() not in text.lower():
            text = f"{text} <{target}>".lstrip()
    return text
