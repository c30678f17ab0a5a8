"""A résumé file in, what it says out: reading, extracting and finding skills in one call."""

from datetime import date

from domain.resumes.extracting import extract_facts
from domain.resumes.facts import ResumeFacts
from domain.resumes.reading.reader import read_resume
from domain.skills.service import find_skills


def parse_resume(content: bytes, today: date) -> ResumeFacts:
    """Return the facts of a PDF or DOCX; ``today`` is what "present" means.

    Raises ResumeRefused for a file that cannot or must not be read.
    """
    return extract_facts(read_resume(content), today, find_skills)
