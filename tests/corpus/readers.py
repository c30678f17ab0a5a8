"""Readers that the measure itself is tried on: one that knows all answers, and bad ones."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from domain.kit.errors import DomainError
from domain.resumes.facts import Fact, ResumeFacts, ResumeWarning, SkillFound, Span
from domain.resumes.measuring import Exam, Expected, Reader
from tests.corpus.attacks import HIDDEN

NOWHERE = Span(start=0, end=0)
NOTHING = ResumeFacts(
    language=None,
    name=None,
    emails=[],
    phones=[],
    links=[],
    location=None,
    languages=[],
    education=[],
    positions=[],
    experience_years=None,
    experience_level=None,
    skills=[],
    warnings=[],
)


def perfect(exam: Exam, contents: Mapping[str, bytes]) -> Reader:
    """Return a reader that knows each file by its bytes and answers what is expected."""
    answers = {sha256(contents[name]).digest(): file for name, file in exam.files.items()}

    def read(content: bytes, today: date) -> ResumeFacts:
        expected = answers[sha256(content).digest()]
        if expected.refused:
            refusal = DomainError("This is not a résumé.")
            refusal.kind = expected.refused[0]
            raise refusal
        return answered(expected)

    return read


def answered(expected: Expected) -> ResumeFacts:
    """Return facts that are exactly what is expected."""
    if expected.scan:
        return NOTHING.model_copy(update={"warnings": _warnings(["needs_ocr"])})
    return NOTHING.model_copy(
        update={
            "name": fact(expected.name) if expected.name else None,
            "emails": [fact(email) for email in expected.emails],
            "phones": [fact(phone) for phone in expected.phones],
            "experience_years": expected.experience_years,
            "skills": skills(expected.skills),
            "warnings": _warnings(expected.warnings or ()),
        }
    )


def blind(content: bytes, today: date) -> ResumeFacts:
    """Read nothing in anything."""
    return NOTHING


def gullible(content: bytes, today: date) -> ResumeFacts:
    """Invent a person and believe everything that was hidden."""
    invented = {"name": fact("John Doe"), "experience_years": 40.0, "skills": skills(HIDDEN)}
    return NOTHING.model_copy(update=invented)


def crashing(content: bytes, today: date) -> ResumeFacts:
    """Fall over on every file."""
    raise RuntimeError("no page tree")


def fact(value: str) -> Fact[str]:
    """Return a value that stands nowhere in particular."""
    return Fact(value=value, span=NOWHERE, confidence=1)


def skills(names: Iterable[str]) -> list[SkillFound]:
    """Return skills by their names."""
    return [
        SkillFound(name=name, category="any", years=None, spans=[NOWHERE], confidence=1)
        for name in names
    ]


def _warnings(kinds: Iterable[str]) -> list[ResumeWarning]:
    return [ResumeWarning.model_validate({"kind": kind, "message": kind}) for kind in kinds]
