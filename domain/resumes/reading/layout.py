"""In which order a person reads the pieces of a page: columns, sidebars, rows, tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from domain.resumes.reading.lines import Piece

_NARROWEST_GUTTER = 8.0
_FEWEST_ROWS = 3
_BLOCK_GAP = 1.45
"""Of the usual distance between lines: a wider one begins a new block."""
_SAME_ROW = 0.45
"""Of the letter size: so far may the middles of letters on one line stand apart."""
_ALIGNED = 0.2
_MOST_ALIGNED = 0.8
_MOST_DATES = 0.6
_MOST_LONELY = 0.7
_LEAST_DATED = 0.5
"""Dates too long for their column go on in a line that has nothing beside it."""
_HEADS = 0.9
_LEAST_HEADED = 0.5
_BLOCK_STEP = 1.15
_LONG_CELL = 42
_FLUSH, _RAGGED = 2.0, 8.0
"""Points: lines set to the right end within the one and begin further apart than the other."""
_DEEPEST = 12
_OUTSIDE = 1e9
Span = tuple[float, float]
_DATE = re.compile(
    r"(19|20)\d\d|\b\d{1,2}[./]\d{2,4}\b|['’]\d\d\b|\b(present|current|today|now|heute|actuel)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Row:
    """Pieces that stand on one line, from the left; ``begins`` a block of lines."""

    pieces: list[Piece]
    begins: bool = False

    @property
    def text(self) -> str:
        """The line, its pieces parted by tabs."""
        return "\t".join(piece.text for piece in self.pieces)

    @property
    def baseline(self) -> float:
        """Where its first piece stands."""
        return self.pieces[0].baseline

    @property
    def size(self) -> float:
        """The biggest letters' size."""
        return max(piece.size for piece in self.pieces)

    @property
    def is_bold(self) -> bool:
        """Whether its first piece is bold."""
        return self.pieces[0].is_bold


@dataclass(slots=True)
class _Band:
    """Rows ``first`` to ``last`` (exclusive) that a gutter at ``middle`` parts."""

    first: int
    last: int
    middle: float
    width: float = field(default=0.0)


def in_reading_order(pieces: list[Piece]) -> list[Row]:
    """Return the page's lines as they are read.

    Where a gutter parts several lines, the left column is read before the right one, unless the
    two belong together line by line: dates beside jobs, labels beside values, cells of a table.
    """
    return _order(pieces, 0)


def _order(pieces: list[Piece], depth: int) -> list[Row]:
    if not pieces:
        return []
    rows = rows_of(pieces)
    band = _widest_band(rows) if depth < _DEEPEST else None
    if band is None:
        return _in_blocks(rows)
    parted = [piece for row in rows[band.first : band.last] for piece in row.pieces]
    left = [piece for piece in parted if piece.box[2] <= band.middle]
    right = [piece for piece in parted if piece.box[2] > band.middle]
    above = [piece for row in rows[: band.first] for piece in row.pieces]
    below = [piece for row in rows[band.last :] for piece in row.pieces]
    ordered: list[Row] = []
    for part in (above, left, right, below):
        ordered += _order(part, depth + 1)
    return ordered


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Group pieces into lines from the top; a line may hold letters of several sizes."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda each: (-each.middle, each.box[0])):
        for row in rows[-3:]:
            first = row.pieces[0]
            near = _SAME_ROW * min(first.size, piece.size)
            if abs(first.middle - piece.middle) < near or (
                abs(first.baseline - piece.baseline) < _ALIGNED * min(first.size, piece.size)
            ):
                row.pieces.append(piece)
                break
        else:
            rows.append(Row([piece]))
    for row in rows:
        row.pieces.sort(key=lambda each: each.box[0])
    return rows


