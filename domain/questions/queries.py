"""Which questions a filter leaves, and the rows that hang on a question."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, Select, case, select

from domain.questions.models import (
    InterviewQuestion,
    QuestionComment,
    QuestionReview,
    QuestionSkill,
    QuestionVersion,
)
from domain.questions.schemas import QuestionQuery
from domain.questions.upkeep import skill_word
from domain.skills.service import Taxonomy


def conditions(query: QuestionQuery, taxonomy: Taxonomy) -> Iterator[ColumnElement[bool]]:
    """Yield what every question of the filtered list fulfils, the words of ``q`` apart."""
    question = InterviewQuestion
    for column, wanted in (
        (question.job_id, query.job_id),
        (question.state, query.state),
        (question.question_type, query.type),
        (question.difficulty_level, query.difficulty),
    ):
        if wanted is not None:
            yield column == wanted
    if query.skill is not None:
        words = _skill_words(taxonomy, query.skill)
        yield question.id.in_(
            select(QuestionSkill.question_id).where(QuestionSkill.word.in_(words))
        )
    if query.author is not None:
        written = QuestionVersion.created_by == query.author
        yield question.id.in_(select(QuestionVersion.question_id).where(written))


def _skill_words(taxonomy: Taxonomy, asked: str) -> list[str]:
    name = taxonomy.normalise(asked)
    return sorted({skill_word(word) for word in (asked, name) if word is not None})


def approved_questions(job_id: int) -> Select[InterviewQuestion]:
    """Return the approved questions of a job."""
    return select(InterviewQuestion).where(
        InterviewQuestion.job_id == job_id, InterviewQuestion.is_approved.is_(True)
    )


def versions_of(question_id: int) -> Select[QuestionVersion]:
    """Return the versions of a question."""
    return select(QuestionVersion).where(QuestionVersion.question_id == question_id)


def version_of(question_id: int, number: int) -> Select[QuestionVersion]:
    """Return one version."""
    return versions_of(question_id).where(QuestionVersion.number == number)


def shown_versions(question_ids: Collection[int]) -> Select[QuestionVersion]:
    """Return of each question the version that it holds and the newest one."""
    joined = select(QuestionVersion).join(
        InterviewQuestion, InterviewQuestion.id == QuestionVersion.question_id
    )
    shown = QuestionVersion.number.in_(
        (InterviewQuestion.version, InterviewQuestion.newest_version)
    )
    return joined.where(QuestionVersion.question_id.in_(question_ids), shown)


def authors_of(question_ids: Collection[int]) -> Select[int, int | None]:
    """Return who wrote the versions of each question that await approval."""
    approved = case((InterviewQuestion.is_approved.is_(True), InterviewQuestion.version), else_=0)
    return (
        select(QuestionVersion.question_id, QuestionVersion.created_by)
        .join(InterviewQuestion, InterviewQuestion.id == QuestionVersion.question_id)
        .where(QuestionVersion.question_id.in_(question_ids), QuestionVersion.number > approved)
    )


def reviews_of(question_id: int, versions: Collection[int]) -> Select[QuestionReview]:
    """Return the decisions about some versions of a question, oldest first."""
    of_question = select(QuestionReview).where(QuestionReview.question_id == question_id)
    return of_question.where(QuestionReview.version.in_(versions)).order_by(QuestionReview.id)


def comments_of(question_id: int) -> Select[QuestionComment]:
    """Return the comments on a question."""
    return select(QuestionComment).where(QuestionComment.question_id == question_id)
