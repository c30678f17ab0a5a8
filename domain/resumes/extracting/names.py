"""Finds the person's name: by size, place, contacts beside it, and what it is not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.resumes.extracting.folding import fold, letters_of
from domain.resumes.extracting.name_words import PARTICLES
from domain.resumes.extracting.person_names import person_name
from domain.resumes.extracting.sections import heading_kind, is_document_title
from domain.resumes.extracting.sheet import Line, Piece, Sheet, cells
from domain.resumes.extracting.titles import is_title
from domain.resumes.facts import Fact

_TOP_LINES = 14
_ENOUGH = 0.5
_NAME_WORDS = (
    r"(?:(?:full\s+)?name|name\s+of\s+applicant|vor-?\s*und\s+nachname|nom\s+(?:et\s+)?prénom"
    r"|first\s+names?(?:\s*\(s\))?(?:\s*/\s*(?:sur|last\s+)names?(?:\s*\(s\))?)?|nom|姓\s*名)"
)
_LABEL = re.compile(rf"^{_NAME_WORDS}\s*[:：]\s*|^姓\s*名\s+", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"{_NAME_WORDS}\s*[:：]?", re.IGNORECASE)
_OF_PERSON = re.compile(
    r"^(?:(?:resume|résumé|curriculum\s+vitae|cv|lebenslauf)\s*(?:of|von|de|d['’]|[-–—:|])?\s+|个人简历\s*[:：-]?\s*)",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"\s+[-–—/]\s+|\s*[:：;；]\s*")
_SPACED_NAME = re.compile(r"(?:[^\W\d_] )+[^\W\d_](?:\s{2,}(?:[^\W\d_] )+[^\W\d_])+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: str
    piece: Piece
    line: int
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a name: e-mail addresses, and whether this is a person's page at all.

    ``links`` speak for a name as addresses do; ``body`` are sections that tell of jobs and
    studies, where names are rather those of employers. ``skip`` are spans that cannot be names:
    skills, places, links.
    """

    emails: tuple[str, ...]
    contacts: tuple[int, ...]
    is_person: bool
    skip: tuple[tuple[int, int], ...]
    links: tuple[str, ...] = ()
    body: tuple[tuple[int, int], ...] = ()


def find_name(sheet: Sheet, evidence: Evidence) -> Fact[str] | None:
    """Return the name in people's spelling; None where none or more than one person fits."""
    ranked = rank_names(sheet, evidence)
    return ranked[0] if ranked and not two_people(ranked, evidence) else None


def rank_names(sheet: Sheet, evidence: Evidence) -> list[Fact[str]]:
    """Return what may be the name, the likeliest first."""
    best: dict[str, tuple[float, _Candidate]] = {}
    for candidate in _candidates(sheet, evidence):
        score = _score(candidate, sheet, evidence)
        key = " ".join(sorted(fold(candidate.value).split()))
        if score >= _ENOUGH and score > best.get(key, (0.0, candidate))[0]:
            best[key] = (score, candidate)
    ranked = sorted(best.values(), key=lambda one: (-one[0], one[1].line))
    return [
        Fact[str](value=one.value, span=one.piece.span, confidence=round(min(score, 0.98), 2))
        for score, one in ranked
    ]


def two_people(ranked: list[Fact[str]], evidence: Evidence) -> list[str]:
    """Return the names, in the order of the text, when several have an e-mail address each."""
    backed = {
        email: fact
        for fact in sorted(ranked, key=lambda fact: fact.confidence)
        for email in evidence.emails
        if supports(email, fact.value)
    }
    people = {fact.value: fact.span.start for fact in backed.values()}
    return sorted(people, key=people.__getitem__) if len(people) > 1 else []


def supports(email: str, name: str) -> bool:
    """Whether the local part of an address is made of the name: jane.doe, jdoe, doej, doe."""
    local = letters_of(email.partition("@")[0])
    tokens = [letters_of(token) for token in re.split(r"[\s-]+", name)]
    tokens = [token for token in tokens if len(token) > 1]
    if not local or not tokens:
        return False
    long_hits = [token for token in tokens if len(token) >= 3 and token in local]
    return bool(long_hits) and (
        len(long_hits) > 1 or any(len(token) >= 4 for token in long_hits) or local == long_hits[0]
    )


def spells(address: str, name: str) -> bool:
    """Whether a link or a host name holds two parts of the name: linkedin.com/in/jane-doe."""
    plain = letters_of(address)
    tokens = [letters_of(token) for token in name.split()]
    return sum(len(token) >= 3 and token in plain for token in tokens) > 1