def _in_blocks(rows: list[Row]) -> list[Row]:
    if rows:
        rows[0].begins = True
    steps = [a.baseline - b.baseline for a, b in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    for row, before, step in zip(rows[1:], rows, steps, strict=False):
        reach = min(usual, 1.6 * max(row.size, before.size)) if usual > 0 else 0.0
        row.begins = step > _BLOCK_GAP * reach
    return rows


def _widest_band(rows: list[Row]) -> _Band | None:
    """Return the tallest run of rows that one gutter parts into columns of their own."""
    spans = [[(piece.box[0], piece.box[2]) for piece in row.pieces] for row in rows]
    bands = [band for first in range(len(rows)) for band in _bands_from(spans, first)]
    bands.sort(key=lambda band: (band.first - band.last, -band.width))
    return next((band for band in bands if _are_columns(rows, band)), None)


def _bands_from(spans: list[list[Span]], first: int) -> list[_Band]:
    """Return the bands that begin at row ``first`` and cannot be taller, with their gutters."""
    gutters = _gaps(spans[first])
    above = _gaps(spans[first - 1]) if first else []
    if all(any(a <= left and right <= b for a, b in above) for left, right in gutters):
        return []
    found: list[_Band] = []
    for last in range(first + 1, len(spans) + 1):
        kept = _without(gutters, spans[last]) if last < len(spans) else []
        for left, right in gutters if last - first >= _FEWEST_ROWS else ():
            inner = left > -_OUTSIDE and right < _OUTSIDE
            ends = inner and not any(left < b and a < right for a, b in kept)
            if ends and not (first and _without([(left, right)], spans[first - 1])):
                found.append(_Band(first, last, (left + right) / 2, right - left))
        gutters = kept
        if not gutters:
            break
    return found


def _gaps(spans: list[Span]) -> list[Span]:
    """Return what lies between and beside the ``spans`` of a row."""
    gaps, reach = [], -_OUTSIDE
    for left, right in [*spans, (_OUTSIDE, _OUTSIDE)]:
        if left - reach >= _NARROWEST_GUTTER:
            gaps.append((reach, left))
        reach = max(reach, right)
    return gaps


def _without(gaps: list[Span], spans: list[Span]) -> list[Span]:
    """Return what is left of ``gaps`` when ``spans`` are taken out."""
    for left, right in spans:
        if all(right <= a or b <= left for a, b in gaps):
            continue
        cut = []
        for a, b in gaps:
            cut += [(a, min(b, left)), (max(a, right), b)]
        gaps = [(a, b) for a, b in cut if b - a >= _NARROWEST_GUTTER]
    return gaps


def _are_columns(rows: list[Row], band: _Band) -> bool:
    parted = [piece for row in rows[band.first : band.last] for piece in row.pieces]
    left = [piece for piece in parted if piece.box[2] <= band.middle]
    right = [piece for piece in parted if piece.box[2] > band.middle]
    if min(len(rows_of(left)), len(rows_of(right))) < _FEWEST_ROWS:
        return False
    if _ground(left) != _ground(right):
        return True
    return not _belong_together(left, right)


def _ground(pieces: list[Piece]) -> int | None:
    """Return the filled shape that nearly all pieces stand on."""
    grounds = [piece.ground for piece in pieces]
    common = max(set(grounds), key=grounds.count)
    return common if grounds.count(common) >= _MOST_ALIGNED * len(grounds) else None


def _belong_together(left: list[Piece], right: list[Piece]) -> bool:
    """Tell whether the lines of two columns are read across and not down."""
    sides = [[row.pieces[0] for row in rows_of(side)] for side in (left, right)]
    few, many = sorted(sides, key=len)
    partners = sum(any(_is_beside(one, other) for other in many) for one in few)
    if partners >= _LEAST_DATED * len(few) and any(map(_are_dates, sides)):
        return True
    if partners == len(few) and _is_ragged_left(right):
        return True
    if _head_blocks(few, many):
        return True
    if partners < _MOST_ALIGNED * len(few):
        return False
    if len(few) >= 0.9 * len(many):
        return all(median(len(piece.text) for piece in side) < _LONG_CELL for side in sides)
    return _lonely(few, many) >= _MOST_LONELY


def _is_ragged_left(side: list[Piece]) -> bool:
    """Tell whether lines end at one edge and begin anywhere: places and dates set to the right."""
    ends = [piece.box[2] for piece in side]
    begins = [piece.box[0] for piece in side]
    return max(ends) - min(ends) < _FLUSH and max(begins) - min(begins) > _RAGGED


def _are_dates(side: list[Piece]) -> bool:
    dated = sum(bool(_DATE.search(piece.text)) for piece in side)
    return dated >= _MOST_DATES * len(side) and median(len(p.text) for p in side) < _LONG_CELL


def _head_blocks(few: list[Piece], many: list[Piece]) -> bool:
    """Tell whether each of ``few`` stands beside the first line of a block of ``many``."""
    steps = [a.baseline - b.baseline for a, b in pairwise(many)]
    usual = median(steps) if steps else 0.0
    heads = many[:1]
    heads += [
        piece for piece, step in zip(many[1:], steps, strict=True) if step > _BLOCK_STEP * usual
    ]
    headed = sum(any(_overlaps(one, head) for head in heads) for one in few)
    return headed >= _HEADS * len(few) and headed >= _LEAST_HEADED * len(heads)


def _is_beside(one: Piece, other: Piece) -> bool:
    return abs(one.baseline - other.baseline) < _ALIGNED * max(one.size, other.size, 1.0)


def _overlaps(one: Piece, other: Piece) -> bool:
    return abs(one.middle - other.middle) < _SAME_ROW * min(one.size, other.size)


def _lonely(few: list[Piece], many: list[Piece]) -> float:
    """Return the share of ``few`` with a gap above or below where ``many`` goes on."""
    steps = [a.baseline - b.baseline for a, b in pairwise(many)]
    usual = median(steps) if steps else 0.0
    gaps = [a.baseline - b.baseline for a, b in pairwise(few)]
    return sum(gap > 1.5 * usual for gap in gaps) / max(1, len(gaps))
