"""A résumé file in, what it says out: reading, extracting and finding skills in one call.

Pure and slow: a server runs it where a broken file can do no harm.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial

from pydantic import ConfigDict

from domain.kit.fields import View
from domain.resumes.extracting import extract_facts
from domain.resumes.facts import Kind, Reading, ResumeFacts
from domain.resumes.reading.reader import read_resume
from domain.skills.service import Skill, find_skills

PARSER_VERSION = "2"
"""Changes with what is read, so that older facts can be told from newer ones."""


class ParsedResume(View):
    """What a file is, its visible text, and what was read from it; spans point into ``text``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    text: str
    facts: ResumeFacts


def parse_resume(content: bytes, today: date) -> ResumeFacts:
    """Return the facts of a PDF or DOCX; ``today`` is what "present" means.

    Raises ResumeRefused for a file that cannot or must not be read.
    """
    return parsed(read_resume(content), today).facts


def parsed(reading: Reading, today: date, added: Iterable[Skill] = ()) -> ParsedResume:
    """Return what a file that was read says; ``added`` are skills beside Greenroom's own."""
    finder = partial(find_skills, extra=tuple(added))
    return ParsedResume(
        kind=reading.kind, text=reading.text, facts=extract_facts(reading, today, finder)
    )
