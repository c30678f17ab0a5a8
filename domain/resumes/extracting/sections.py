"""Cuts a résumé into sections at its headings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.resumes.extracting.headings import DOCUMENT_TITLES, HEADINGS, SectionKind
from domain.resumes.extracting.sheet import Line, Piece, Sheet, cells, trimmed

_LONGEST_HEADING = 60
_EDGES = " \t:：.-–—_=*#•●■▪►▶|/【】[]「」()（）<>《》~+"
_JOINTS = re.compile(r"\s*(?:[&/,+|·、]|\band\b|\bund\b|\bet\b|与|和|及)\s*", re.IGNORECASE)
_SPACED = re.compile(r"(?:\w ){2,}\w")
_LABEL = re.compile(r"([^:：\n]{2,40}?)\s*[:：]\s*(?=\S)")
_DATE_ALONE = re.compile(r"[^\t]{0,12}(?:19|20)\d\d[^\t]{0,18}")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[一二三四五六七八九十])[.)、]\s*")


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; ``kind`` is None above the first, ``heading`` likewise."""

    kind: SectionKind | None
    heading: Line | None
    lines: tuple[Line, ...]
    end: int


def heading_kind(text: str) -> SectionKind | None:
    """Return what a line of these words heads, None when it is no heading."""
    if len(text) > _LONGEST_HEADING:
        return None
    return _kind_of(_NUMBERED.sub("", text.strip(_EDGES)).strip(_EDGES))


def is_document_title(text: str) -> bool:
    """Whether the words only say that this is a résumé."""
    plain = " ".join(text.strip(_EDGES).casefold().split())
    return plain in DOCUMENT_TITLES or plain.replace(" ", "") in DOCUMENT_TITLES


def labelled(line: Line) -> tuple[SectionKind, Piece] | None:
    """Return the kind and the rest of a line such as ``Skills: Python, SQL``."""
    match = _LABEL.match(line.text)
    kind = heading_kind(match[1]) if match else None
    if match is None or kind is None:
        return None
    return kind, trimmed(line.text[match.end() :], line.piece.start + match.end())


def cut(sheet: Sheet) -> list[Section]:
    """Return the sections in their order; the first holds what stands above all headings.

    A labelled line is a section of its own, which ends with its paragraph.
    """
    kind: SectionKind | None = None
    heading: Line | None = None
    outer: SectionKind | None = None
    sections: list[Section] = []
    lines: list[Line] = []

    def close(end: int) -> None:
        if lines or heading:
            sections.append(Section(kind, heading, tuple(lines), end))
        lines.clear()

    in_label = False
    for line in _with_margins_apart(sheet.lines):
        head = None if _goes_on(line) else heading_kind(line.text)
        label = labelled(line)
        is_row = _is_row_of_headings(line)
        if head or is_row:
            close(line.piece.start)
            # Below a flattened row of headings nobody can tell whose column a line was in.
            kind = outer = None if is_row else head
            heading, in_label = line, False
            continue
        if label:
            close(line.piece.start)
            kind, heading, in_label = label[0], None, True
        elif in_label and (line.after_gap or line.bullet or _is_other_label(line)):
            close(line.piece.start)
            kind, heading, in_label = outer, None, False
        lines.append(line)
    close(len(sheet.text))
    return sections


def _goes_on(line: Line) -> bool:
    """``projects.`` may be the end of the sentence above."""
    return line.text[0].islower() and not (line.after_gap or line.is_bold)


def _with_margins_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, with a heading in the margin before the words beside it."""
    for line in lines:
        margin, tab, _ = line.text.partition("\t")
        beside = line.piece.part(len(margin), len(line.text))
        is_heading = tab and heading_kind(margin) and not _is_row_of_headings(line)
        if not is_heading or _DATE_ALONE.fullmatch(beside.text):
            yield line
            continue
        yield replace(line, piece=line.piece.part(0, len(margin)), bullet=False)
        yield replace(line, piece=beside, after_gap=True)


def _is_other_label(line: Line) -> bool:
    return bool(_LABEL.match(line.text))


def _is_row_of_headings(line: Line) -> bool:
    row = cells(line.piece)
    return len(row) > 1 and all(heading_kind(cell.text) for cell in row)


def _kind_of(words: str) -> SectionKind | None:
    plain = " ".join(words.casefold().split())
    if _SPACED.fullmatch(words):
        plain = plain.replace(" ", "")
    joined = plain.replace(" ", "")
    known = HEADINGS.get(plain) or _SQUEEZED.get(joined)
    if known:
        return known
    parts = [part for part in _JOINTS.split(plain) if part]
    kinds = [HEADINGS.get(part) for part in parts]
    if len(parts) > 1 and kinds[0] and (all(kinds) or _shares_noun(parts)):
        # Jobs among projects are told under either word, and count as jobs.
        return "experience" if kinds[0] == "projects" and "experience" in kinds else kinds[0]
    return _SQUEEZED.get("".join(parts)) or _first_of_shared(parts)


def _shares_noun(parts: list[str]) -> bool:
    """``Skills and Tools Used``: the first part is a heading, the rest is short."""
    return all(len(part.split()) <= 2 for part in parts[1:]) and len(parts) <= 3


def _first_of_shared(parts: list[str]) -> SectionKind | None:
    """``Professional and Teaching Experience``: the last word belongs to every part."""
    if len(parts) < 2 or len(parts[-1].split()) > 2:
        return None
    return HEADINGS.get(f"{parts[0]} {parts[-1].split()[-1]}")


_SQUEEZED = {phrase.replace(" ", ""): kind for phrase, kind in HEADINGS.items() if len(phrase) > 2}
