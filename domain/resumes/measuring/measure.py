"""Lets a reader read every file of an exam and compares its facts with what was expected."""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.kit.errors import DomainError
from domain.resumes.facts import ResumeFacts
from domain.resumes.measuring.exam import Exam, Expected, Spellings
from domain.resumes.measuring.names import plain

Reader = Callable[[bytes, date], ResumeFacts]
YEARS_OFF = 0.75
"""So far may the experience be from what was expected: styles that name years alone allow less."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader answered: facts, a refusal, or a crash (neither)."""

    facts: ResumeFacts | None
    refusal: DomainError | None
    crash: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file's marks; None where the file is not judged by it."""

    file: str
    expected: Expected
    read: Read
    right: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    believed: tuple[str, ...] = ()
    """Hidden skills that were believed."""
    name: bool | None = None
    emails: bool | None = None
    phones: bool | None = None
    years: bool | None = None
    warnings: bool | None = None
    refusal: bool | None = None

    @property
    def recall(self) -> float:
        """Return the found part of the expected skills, 0 to 1."""
        return _part(len(self.right), len(self.right) + len(self.missed))

    @property
    def precision(self) -> float:
        """Return the right part of the found skills, 0 to 1."""
        return _part(len(self.right), len(self.right) + len(self.wrong))


@dataclass(frozen=True, slots=True)
class Measurement:
    """All files' marks together. Shares are 0 to 1; with nothing to judge they are 1."""

    results: tuple[FileResult, ...]

    @property
    def readable(self) -> tuple[FileResult, ...]:
        """Return the results of files that must be read."""
        return tuple(result for result in self.results if not result.expected.refused)

    @property
    def recall(self) -> float:
        """Return the found share of all expected skills."""
        right = sum(len(result.right) for result in self.results)
        return _part(right, right + sum(len(result.missed) for result in self.results))

    @property
    def precision(self) -> float:
        """Return the right share of all skills found."""
        right = sum(len(result.right) for result in self.results)
        return _part(right, right + sum(len(result.wrong) for result in self.results))

    def share(self, mark: str) -> float:
        """Return the share of right ones of a mark: name, emails, phones, years, …."""
        marks: list[bool | None] = [getattr(result, mark) for result in self.results]
        judged = [value for value in marks if value is not None]
        return _part(sum(judged), len(judged))

    @property
    def believed(self) -> tuple[str, ...]:
        """Return every hidden skill that was believed, with its file."""
        return tuple(f"{r.file}: {skill}" for r in self.results for skill in r.believed)

    @property
    def seconds(self) -> tuple[float, float]:
        """Return the median and the longest time of a file that was read."""
        times = [result.read.seconds for result in self.readable] or [0.0]
        return statistics.median(times), max(times)


def measure(exam: Exam, content_of: Callable[[str], bytes], reader: Reader) -> Measurement:
    """Let ``reader`` read each file of the exam; ``content_of`` gives the bytes behind a name."""
    spellings = exam.spellings()
    return Measurement(
        tuple(
            _judge(name, expected, _read(content_of(name), exam.today, reader), exam, spellings)
            for name, expected in sorted(exam.files.items())
        )
    )


def _read(content: bytes, today: date, reader: Reader) -> Read:
    began = time.perf_counter()
    facts, refusal, crash = None, None, None
    try:
        facts = reader(content, today)
    except DomainError as error:
        refusal = error
    except Exception as error:  # noqa: BLE001  # a crash is an answer too: it is shown and costs marks
        crash = f"{type(error).__name__}: {error}"
    return Read(facts, refusal, crash, time.perf_counter() - began)


def _judge(name: str, expected: Expected, read: Read, exam: Exam, spell: Spellings) -> FileResult:
    if expected.refused:
        right = read.refusal is not None and read.refusal.kind in expected.refused
        return FileResult(name, expected, read, refusal=right)
    if expected.scan and read.facts is not None and "needs_ocr" in set(_warnings(read.facts)):
        return FileResult(name, expected, read, name=_is_blank(read.facts))
    facts = read.facts
    wanted = spell.keys(expected.skills)
    allowed = wanted | spell.keys(expected.also) | spell.keys(exam.also)
    found = spell.keys(skill.name for skill in facts.skills) if facts else {}
    hidden = spell.keys(expected.hidden_skills)
    return FileResult(
        name,
        expected,
        read,
        right=_named(wanted, only=found),
        missed=tuple(skill for key, skill in wanted.items() if key not in found),
        wrong=tuple(skill for key, skill in found.items() if key not in allowed),
        believed=_named(found, only=hidden),
        name=_same(facts.name.value if facts and facts.name else None, expected.name),
        emails=_same_set((fact.value for fact in facts.emails) if facts else None, expected.emails),
        phones=_same_set((fact.value for fact in facts.phones) if facts else None, expected.phones),
        years=_near(facts, expected.experience_years),
        warnings=_warned(facts, expected.warnings),
    )


def _named(skills: dict[str, str], *, only: dict[str, str]) -> tuple[str, ...]:
    return tuple(skill for key, skill in skills.items() if key in only)


def _same(found: str | None, expected: str | None) -> bool:
    return (found and plain(found)) == (expected and plain(expected))


def _same_set(found: Iterable[str] | None, expected: Iterable[str]) -> bool:
    return found is not None and set(map(plain, found)) == set(map(plain, expected))


def _near(facts: ResumeFacts | None, expected: float | None) -> bool | None:
    if expected is None:
        return None
    found = facts.experience_years if facts else None
    return found is not None and abs(found - expected) <= YEARS_OFF


def _warned(facts: ResumeFacts | None, expected: tuple[str, ...] | None) -> bool | None:
    if expected is None:
        return None
    return facts is not None and set(_warnings(facts)) == set(expected)


def _warnings(facts: ResumeFacts) -> Iterator[str]:
    return (warning.kind for warning in facts.warnings)


def _is_blank(facts: ResumeFacts) -> bool:
    return not (facts.name or facts.emails or facts.phones or facts.skills or facts.positions)


def _part(some: int, of: int) -> float:
    return some / of if of else 1.0
