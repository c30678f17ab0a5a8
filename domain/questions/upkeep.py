"""What is derived from a question and kept beside it: versions, skills, words to search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert

from domain.kit.actor import Actor
from domain.kit.search import drop_words, put_words
from domain.kit.work import Work
from domain.questions.events import QuestionMoved
from domain.questions.models import (
    InterviewQuestion,
    QuestionComment,
    QuestionContent,
    QuestionReview,
    QuestionSkill,
    QuestionVersion,
)
from domain.questions.rules import CONTENT
from domain.skills.service import known_skills, skill_names

SEARCHED = "questions"
_LONGEST_SKILL = 100


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a version comes from: a person, or a program with the prompt it was given."""

    source: str = "person"
    prompt: str | None = None
    why: str | None = None


BY_HAND = Origin()


def skill_word(written: str) -> str:
    """Return a skill as it is stored and compared: case and outer space do not matter."""
    return " ".join(written.casefold().split())[:_LONGEST_SKILL]


def content_of(row: QuestionContent) -> dict[str, Any]:
    """Return the fields that make up a version."""
    return {name: getattr(row, name) for name in CONTENT}


def adopt(question: InterviewQuestion, version: QuestionVersion) -> None:
    """Let a question hold ``version``."""
    for name, value in content_of(version).items():
        setattr(question, name, value)
    question.version = version.number


def add_version(
    work: Work,
    actor: Actor,
    question: InterviewQuestion,
    content: Mapping[str, Any],
    origin: Origin = BY_HAND,
) -> QuestionVersion:
    """Write the next version of a question, or the first one of a new question."""
    version = QuestionVersion(
        question_id=question.id,
        number=question.newest_version,
        source=origin.source,
        prompt=origin.prompt,
        why=origin.why,
        created_by=actor.user_id,
        created_at=work.now,
        **content,
    )
    work.session.add(version)
    return version


async def keep_up(work: Work, question: InterviewQuestion, newest: QuestionContent) -> None:
    """Derive anew what follows from a question, and announce it; to be called after any change."""
    question.updated_at = work.now
    await work.session.flush()
    written = question.skills_tested
    words = {
        skill_word(name) for name in (*written, *skill_names(await known_skills(work), written))
    }
    of_question = QuestionSkill.question_id == question.id
    await work.session.execute(delete(QuestionSkill).where(of_question))
    rows = [{"word": word, "question_id": question.id} for word in sorted(words)]
    if rows:
        await work.session.execute(insert(QuestionSkill), rows)
    await put_words(work.session, SEARCHED, question.id, **words_of_question(question, newest))
    announce(work, question, question.state)


def words_of_question(question: QuestionContent, newest: QuestionContent) -> dict[str, str]:
    """Return what a question is found by, as ``put_words`` takes it: its words and its draft's."""
    versions = [question] if newest is question else [question, newest]
    return {
        "title": " ".join(version.question_text for version in versions),
        "tags": " ".join(question.skills_tested),
        "body": " ".join(text for version in versions for text in _texts(version)),
    }


def _texts(version: QuestionContent) -> Iterable[str]:
    points = [point["text"] for point in version.key_points]
    return [version.gold_standard_answer or "", *points, version.why_asked or ""]


def announce(work: Work, question: InterviewQuestion, state: str) -> None:
    """Tell others after the commit where a question stands."""
    moved = QuestionMoved(
        question.id, question.job_id, state, question.newest_version, question.is_approved
    )
    work.announce(moved)


async def destroy(work: Work, question: InterviewQuestion) -> None:
    """Delete a question and what it owns; IntegrityError if anything else refers to it."""
    await drop_words(work.session, SEARCHED, question.id)
    for owned in (QuestionSkill, QuestionComment, QuestionReview, QuestionVersion):
        await work.session.execute(delete(owned).where(owned.question_id == question.id))
    # By statement: what uses the question shows in the database's refusal, whoever owns it.
    gone = InterviewQuestion.id == question.id
    await work.session.execute(delete(InterviewQuestion).where(gone))
