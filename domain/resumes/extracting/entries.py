"""Cuts a section into dated entries, wherever the dates stand: left, right, above or below."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from domain.resumes.extracting.dates import Period
from domain.resumes.extracting.sheet import Line, Piece, cells, without_bullet
from domain.resumes.extracting.titles import is_company, is_degree, is_locality, is_title

_MOST_WORDS = 14
_MOST_HEADER_LINES = 3
_ANCHOR_REST = 90
_LONGEST_ANCHOR = 200
_EDGES = " \t,;:|•·–—-()[]/（）.、，"
_LEAD_IN = re.compile(r"\b(?:from|von|de|du|seit|since|dates?|zeitraum)\s*:?\s*$", re.IGNORECASE)
_BODY_VERB = re.compile(
    r"^(?!(?:registered|certified|licensed|chartered|advanced|applied|united|allied|associated)\b)"
    r"(?:\w+ed|led|built|ran|wrote|made|grew|won|cut|held|drove|set|responsible|taught|oversaw|verantwortlich"
    r"|durchführung|erstellung|entwicklung|betreuung|mise|gestion|réalisation|负责|参与|主导|协助)\b|^(?:负责|参与|主导|协助)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:inc|ltd|co|corp|e\.\s?v|llc|s\.a|jr|st|dept|dipl)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated block: the words of its header without the date, and where the block stands.

    ``header`` holds one list per line, in reading order; ``period`` is None for undated blocks.
    """

    header: tuple[tuple[Piece, ...], ...]
    period: Period | None
    start: int
    end: int

    @property
    def words(self) -> str:
        """The whole header."""
        return "  ".join(piece.text for line in self.header for piece in line)


@dataclass(frozen=True, slots=True)
class _Draft:
    first: int
    last: int
    header: tuple[tuple[Piece, ...], ...]
    period: Period | None


def dated_entries(lines: Sequence[Line], end: int, periods: Sequence[Period]) -> list[Entry]:
    """Return the entries around the lines that carry a date of their own."""
    anchors = [(n, p) for n, line in enumerate(lines) if (p := anchor_of(line, periods))]
    if not anchors:
        return []
    leads = not any(looks_like_header(line) for line in lines[: anchors[0][0]])
    drafts: list[_Draft] = []
    for at, (number, period) in enumerate(anchors):
        floor = drafts[-1].last + 1 if drafts else 0
        ceiling = anchors[at + 1][0] if at + 1 < len(anchors) else len(lines)
        if number >= floor:
            drafts.append(_draft(lines, number, period, (floor, ceiling), leads=leads))
    return _close(drafts, lines, end)


def undated_entries(lines: Sequence[Line], end: int) -> list[Entry]:
    """Return entries that begin with a line holding a job title, where nothing is dated."""
    drafts = [
        _Draft(n, n, (tuple(cells(line.piece)),), None)
        for n, line in enumerate(lines)
        if looks_like_header(line) and is_title(line.text) and len(line.text.split()) <= 10
    ]
    return _close(drafts, lines, end)


def anchor_of(line: Line, periods: Sequence[Period]) -> Period | None:
    """Return the period that dates the entry of this line: at its edge, not within a sentence."""
    if len(line.text) > _LONGEST_ANCHOR:
        return None
    at = bisect_left(periods, line.piece.start, key=lambda period: period.start)
    for period in periods[at:]:
        if period.start >= line.piece.end:
            return None
        rest = [piece.text for piece in without_period(line, period)]
        size = sum(map(len, rest))
        if size > _ANCHOR_REST or len(" ".join(rest).split()) > _MOST_WORDS:
            continue
        if _is_sentence(line.text) and size > 30:
            continue
        is_edge = not rest or len(rest) == 1 or _stands_apart(line, period)
        if is_edge and (period.is_range or _may_stand_alone(line, rest)):
            return period
    return None


def without_period(line: Line, period: Period | None) -> list[Piece]:
    """Return the cells of a line with the date cut out."""
    piece = without_bullet(line)
    if period is None or period.start >= piece.end or period.end <= piece.start:
        return [bare for cell in cells(piece) if (bare := _bare(cell)).text]
    left = piece.part(0, max(0, period.start - piece.start))
    right = (
        piece.part(period.end - piece.start, len(piece.text)) if period.end < piece.end else None
    )
    lead = _LEAD_IN.search(left.text)
    if lead:
        left = left.part(0, lead.start())
    parts = [*cells(left), *(cells(right) if right else [])]
    return [bare for part in parts if (bare := _bare(part)).text]


def looks_like_header(line: Line) -> bool:
    """Whether a line may name a job or an employer: short, no bullet, no sentence."""
    text = line.text
    if line.bullet or _is_sentence(text) or _BODY_VERB.match(text):
        return False
    return len(text.split()) <= _MOST_WORDS and len(text) <= _ANCHOR_REST and not text[0].islower()


