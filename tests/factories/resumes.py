"""Résumés as files and as rows."""

import io
from datetime import date

import docx

from domain.kit.actor import Actor
from domain.kit.files import IncomingFile, new_file_name
from domain.kit.work import Work
from domain.resumes.facts import (
    Education,
    Fact,
    Month,
    Position,
    ResumeFacts,
    ResumeWarning,
    SkillFound,
    Span,
)
from domain.resumes.models import CandidateResume
from domain.resumes.parsing import ParsedResume, parsed
from domain.resumes.reading.reader import read_resume
from domain.resumes.receiving import add_resume
from domain.resumes.schemas import UploadResume

TODAY = date(2026, 6, 1)
TEXT = (
    "Amina Rahimi\n"
    "Bristol, United Kingdom\n"
    "amina@example.org, +44 7700 900123\n"
    "\n"
    "Backend engineer at Skerryvore, Mar 2020 to today: booking services in Python and SQL.\n"
    "Junior developer at Lanternworks, 2018 to 2020: reports in SQL.\n"
    "\n"
    "BSc Computer Science, University of Bristol, 2014 to 2017\n"
)


def docx_of(text: str = TEXT) -> bytes:
    """Return a DOCX that says ``text``."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def pdf_of(text: str = TEXT) -> bytes:
    """Return a PDF of one page that says ``text``, which must be ASCII."""
    escaped = (line.replace("\\", r"\\").replace("(", r"\(") for line in text.splitlines())
    shown = "".join(f"({line.replace(')', chr(92) + ')')}) Tj T*\n" for line in escaped)
    drawn = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {count}\n0000000000 65535 f \n{table}" + end).encode("ascii")


def file_of(name: str | None = "amina-rahimi.pdf", content: bytes | None = None) -> IncomingFile:
    """Return a résumé as it is handed in."""
    return IncomingFile(name, pdf_of() if content is None else content)


def rich_reading() -> ParsedResume:
    """Return all that can be read of ``TEXT``, with something to be warned of."""

    def at(words: str) -> Span:
        start = TEXT.index(words)
        return Span(start=start, end=start + len(words))

    def fact(words: str, confidence: float = 0.9) -> Fact[str]:
        return Fact(value=words, span=at(words), confidence=confidence)

    facts = ResumeFacts(
        language="en",
        name=fact("Amina Rahimi"),
        emails=[fact("amina@example.org")],
        phones=[fact("+44 7700 900123")],
        links=[],
        location=fact("Bristol, United Kingdom", 0.5),
        languages=[],
        education=[
            Education(
                degree="BSc",
                field="Computer Science",
                school="University of Bristol",
                start=Month(year=2014),
                end=Month(year=2017),
                span=at("BSc Computer Science, University of Bristol, 2014 to 2017"),
                confidence=0.9,
            )
        ],
        positions=[
            Position(
                title="Backend engineer",
                company="Skerryvore",
                start=Month(year=2020, month=3),
                end=None,
                is_current=True,
                span=at("Backend engineer at Skerryvore, Mar 2020 to today"),
                confidence=0.9,
            ),
            Position(
                title="Junior developer",
                company="Lanternworks",
                start=Month(year=2018),
                end=Month(year=2020),
                is_current=False,
                span=at("Junior developer at Lanternworks, 2018 to 2020"),
                confidence=0.8,
            ),
        ],
        experience_years=8.2,
        experience_level="senior",
        skills=[
            SkillFound(
                name="Python",
                category="language",
                years=6.2,
                spans=[at("Python")],
                confidence=0.9,
            ),
            SkillFound(name="SQL", category="data", years=8.2, spans=[at("SQL")], confidence=0.9),
        ],
        warnings=[
            ResumeWarning(
                kind="hidden_text",
                message="The file holds text that a person cannot see.",
                said="kubernetes kubernetes kubernetes",
            )
        ],
    )
    return ParsedResume(kind="pdf", text=TEXT, facts=facts)


async def keep_resume(
    work: Work,
    actor: Actor,
    application_id: int | None = None,
    *,
    file: IncomingFile | None = None,
    reading: ParsedResume | None = None,
) -> CandidateResume:
    """Keep a résumé that was read; nothing is stored but its row."""
    file = file or file_of()
    reading = reading or parsed(read_resume(file.content), TODAY)
    command = UploadResume(application_id=application_id)
    view = await add_resume(work, actor, command, file, new_file_name(), reading)
    return await work.session.get_one(CandidateResume, view.id)
