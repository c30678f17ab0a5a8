"""Reads skills as people state them: items in the lists of a skills section, in their own words.

What the taxonomy knows is found by it; this is for the words of trades that it does not know yet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.resumes.extracting.sections import Section
from domain.resumes.extracting.sheet import Line, Piece, trimmed, without_bullet
from domain.resumes.extracting.stated_words import (
    CHARACTER_HEADINGS,
    CHINESE_PRAISE,
    LEVELS,
    OTHER_LABELS,
    PRAISE,
    SENTENCE,
)
from domain.resumes.extracting.tongues import is_language
from domain.resumes.facts import STATED

CONFIDENCE = 0.6
_MOST_WORDS = 5
_MOST_HAN = 12
_MOST_LETTERS = 45
_WRAPS = 55
"""A line this long that ends within its list goes on in the next."""
_PROSE_WORDS = 4.5
_SHORT = 5
"""Capitals up to this long are an abbreviation."""
_SEPARATOR = re.compile(r"[,;|•·●○▪■◦‣⋅∙★☆█▓▒░\t、，；。│¦]|\s{2,}|\s[-–—]\s|\n\s*[-–—*•]\s")
_LABEL = re.compile(r"([^:：\n,;|•]{2,40}?)\s*[:：](?:\s+|$|(?=[^\s/\d]))")
_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]?")
_YEARS = re.compile(
    r"\b(?:over|more than|über|plus de|ca\.?)?\s*\d{1,2}\s*\+?\s*"
    r"(?:years?|yrs?|jahren?|ans?|months?|monate?)\b"
    r"(?:['’]?\s*(?:of\s+)?(?:experience|exp\.?|erfahrung|d['’]expérience))?"
    r"|\d{1,2}\s*年(?:以上)?(?:经验)?|\d{1,3}\s*%|\b[1-9]\s*/\s*(?:5|10)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?:and|und|et|sowie|as well as|ainsi que)\s+"
    r"|(?:(?:very\s+)?(?:good|basic|strong|solid|advanced|excellent|sound|thorough)\s+)?"
    r"(?:working\s+)?(?:knowledge|experience|understanding|skills?)\s+(?:of|in|with)\s+"
    r"|(?:experienced|skilled|proficient|trained|competent|familiar)\s+(?:in|with|at)\s+"
    r"|(?:(?:sehr\s+)?(?:gute|fundierte|sichere|solide|erweiterte)\s+)?(?:grund)?(?:kenntnisse|erfahrung|umgang)"
    r"\s+(?:in|im|mit|der|von)\s+(?:der\s+|dem\s+|den\s+)?"
    r"|(?:sicherer\s+umgang\s+mit|sicher\s+in|erfahren\s+in)\s+"
    r"|(?:bonne\s+)?(?:maîtrise|connaissances?|pratique|notions|utilisation)\s+(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’]|en\s+)"
    r"|(?:能?熟练(?:操作|使用|掌握|运用)?|熟悉|精通|掌握|了解|会使用|擅长))",
    re.IGNORECASE,
)
_EDGES = " \t\n.:：*•·●○▪■★☆✓✔✗–—-_=~<>\"'“”„"
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_NOT_WORDS = re.compile(r"@|https?:|www\.|\d{5,}|[!?#]|\.\s+\w")
_RATING = re.compile(r"(\w)\1{2,}\w*")
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[^\s,;/()]+")


@dataclass(frozen=True, slots=True)
class StatedSkill:
    """A skill in the person's own words, as a finder's hit: see ``SkillHit``."""

    name: str
    start: int
    end: int
    category: str = STATED
    confidence: float = CONFIDENCE


def find_stated(
    sections: Iterable[Section], known: Iterable[tuple[int, int]], dates: Sequence[tuple[int, int]]
) -> list[StatedSkill]:
    """Return the items of skills sections that touch none of the ``known`` spans, each once.

    Levels, years, praise of one's character, languages and sentences are none. A line with one of
    the ``dates`` ends a section's list: what follows is told under a heading nobody knows.
    """
    taken = list(known)
    found: dict[str, StatedSkill] = {}
    for section in sections:
        if section.kind != "skills" or _tells_character(section):
            continue
        for paragraph in _paragraphs(_until_dated(section.lines, dates)):
            for item in _items(paragraph):
                name = _tidy(item.text)
                is_known = any(item.start < end and start < item.end for start, end in taken)
                if not is_known and _is_skill(name):
                    found.setdefault(name.casefold(), StatedSkill(name, item.start, item.end))
    return list(found.values())


def _tells_character(section: Section) -> bool:
    heading = section.heading.text if section.heading else ""
    return " ".join(heading.strip(_EDGES).casefold().split()) in CHARACTER_HEADINGS


def _until_dated(lines: Iterable[Line], dates: Sequence[tuple[int, int]]) -> Iterator[Line]:
    seen: list[Line] = []
    for line in lines:
        is_dated = any(line.piece.start <= start < line.piece.end for start, _ in dates)
        if is_dated or _is_unknown_heading(line, seen):
            return
        seen.append(line)
        yield line


def _is_unknown_heading(line: Line, seen: Sequence[Line]) -> bool:
    """Whether a line shouts (*TICKETS*) below a list that does not."""
    shouts = line.after_gap and line.text.isupper() and not _SEPARATOR.search(line.text)
    return (
        shouts
        and len(line.text) > _SHORT
        and not any(one.text.isupper() for one in seen)
        and bool(seen)
    )


def _paragraphs(lines: Iterable[Line]) -> Iterator[Piece]:
    """Yield what belongs together: a line, or a list with the lines into which it is broken."""
    held: Piece | None = None
    for line in lines:
        piece = without_bullet(line)
        if held is not None and _goes_on(held, line):
            gap = " " * (piece.start - held.end)
            held = Piece(held.text + gap.replace(" ", "\n", 1) + piece.text, held.start)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _goes_on(held: Piece, line: Line) -> bool:
    if line.after_gap or line.bullet or _LABEL.match(line.text):
        return False
    last = held.text.rpartition("\n")[2]
    is_open = last.endswith((",", ";", "、", "，", "/", "&", "·", "|"))
    return is_open or (len(last) >= _WRAPS and bool(re.search(r"[,;、，]", last)))


def _items(paragraph: Piece) -> list[Piece]:
    """Return the parts of a list; none of a sentence, nor of a line labelled as something else."""
    label = _LABEL.match(paragraph.text)
    if label and _plain(label[1]) in CHARACTER_HEADINGS | OTHER_LABELS:
        return []
    rest = paragraph.part(label.end() if label else 0, len(paragraph.text))
    # What stands in brackets explains an item and is not cut at its commas.
    bare = _BRACKETS.sub(lambda bracket: "\x00" * len(bracket[0]), rest.text)
    items, at = [], 0
    for gap in _SEPARATOR.finditer(bare):
        items.append(trimmed(bare[at : gap.start()], rest.start + at))
        at = gap.end()
    items.append(trimmed(bare[at:], rest.start + at))
    items = [_without_edges(item) for item in items if item.text.strip(_EDGES + "\x00")]
    lengths = [len(_WORD.findall(_tidy(item.text))) for item in items]
    return items if items and sum(lengths) / len(lengths) <= _PROSE_WORDS else []


def _without_edges(item: Piece) -> Piece:
    """Return the item without bullets, marks and the brackets at its end."""
    edges = _EDGES + "\x00"
    left = len(item.text) - len(item.text.lstrip(edges))
    return Piece(item.text.strip(edges), item.start + left)


def _plain(label: str) -> str:
    return " ".join(label.strip(_EDGES).casefold().split())


def _tidy(words: str) -> str:
    """Return an item without years, levels around it and openings such as *knowledge of*."""
    name = " ".join(_YEARS.sub(" ", words.replace("\x00", " ")).split()).strip(_EDGES)
    while (opening := _BEFORE.match(name)) and opening.end() < len(name):
        name = name[opening.end() :].strip(_EDGES)
    parts = name.split()
    while len(parts) > 1 and parts[-1].casefold().strip(".,") in LEVELS:
        parts.pop()
    return " ".join(parts).strip(_EDGES)


def _is_skill(name: str) -> bool:
    han = len(_HAN.findall(name))
    if han:
        return (
            2 <= han <= _MOST_HAN
            and not any(word in name for word in CHINESE_PRAISE)
            and _may_be(name)
        )
    words = [word.casefold().strip(".’'") for word in _WORD.findall(name)]
    if not words or len(words) > _MOST_WORDS or not 3 <= len(name) <= _MOST_LETTERS:
        return False
    if set(words) & (SENTENCE | PRAISE) or set(words) <= LEVELS:
        return False
    # A duty told in the past tense (*trained two apprentices*) is no name of a skill.
    is_duty = len(words) > 2 and words[0].endswith("ed")
    return not is_duty and any(char.isalpha() for char in name) and _may_be(name)


def _may_be(name: str) -> bool:
    return not (
        _RATING.fullmatch(name)
        or _DATE.search(name)
        or _NOT_WORDS.search(name)
        or is_language(name)
    )
