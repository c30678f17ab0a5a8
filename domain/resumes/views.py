"""From what was read to what is shown."""

from domain.resumes.facts import ResumeFacts
from domain.resumes.models import CandidateResume
from domain.resumes.parsing import ParsedResume
from domain.resumes.schemas import (
    Contact,
    ParsingStatus,
    ResumeDetail,
    ResumeGlance,
    ResumeView,
    SkillView,
)

_PENDING = "This file takes a little longer to read. Ask again in a few seconds."


def status_of(facts: ResumeFacts) -> ParsingStatus:
    """Return how reading went: a scan is not a failure."""
    needs_ocr = any(warning.kind == "needs_ocr" for warning in facts.warnings)
    return "needs_ocr" if needs_ocr else "parsed"


def view_of(row: CandidateResume) -> ResumeView:
    """Return what was read from a stored résumé."""
    facts = None if row.facts is None else ResumeFacts.model_validate(row.facts)
    return _view(row.id, row.original_filename, row.parsing_status, row.failure, facts)


def view_of_file(name: str, parsed: ParsedResume) -> ResumeView:
    """Return what was read from a file that is not kept."""
    return _view(None, name, status_of(parsed.facts), None, parsed.facts)


def detail_of(row: CandidateResume) -> ResumeDetail:
    """Return a stored résumé with its text and all facts."""
    return ResumeDetail.model_validate(
        dict(view_of(row))
        | _place(row)
        | {"text": row.parsed_text, "facts": row.facts and ResumeFacts.model_validate(row.facts)}
    )


def glance_of(row: CandidateResume) -> ResumeGlance:
    """Return a résumé for a list."""
    return ResumeGlance.model_validate(
        _place(row)
        | {
            "id": row.id,
            "original_filename": row.original_filename,
            "parsing_status": row.parsing_status,
            "parsed_at": row.parsed_at,
        }
    )


def _place(row: CandidateResume) -> dict[str, object]:
    return {
        "filename": row.resume_path,
        "media_type": row.media_type,
        "size": row.size,
        "application_id": row.candidate_id,
        "job_id": row.job_id,
        "person_id": row.person_id,
        "created_at": row.created_at,
    }


def _view(
    resume_id: int | None, name: str, status: str, failure: str | None, facts: ResumeFacts | None
) -> ResumeView:
    read = {} if facts is None else _read(facts)
    nothing = {
        "contact": Contact(),
        "skills": [],
        "experience_years": None,
        "experience_level": None,
        "warnings": [],
    }
    return ResumeView.model_validate(
        nothing
        | read
        | {
            "id": resume_id,
            "original_filename": name,
            "parsing_status": status,
            "message": failure or _message(status, facts),
        }
    )


def _message(status: str, facts: ResumeFacts | None) -> str | None:
    if status == "pending":
        return _PENDING
    warnings = () if facts is None else facts.warnings
    return next((warning.message for warning in warnings if warning.kind == "needs_ocr"), None)


def _read(facts: ResumeFacts) -> dict[str, object]:
    email, phone = ((found[0].value if found else None) for found in (facts.emails, facts.phones))
    skills = [
        SkillView(
            name=skill.name,
            category=skill.category,
            years=skill.years,
            span=skill.spans[0] if skill.spans else None,
        )
        for skill in facts.skills
    ]
    name = None if facts.name is None else facts.name.value
    return {
        "contact": Contact(name=name, email=email, phone=phone),
        "skills": skills,
        "experience_years": facts.experience_years,
        "experience_level": facts.experience_level,
        "warnings": facts.warnings,
    }
