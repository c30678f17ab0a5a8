"""Questions as somebody reads them."""

from collections import defaultdict
from collections.abc import Sequence

from domain.kit.actor import Actor, Role
from domain.kit.work import Work
from domain.questions import queries
from domain.questions.models import InterviewQuestion, QuestionVersion
from domain.questions.rules import is_own, possible, state_of
from domain.questions.schemas import QuestionDraft, QuestionView
from domain.questions.upkeep import content_of

_COLUMNS = (
    "id",
    "job_id",
    "is_approved",
    "approved_by",
    "created_by",
    "created_at",
    "updated_at",
    "version",
)


async def view_of(work: Work, actor: Actor, question: InterviewQuestion) -> QuestionView:
    """Return one question as ``actor`` reads it."""
    [view] = await views_of(work, actor, [question])
    return view


async def views_of(
    work: Work, actor: Actor, questions: Sequence[InterviewQuestion]
) -> list[QuestionView]:
    """Return questions as ``actor`` reads them: without their answers below recruiters."""
    if not actor.reaches(Role.RECRUITER):
        return [_for_candidates(question) for question in questions]
    ids = [question.id for question in questions]
    versions = {
        (version.question_id, version.number): version
        for version in await work.session.scalars(queries.shown_versions(ids))
    }
    authors: defaultdict[int, set[int | None]] = defaultdict(set)
    for question_id, author in await work.session.execute(queries.authors_of(ids)):
        authors[question_id].add(author)
    return [
        _for_staff(
            question,
            versions[question.id, question.version],
            versions[question.id, question.newest_version],
            own=is_own(actor.user_id, authors[question.id]),
        )
        for question in questions
    ]


def _for_staff(
    question: InterviewQuestion, held: QuestionVersion, newest: QuestionVersion, *, own: bool
) -> QuestionView:
    state = state_of(question.state)
    return QuestionView(
        **{name: getattr(question, name) for name in _COLUMNS},
        **content_of(question),
        state=state,
        possible=possible(state),
        newest_version=question.newest_version,
        draft=None if held is newest else QuestionDraft(**_draft(newest)),
        source=held.source,
        prompt=held.prompt,
        warnings=question.warnings,
        own=own,
    )


def _draft(version: QuestionVersion) -> dict[str, object]:
    names = ("number", "source", "prompt", "created_by")
    return content_of(version) | {name: getattr(version, name) for name in names}


def _for_candidates(question: InterviewQuestion) -> QuestionView:
    hidden: dict[str, object] = {
        "gold_standard_answer": None,
        "key_points": [],
        "rubric": [],
        "why_asked": None,
    }
    return QuestionView(
        **{name: getattr(question, name) for name in _COLUMNS},
        **content_of(question) | hidden,
        state="approved",
        possible=[],
        newest_version=question.version,
        draft=None,
        source=None,
        prompt=None,
        warnings=[],
        own=False,
    )