def _draft(
    lines: Sequence[Line], number: int, period: Period, bounds: tuple[int, int], *, leads: bool
) -> _Draft:
    floor, ceiling = bounds
    same_end = number + 1
    while same_end < ceiling and lines[same_end].piece.start < period.end:
        same_end += 1
    same = [tuple(without_period(line, period)) for line in lines[number:same_end]]
    same = [line for line in same if line]
    reaches = not leads or _has_house_above(lines, number, floor, same)
    first = _reach_back(lines, number, floor, has_words=bool(same)) if reaches else number
    before = [tuple(without_period(line, None)) for line in lines[first:number]]
    header = before + same
    last = same_end - 1
    while (
        last + 1 < ceiling and len(header) < _MOST_HEADER_LINES and _wants(header, lines[last + 1])
    ):
        last += 1
        header.append(tuple(without_period(lines[last], None)))
    return _Draft(first, last, tuple(header), period)


def _has_house_above(
    lines: Sequence[Line], number: int, floor: int, same: Sequence[tuple[Piece, ...]]
) -> bool:
    """Whether an employer heads the dated line, which itself names none, after the last block."""
    if number - 1 < floor or lines[number].after_gap or not same:
        return False
    above = lines[number - 1]
    is_apart = above.after_gap or lines[number - 2].bullet
    names_none = not any(is_company(piece.text) for row in same for piece in row)
    return is_apart and names_none and looks_like_header(above) and not is_title(above.text)


def _reach_back(lines: Sequence[Line], number: int, floor: int, *, has_words: bool) -> int:
    """Return the first line of the header that stands above the date."""
    first = number
    while first > floor and number - first < _MOST_HEADER_LINES - 1:
        above = lines[first - 1]
        is_cut = lines[first].after_gap and (has_words or first < number)
        is_named = is_title(above.text) or is_company(above.text) or above.is_bold
        if is_cut or not looks_like_header(above):
            break
        has_room = first == number or first - 1 == floor or lines[first - 1].after_gap
        if not is_named and has_words and not has_room:
            break
        first -= 1
    return first


def _wants(header: Sequence[tuple[Piece, ...]], line: Line) -> bool:
    """Whether the header lacks a title or an employer, and the line may be what it lacks."""
    if not looks_like_header(line) or (line.after_gap and header):
        return False
    pieces = [piece.text for row in header for piece in row]
    has_title = any(map(is_title, pieces))
    others = [text for text in pieces if not is_title(text) and not is_locality(text)]
    has_joined = any(re.search(r",|\s(?:at|bei|chez|@|[-–—])\s", text) for text in pieces)  # dashes
    if has_title and (others or has_joined) and not is_degree(line.text):
        return is_locality(line.text)
    if not has_title and is_title(line.text):
        return True
    return len(line.text.split()) <= 8


def _close(drafts: Sequence[_Draft], lines: Sequence[Line], end: int) -> list[Entry]:
    starts = [lines[draft.first].piece.start for draft in drafts]
    ends = [*starts[1:], end][: len(starts)]
    return [
        Entry(draft.header, draft.period, start, until)
        for draft, start, until in zip(drafts, starts, ends, strict=True)
    ]


def _stands_apart(line: Line, period: Period) -> bool:
    """Whether the date has a cell of its own, or brackets, in the middle of a line."""
    before = line.text[: period.start - line.piece.start]
    after = line.text[period.end - line.piece.start :]
    return bool(
        re.search(r"[\t(|•·,:–—-]\s*$|\s{2,}$", before)
        or re.match(r"\s*[\t)|•·,:–—-]|\s{2,}", after)
    )  # dashes


def _may_stand_alone(line: Line, rest: Sequence[str]) -> bool:
    """A single date belongs to an entry where a title stands beside it, not in a bullet."""
    return not line.bullet and (any(map(is_title, rest)) or any(map(is_degree, rest)))


def _is_sentence(text: str) -> bool:
    ends = text.endswith((".", "。", ";", "；", "!", "?")) and not _ABBREVIATED.search(text)
    return ends and len(text) > 25 and not text.endswith("..")


def _bare(piece: Piece) -> Piece:
    left = len(piece.text) - len(piece.text.lstrip(_EDGES.replace("(", "").replace("（", "")))
    right = len(piece.text.rstrip(_EDGES.replace(")", "").replace(".", "")))
    bare = piece.part(left, max(left, right))
    if bare.text in {"(", ")", "()", "（", "）"}:
        return Piece("", bare.start)
    if bare.text.count("(") != bare.text.count(")"):
        return bare.part(*_within(bare.text))
    return bare


def _within(text: str) -> tuple[int, int]:
    left = len(text) - len(text.lstrip("() "))
    return left, max(left, len(text.rstrip("( ")))
