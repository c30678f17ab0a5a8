"""From a file to its text and facts: a pure function, run where a broken file can do no harm."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

import docx
import pypdf

from domain.resumes.errors import NotAResume, ResumeEmpty, ResumeRefused
from domain.resumes.facts import Fact, Kind, ResumeFacts, ResumeWarning, Span

PARSER_VERSION = "1"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\w)\+?\d[\d ()./-]{6,18}\d(?!\w)")
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15
_SURE = 0.9
_NO_TEXT = (
    "The file holds pictures of text that cannot be read here. Fill the fields in yourself, or "
    "send a file whose text can be selected."
)


@dataclass(frozen=True, slots=True)
class ParsedResume:
    """What a file is, its visible text, and what was read from it; spans point into ``text``."""

    kind: Kind
    text: str
    facts: ResumeFacts

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as JSON: generic facts cannot be pickled."""
        return _revived, (self.kind, self.text, self.facts.model_dump_json())


def _revived(kind: Kind, text: str, facts: str) -> ParsedResume:
    return ParsedResume(kind, text, ResumeFacts.model_validate_json(facts))


def parse_resume(content: bytes, today: date) -> ParsedResume:  # noqa: ARG001  # no dates are read yet
    """Return the text of a PDF or DOCX, its e-mail addresses and phone numbers.

    ``today`` is when what lasts is taken to end. Raises ResumeRefused.
    """
    kind = _kind_of(content)
    try:
        text = _pdf_text(content) if kind == "pdf" else _docx_text(content)
    except Exception as error:  # the libraries raise whatever they stumble over
        raise ResumeRefused from error
    text = text.replace("\x00", "").encode(errors="ignore").decode()
    return ParsedResume(kind, text, _facts(text))


def _kind_of(content: bytes) -> Kind:
    if not content:
        raise ResumeEmpty
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        return "docx"
    raise NotAResume


def _pdf_text(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "\n\n".join(page.extract_text() for page in reader.pages).strip()


def _docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs).strip()


def _facts(text: str) -> ResumeFacts:
    warnings = [] if text else [ResumeWarning(kind="needs_ocr", message=_NO_TEXT)]
    return ResumeFacts(
        language=None,
        name=None,
        emails=_found(_EMAIL, text),
        phones=[phone for phone in _found(_PHONE, text) if _is_phone(phone.value)],
        links=[],
        location=None,
        languages=[],
        education=[],
        positions=[],
        experience_years=None,
        experience_level=None,
        skills=[],
        warnings=warnings,
    )


def _found(pattern: re.Pattern[str], text: str) -> list[Fact[str]]:
    return [
        Fact(value=match[0], span=Span(start=match.start(), end=match.end()), confidence=_SURE)
        for match in pattern.finditer(text)
    ]


def _is_phone(text: str) -> bool:
    return _FEWEST_DIGITS <= sum(letter.isdigit() for letter in text) <= _MOST_DIGITS
