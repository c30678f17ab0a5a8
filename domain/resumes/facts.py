"""What is read from a résumé: text with its lines, what was hidden in it, and facts with spans."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import Field

from domain.kit.fields import View

Value = TypeVar("Value")
Kind = Literal["pdf", "docx"]
HiddenBy = Literal[
    "white",
    "tiny",
    "off_page",
    "clipped",
    "invisible",
    "vanish",
    "zero_width",
    "covered",
]
STATED = "Stated"
"""The category of skills in the person's own words."""
ExperienceLevel = Literal["entry", "junior", "mid", "senior", "lead"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One visible line: its place in ``Reading.text``, its page (from 1), size in points."""

    start: int
    end: int
    page: int
    size: float
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text that a person looking at the file cannot see, and how it is hidden."""

    text: str
    by: HiddenBy
    page: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as a person sees it, in reading order.

    ``text`` holds visible text alone, one line per visual line, blank lines between blocks;
    spans everywhere else are code-point offsets into it. ``has_text_layer`` is False for a scan.
    """

    kind: Kind
    text: str
    lines: tuple[TextLine, ...]
    hidden: tuple[HiddenText, ...]
    pages: int
    has_text_layer: bool


class Span(View):
    """Where in the résumé's visible text something stands; ``end`` is exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Fact(View, Generic[Value]):
    """A value read from the text, where it stands, and how sure the reader is (0 to 1)."""

    value: Value
    span: Span
    confidence: float = Field(ge=0, le=1)


class Month(View):
    """A month; ``month`` is None when the résumé names only the year."""

    year: int = Field(ge=1940, le=2100)
    month: int | None = Field(default=None, ge=1, le=12)


class Position(View):
    """One job: ``end`` is None while it lasts (``is_current``) or when it is not said."""

    title: str | None
    company: str | None
    start: Month | None
    end: Month | None
    is_current: bool
    is_work: bool = True
    """False for study, school and volunteering that is not counted as professional work."""
    span: Span
    confidence: float = Field(ge=0, le=1)


class Education(View):
    """One course of study."""

    degree: str | None
    field: str | None
    school: str | None
    start: Month | None
    end: Month | None
    span: Span
    confidence: float = Field(ge=0, le=1)


class SkillFound(View):
    """A skill that the text names; ``years`` from the positions that name it.

    One of the taxonomy has its canonical name; one of the category ``STATED`` is unknown there and
    keeps the words of the person's own list of skills.
    """

    name: str
    category: str
    years: float | None
    spans: list[Span]
    confidence: float = Field(ge=0, le=1)


class ResumeWarning(View):
    """Something a recruiter should know about the file itself."""

    kind: Literal[
        "hidden_text", "instructions", "implausible_dates", "needs_ocr", "unreadable_part"
    ]
    message: str
    said: str | None = None


class ResumeFacts(View):
    """All that was read. Unknown is None or an empty list, never a guess."""

    language: str | None
    name: Fact[str] | None
    emails: list[Fact[str]]
    phones: list[Fact[str]]
    links: list[Fact[str]]
    location: Fact[str] | None
    languages: list[Fact[str]]
    education: list[Education]
    positions: list[Position]
    experience_years: float | None
    experience_level: ExperienceLevel | None
    skills: list[SkillFound]
    warnings: list[ResumeWarning]
    assisted: list[str] = Field(default_factory=list)
    """The fields that a language model filled from the text's own words, for a person to check."""
