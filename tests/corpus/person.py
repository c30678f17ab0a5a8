"""A made-up person, written once and laid out in many ways.

Texts carry their own answers: ``[Django]`` is a skill that must be found, ``[Postgres|PostgreSQL]``
one that is written in another way than it is listed, ``{mentoring}`` one that may be found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

TODAY = date(2026, 6, 30)
_MARK = re.compile(
    r"\[(?P<must>[^\]|]+)(?:\|(?P<listed>[^\]]+))?\]|\{(?P<may>[^}|]+)(?:\|(?P<may_listed>[^}]+))?\}"
)


@dataclass(frozen=True, slots=True)
class Job:
    """A job from month to month, as ``2019-03/2021-02``; lasting with nothing after the stroke."""

    title: str
    company: str
    months: str
    points: tuple[str, ...] = ()
    place: str = ""

    @property
    def start(self) -> tuple[int, int]:
        """Return year and month of the beginning."""
        return _month(self.months.split("/")[0])

    @property
    def end(self) -> tuple[int, int] | None:
        """Return year and month of the end, None while the job lasts."""
        until = self.months.split("/")[1]
        return _month(until) if until else None


@dataclass(frozen=True, slots=True)
class Study:
    """A course of study from year to year."""

    degree: str
    school: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """All of a résumé but its looks. ``phone`` is as written, ``e164`` as it must be found.

    ``other_name``, ``other_email`` and ``other_street`` stand in when the person is swapped.
    ``skills`` are groups of comma lists, each item to be found unless in braces. ``years`` is
    what a person reckons by hand from the jobs, in a comment beside it.
    """

    key: str
    name: str
    other_name: str
    email: str
    other_email: str
    phone: str
    e164: str
    street: str
    other_street: str
    city: str
    headline: str
    summary: str
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    skills: tuple[tuple[str, str], ...]
    years: float | None
    languages: str = ""
    links: tuple[str, ...] = ()
    extras: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Further sections: heading and lines."""
    personal: tuple[str, ...] = ()
    """Lines about gender, birth and family, as people write them in some countries."""
    also: tuple[str, ...] = ()
    """Skills that may be found in unmarked words, such as job titles."""
    lang: str = "en"
    photo: int = 1

    def texts(self) -> Iterator[str]:
        """Yield every marked text."""
        yield from (self.headline, self.summary)
        for job in self.jobs:
            yield from (job.title, *job.points)
        for study in self.studies:
            yield study.degree
        for _, lines in self.extras:
            yield from lines

    def skill_items(self) -> list[tuple[str, list[str]]]:
        """Return the groups with their items as they are written."""
        return [(group, [written(item) for item in _items(line)]) for group, line in self.skills]


@dataclass(slots=True)
class Marks:
    """Skills that must and that may be found; a dict each, for its order."""

    must: dict[str, None] = field(default_factory=dict)
    may: dict[str, None] = field(default_factory=dict)


def bare(text: str) -> str:
    """Return the text without its marks, as it is laid out."""
    return _MARK.sub(lambda m: m["must"] or m["may"], text)


def marks_of(person: Person) -> Marks:
    """Return the skills marked in the person's texts and listed in their groups."""
    marks = Marks(may=dict.fromkeys(person.also))
    for text in person.texts():
        for mark in _MARK.finditer(text):
            if mark["must"]:
                marks.must[mark["listed"] or mark["must"]] = None
            else:
                marks.may[mark["may_listed"] or mark["may"]] = None
    for _, line in person.skills:
        for item in _items(line):
            target = marks.may if item.startswith("{") else marks.must
            target[item.strip("{}").split("|")[-1]] = None
    return marks


def written(item: str) -> str:
    """Return an item of a skill group as it is laid out."""
    return item.strip("{}").split("|")[0]


def reckoned_years(person: Person) -> float:
    """Return the months of all jobs together, overlapping ones once, in years."""
    months: set[int] = set()
    for job in person.jobs:
        end = job.end or (TODAY.year, TODAY.month)
        months.update(range(_count(job.start), _count(end) + 1))
    return len(months) / 12


def _items(line: str) -> list[str]:
    return [item.strip() for item in line.split(",")]


def _month(text: str) -> tuple[int, int]:
    year, month = text.split("-")
    return int(year), int(month)


def _count(month: tuple[int, int]) -> int:
    return month[0] * 12 + month[1] - 1