def _candidates(sheet: Sheet, evidence: Evidence) -> Iterator[_Candidate]:
    for number, line in enumerate(sheet.lines):
        if line.bullet and number > 3:
            continue
        for value, piece in _spaced(line):
            yield _Candidate(value, piece, number, is_labelled=False)
        for piece, is_labelled in _segments(line):
            name = person_name(piece.text)
            if name and (is_labelled or not _is_skipped(piece, evidence)):
                yield _Candidate(name, piece, number, is_labelled)
    yield from _stacked(sheet)


def _spaced(line: Line) -> Iterator[tuple[str, Piece]]:
    """``J A N E   D O E``: letters apart, words further apart."""
    if _SPACED_NAME.fullmatch(line.text):
        words = [re.sub(r"\s", "", word) for word in re.split(r"\s{2,}", line.text)]
        value = person_name(" ".join(words))
        if value:
            yield value, line.piece


def _segments(line: Line) -> Iterator[tuple[Piece, bool]]:
    is_named = False
    for cell in cells(line.piece):
        label = _LABEL.match(cell.text)
        if label or is_named:
            yield cell.part(label.end() if label else 0, len(cell.text)), True
            is_named = False
            continue
        is_named = bool(_LABEL_ALONE.fullmatch(cell.text))
        if heading_kind(cell.text) or is_document_title(cell.text):
            continue
        of = _OF_PERSON.match(cell.text)
        bare = cell.part(of.end(), len(cell.text)) if of else cell
        yield bare, False
        first = _SEGMENTS.search(bare.text)
        if first:
            yield bare.part(0, first.start()), False


def _stacked(sheet: Sheet) -> Iterator[_Candidate]:
    """First and last name in two big lines, one above the other."""
    lines = sheet.lines
    for number, (upper, lower) in enumerate(pairwise(lines)):
        smaller = min(upper.size, lower.size)
        is_big = sheet.body_size and smaller >= 1.3 * sheet.body_size
        is_alike = abs(upper.size - lower.size) < 0.25 * smaller
        if is_big and is_alike and _is_short(upper) and _is_short(lower):
            end = lower.piece.end - upper.piece.start
            start = upper.piece.start
            value = person_name(f"{upper.text} {lower.text}")
            if value:
                yield _Candidate(
                    value, Piece(sheet.text[start : start + end], start), number, is_labelled=False
                )


def _is_short(line: Line) -> bool:
    words = [word for word in line.text.split() if word.casefold() not in PARTICLES]
    return len(words) <= 2 and person_name(f"{line.text} {line.text}") is not None


def _score(candidate: _Candidate, sheet: Sheet, evidence: Evidence) -> float:
    if not evidence.is_person and not candidate.is_labelled:
        return 0.0
    line = sheet.lines[candidate.line]
    largest = max((one.size for one in sheet.lines if one.page == 1), default=0.0)
    is_supported = any(supports(email, candidate.value) for email in evidence.emails)
    is_linked = any(spells(link, candidate.value) for link in (*evidence.links, *evidence.emails))
    at = candidate.piece.start
    is_near = any(abs(candidate.line - number) <= 3 for number in evidence.contacts)
    score = 0.2
    score += 0.6 if candidate.is_labelled else 0.0
    score += max(0.0, 0.3 - 0.025 * candidate.line) if candidate.line < _TOP_LINES else 0.0
    score += _size_score(line, largest, sheet.body_size)
    score += 0.35 if is_supported or is_linked else 0.0
    score += 0.25 if _is_above_title(candidate, sheet) else 0.0
    score -= 0.2 if any(start <= at < end for start, end in evidence.body) else 0.0
    score += 0.1 if is_near else 0.0
    score += 0.05 if len(cells(line.piece)) == 1 and candidate.piece.text == line.text else 0.0
    return score if line.page == 1 or is_supported else 0.0


def _is_above_title(candidate: _Candidate, sheet: Sheet) -> bool:
    """Whether the next line says what the person is: ``Marketing Manager``."""
    below = sheet.lines[candidate.line + 1 : candidate.line + 2]
    return any(is_title(line.text) and len(line.text.split()) <= 5 for line in below)


def _size_score(line: Line, largest: float, body: float) -> float:
    if not body or line.size < 1.15 * body:
        return 0.05 if line.is_bold else 0.0
    return 0.35 if line.size >= largest - 0.1 else 0.1


def _is_skipped(piece: Piece, evidence: Evidence) -> bool:
    """Whether other facts cover the words wholly, or nearly so."""
    covered = sum(
        min(end, piece.end) - max(start, piece.start)
        for start, end in evidence.skip
        if start < piece.end and piece.start < end
    )
    return covered >= 0.7 * len(piece.text)


def lines_of(sheet: Sheet, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the numbers of the lines in which the spans begin."""
    starts = [start for start, _ in spans]
    return tuple(
        number
        for number, line in enumerate(sheet.lines)
        if any(line.piece.start <= start < line.piece.end for start in starts)
    )
