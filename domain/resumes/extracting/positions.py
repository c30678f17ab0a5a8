"""Reads jobs: title, employer, time, and whether they count as professional work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.resumes.extracting.dates import Period
from domain.resumes.extracting.entries import Entry, dated_entries, undated_entries
from domain.resumes.extracting.headings import SectionKind
from domain.resumes.extracting.periods import UNDATED, Stretch, Times, judge, overlap
from domain.resumes.extracting.sections import Section
from domain.resumes.extracting.sheet import Piece
from domain.resumes.extracting.titles import (
    is_certificate,
    is_company,
    is_degree,
    is_internship,
    is_locality,
    is_school,
    is_title,
    is_unpaid_or_study,
    strongest,
)
from domain.resumes.facts import Position, Span

_JOB_SECTIONS: frozenset[SectionKind | None] = frozenset({"experience", "volunteering"})
_NEVER: frozenset[SectionKind | None] = frozenset(
    {"projects", "publications", "references", "certificates", "awards"}
)
_SPLIT = re.compile(
    r"\s*,\s+|\s+[-–—/@]\s+|\s*[|•·:：，、（(]\s*|[)）]\s*|\s+(?:at|bei|chez|für\s+die)\s+"
)
_HAN_SPLIT = re.compile(r"\s+|[-–—|/·,，、（）()]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_APPRENTICESHIP = re.compile(
    r"\b(?:ausbildung|lehre|apprentissage|studium)\s+(?:zu[mr]|als|der|in|de)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Job:
    """A position with the time it takes, in months, and what of it was absurd."""

    position: Position
    times: Times
    parted: bool
    """The employer stood in a line of its own, above the title."""

    @property
    def stretch(self) -> Stretch | None:
        """The time that counts as work; None when undated or not work."""
        return self.times.stretch if self.position.is_work else None


@dataclass(frozen=True, slots=True)
class Careers:
    """The jobs of a text in their order, and the entries that turned out to be studies."""

    jobs: tuple[Job, ...]
    studies: tuple[Entry, ...]


def find_jobs(sections: Sequence[Section], periods: Sequence[Period], today: date) -> Careers:
    """Return the jobs of all sections; outside a section of jobs an entry must look like one."""
    has_heading = any(section.kind == "experience" for section in sections)
    jobs: list[Job] = []
    studies: list[Entry] = []
    for section in sections:
        if section.kind in _NEVER:
            continue
        found: list[Job] = []
        for entry in _entries(section, periods):
            if _is_study(entry, section.kind):
                studies.append(entry)
            elif _is_job(entry, section.kind, has_heading=has_heading):
                found.append(_job(entry, section.kind, today))
        jobs += _within_company(found)
    return Careers(tuple(jobs), tuple(studies))


def mark_studies(jobs: Sequence[Job], studied: Sequence[Stretch]) -> list[Job]:
    """Return the jobs, with internships during the studies not counted as work.

    Where no course of study is dated, internships are taken as part of it.
    """
    return [
        replace(job, position=job.position.model_copy(update={"is_work": False}))
        if is_internship(job.position.title) and _is_during(job, studied)
        else job
        for job in jobs
    ]


def employers(text: str, jobs: Sequence[Job]) -> list[tuple[int, int]]:
    """Return where the jobs name houses by what such houses are called: words of no skill."""
    found = []
    for position in (job.position for job in jobs):
        name = position.company
        if name and len(name.split()) > 1:
            at = text.find(name, position.span.start, position.span.end)
            found += [(at, at + len(name))] if at >= 0 else []
    return found


def _is_during(job: Job, studied: Sequence[Stretch]) -> bool:
    stretch = job.times.stretch
    return not studied or stretch is None or any(overlap(stretch, one) for one in studied)


def _entries(section: Section, periods: Sequence[Period]) -> list[Entry]:
    dated = dated_entries(section.lines, section.end, periods)
    if dated or section.kind != "experience":
        return dated
    return undated_entries(section.lines, section.end)


def _is_study(entry: Entry, kind: SectionKind | None) -> bool:
    words = entry.words
    if _APPRENTICESHIP.search(words):
        return True
    if kind in _JOB_SECTIONS:
        return is_degree(words) and not is_title(words)
    return is_degree(words) or (is_school(words) and not is_title(words)) or kind == "education"


def _is_job(entry: Entry, kind: SectionKind | None, *, has_heading: bool) -> bool:
    if kind in _JOB_SECTIONS:
        return True
    is_dated = entry.period is not None and entry.period.is_range
    named = is_title(entry.words) or (not has_heading and is_company(entry.words))
    return is_dated and named and not is_certificate(entry.words)


def _job(entry: Entry, kind: SectionKind | None, today: date) -> Job:
    title, company, parted = name_parts(entry)
    times = judge(entry.period, today) if entry.period else UNDATED
    is_work = kind != "volunteering" and not is_unpaid_or_study(title or entry.words)
    sure = 0.4 + 0.2 * bool(title) + 0.15 * bool(company) + 0.2 * bool(times.start)
    position = Position(
        title=title,
        company=company,
        start=times.start,
        end=times.end,
        is_current=times.is_current,
        is_work=is_work,
        span=Span(start=entry.start, end=entry.end),
        confidence=round(sure, 2),
    )
    return Job(position, times, parted)


def name_parts(entry: Entry) -> tuple[str | None, str | None, bool]:
    """Return title, employer, and whether the employer stands in a line above the title."""
    rows = [[part for piece in row for part in split_header(piece)] for row in entry.header]
    parts = [(number, part.text) for number, row in enumerate(rows) for part in row]
    title = strongest(text for _, text in parts)
    rest = [(n, text) for n, text in parts if text != title and not is_locality(text)]
    company = next((one for one in rest if is_company(one[1]) and not is_title(one[1])), None)
    company = company or next((one for one in rest if not is_title(one[1])), None)
    if title is None and company and len(rest) > 1 and not is_company(rest[0][1]):
        title = rest[0][1] if company != rest[0] else None
        company = company if title else rest[1] if not is_company(company[1]) else company
        title = title or rest[0][1]
    row = next((n for n, text in parts if text == title), None)
    parted = company is not None and row is not None and company[0] < row
    parted = parted or (title is None and company is not None)
    return title, company[1] if company else None, parted


def split_header(piece: Piece) -> list[Piece]:
    """Split ``Engineer at Acme, Berlin`` into its parts."""
    splitter = _HAN_SPLIT if _HAN.search(piece.text) else _SPLIT
    parts, at = [], 0
    for gap in splitter.finditer(piece.text):
        parts.append(piece.part(at, gap.start()))
        at = gap.end()
    parts.append(piece.part(at, len(piece.text)))
    return [part for part in parts if len(part.text) > 1]


def _within_company(jobs: Sequence[Job]) -> list[Job]:
    """Give positions within one company its name, and drop the line that spans them all."""
    kept: list[Job] = []
    house: Job | None = None
    for number, job in enumerate(jobs):
        following = jobs[number + 1] if number + 1 < len(jobs) else None
        if job.position.title is None and following and _contains(job, following):
            house = job
            continue
        if job.position.company is None and house and job.position.title:
            job = _at(job, house)  # noqa: PLW2901  # the job, with its employer's name
        elif job.parted or (house and not _contains(house, job)):
            house = job if job.parted else None
        kept.append(job)
    return kept


def _contains(outer: Job, inner: Job) -> bool:
    one, other = outer.times.stretch, inner.times.stretch
    return bool(one and other and one[0] - 6 <= other[0] and other[1] <= one[1] + 6)


def _at(job: Job, house: Job) -> Job:
    company = house.position.company
    sure = min(0.85, job.position.confidence + 0.1)
    return replace(
        job, position=job.position.model_copy(update={"company": company, "confidence": sure})
    )
