"""Reads courses of study: degree, field, school and time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.resumes.extracting.dates import Period
from domain.resumes.extracting.entries import Entry, without_period
from domain.resumes.extracting.periods import UNDATED, Stretch, Times, judge
from domain.resumes.extracting.positions import split_header
from domain.resumes.extracting.sections import Section
from domain.resumes.extracting.sheet import Line, Piece, cells
from domain.resumes.extracting.titles import DEGREE, is_locality, is_school
from domain.resumes.facts import Education, Span

_FIELD = re.compile(
    r"^\s*(?:\(?(?:hons?|honours|b\.?sc\.?|m\.?sc\.?|b\.?a\.?|m\.?a\.?)\)?\.?\s*)?[,:]?\s*(?:degree\s+)?"
    r"(?:in\b|im\b|der\b|en\b|of\b|de\b|d['’]\s?|fach\b|zum\b|zur\b|major(?:ing)?\s+in|–|-|,|:)?\s*"
    r"(?P<field>[^\W\d][^,|(;\t\n]{2,60})",
    re.IGNORECASE,
)
_LONGEST_LINE = 120
_HAN = re.compile(r"[\u4e00-\u9fff]")
_GRADE = re.compile(r"\b(?:gpa|grade|note|mention|average|abschluss)\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Study:
    """A course of study with the time it took, in months."""

    education: Education
    times: Times

    @property
    def stretch(self) -> Stretch | None:
        """The time of the course; None when undated or dated by its end alone."""
        return self.times.stretch


@dataclass(slots=True)
class _Open:
    degree: str | None = None
    field: str | None = None
    school: str | None = None
    period: Period | None = None
    start: int = -1
    end: int = -1


def find_studies(
    sections: Sequence[Section], entries: Sequence[Entry], periods: Sequence[Period], today: date
) -> list[Study]:
    """Return the courses of the sections of education, and the ``entries`` found elsewhere."""
    found: list[_Open] = []
    for section in sections:
        if section.kind == "education":
            found += _read([(line, _rows(line, periods)) for line in section.lines])
    for entry in entries:
        if not any(one.start < entry.end and entry.start < one.end for one in found):
            found.append(_from_entry(entry))
    studies = [_close(one, today) for one in found if one.degree or one.school]
    return sorted(studies, key=lambda study: study.education.span.start)


def _rows(line: Line, periods: Sequence[Period]) -> tuple[Period | None, list[Piece]]:
    piece = line.piece
    period = next((one for one in periods if piece.start <= one.start < piece.end), None)
    return period, without_period(line, period)


def _read(lines: Sequence[tuple[Line, tuple[Period | None, list[Piece]]]]) -> list[_Open]:
    """A new course begins with whatever the open one already has."""
    found: list[_Open] = []
    now = _Open()
    for line, (period, pieces) in lines:
        if len(line.text) > _LONGEST_LINE:
            continue
        said = _Open(period=period)
        _add_row(said, pieces)
        is_new = (
            (line.after_gap and (now.degree or now.school))
            or (said.degree and now.degree)
            or (said.school and now.school)
            or (said.period and now.period)
        )
        if is_new or now.start < 0:
            now = _Open(start=line.piece.start)
            found.append(now)
        now.degree = now.degree or said.degree
        now.field = now.field or said.field
        now.school = now.school or said.school
        now.period = now.period or said.period
        now.end = line.piece.end
    return found


def _from_entry(entry: Entry) -> _Open:
    course = _Open(period=entry.period, start=entry.start, end=entry.end)
    for row in entry.header:
        _add_row(course, row)
    return course


def _add(course: _Open, piece: Piece) -> None:
    """Read degree, field and school out of one cell."""
    degree = DEGREE.search(piece.text)
    if degree and course.degree is None:
        course.degree = degree[0].strip(" .,")
        if piece.text[degree.start() : degree.end() + 1].endswith("."):
            course.degree = piece.text[degree.start() : degree.end()].strip(" ,")
        course.field = course.field or _field(piece.text[degree.end() :])
    if course.school is None:
        schools = [part.text for cell in cells(piece) for part in split_header(cell)]
        course.school = next(
            (words for words in schools if is_school(words) and not DEGREE.fullmatch(words)), None
        )


def _add_row(course: _Open, pieces: Sequence[Piece]) -> None:
    """Read a line; Chinese ones name school, field and degree as words of equal rank."""
    for piece in pieces:
        _add(course, piece)
    if course.degree and _HAN.search(course.degree) and course.field is None:
        words = [part.text for piece in pieces for part in split_header(piece)]
        fields = [one for one in words if not is_school(one) and not DEGREE.search(one)]
        course.field = fields[0] if fields else None


def _field(behind: str) -> str | None:
    match = _FIELD.match(behind)
    if match is None:
        return None
    field = re.split(r"\s+[-–—]\s+|\s+(?:at|from|an der)\s+", match["field"])[0].strip(
        " .)"
    )  # dashes
    field = _GRADE.sub("", field).strip()
    is_field = 3 <= len(field) <= 60 and not is_school(field) and not is_locality(field)
    return field if is_field else None


def _close(course: _Open, today: date) -> Study:
    times = judge(course.period, today) if course.period else UNDATED
    is_end = course.period is not None and not course.period.is_range
    education = Education(
        degree=course.degree,
        field=course.field,
        school=course.school,
        start=None if is_end else times.start,
        end=(times.end or times.start) if is_end else times.end,
        span=Span(start=course.start, end=max(course.start, course.end)),
        confidence=round(0.5 + 0.2 * bool(course.degree) + 0.2 * bool(course.school), 2),
    )
    return Study(education, _by_end(times) if is_end else times)


def _by_end(times: Times) -> Times:
    """Return the times of a course known by its end alone, which measures nothing."""
    return Times(None, times.end, times.is_current, None, times.is_plausible)
