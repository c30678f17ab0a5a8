"""Finding questions to read, to change and to ask."""

from collections.abc import Mapping

from sqlalchemy import CTE, false, select, tuple_

from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.errors import FieldsInvalid, NotFound
from domain.kit.paging import Order, Page, PageQuery, fetch_page, fetch_sorted, moment_value
from domain.kit.search import matches, rank_value
from domain.kit.work import Work
from domain.questions.errors import QuestionNotApproved
from domain.questions.models import InterviewQuestion, QuestionVersion
from domain.questions.queries import approved_questions, conditions
from domain.questions.schemas import AskedQuestion, QuestionQuery, QuestionView, Sort
from domain.questions.upkeep import SEARCHED, content_of
from domain.questions.views import view_of, views_of
from domain.skills.service import known_skills, taxonomy_with


async def list_questions(work: Work, actor: Actor, query: QuestionQuery) -> Page[QuestionView]:
    """Return one page of the bank, for recruiters and above; newest first unless asked otherwise.

    With words and no order the best matches come first. Raises FieldsInvalid for relevance
    without words.
    """
    actor.require(Role.RECRUITER)
    taxonomy = await known_skills(work) if query.skill else taxonomy_with()
    statement = select(InterviewQuestion).where(*conditions(query, taxonomy))
    found, sort = None, query.sort
    if query.q is not None and query.q.strip():
        found, sort = matches(work.session, SEARCHED, query.q), sort or "relevance"
        if found is None:
            statement = statement.where(false())
        elif sort == "relevance":
            statement = statement.join(found, found.c.entity_id == InterviewQuestion.id)
        else:
            statement = statement.where(InterviewQuestion.id.in_(select(found.c.entity_id)))
    elif sort == "relevance":
        raise FieldsInvalid(fields={"sort": "Sorting by relevance needs words in q."})
    order = _order(sort or "newest", found)
    rows, cursor, total = await fetch_sorted(work.session, statement, order, query)
    return Page(items=await views_of(work, actor, rows), next_cursor=cursor, total=total)


def _order(sort: Sort, found: CTE | None) -> Order:
    key = InterviewQuestion.id
    if sort == "relevance" and found is not None:
        return Order(found.c.rank, key, rank_value, descending=True)
    if sort == "updated":
        return Order(InterviewQuestion.updated_at, key, moment_value, descending=True)
    return Order(InterviewQuestion.created_at, key, moment_value, descending=sort != "oldest")


async def list_approved(
    work: Work, actor: Actor, job_id: int, query: PageQuery
) -> Page[QuestionView]:
    """Return one page of a job's approved questions, without their answers for candidates."""
    await find_job(work, actor, job_id)
    statement = approved_questions(job_id)
    rows, cursor, total = await fetch_page(work.session, statement, InterviewQuestion.id, query)
    return Page(items=await views_of(work, actor, rows), next_cursor=cursor, total=total)


async def read_question(work: Work, actor: Actor, question_id: int) -> QuestionView:
    """Return one question; NotFound otherwise."""
    return await view_of(work, actor, await find_question(work, actor, question_id))


async def find_question(
    work: Work, actor: Actor, question_id: int, *, changing: bool = False
) -> InterviewQuestion:
    """Return a question's row for a recruiter or above, locked to change it; NotFound otherwise."""
    actor.require(Role.RECRUITER)
    statement = select(InterviewQuestion).where(InterviewQuestion.id == question_id)
    question = await work.session.scalar(statement.with_for_update() if changing else statement)
    if question is None:
        raise _unknown([question_id])
    return question


async def find_questions(work: Work, question_ids: list[int]) -> list[InterviewQuestion]:
    """Return the questions in the order of their ids; NotFound if one is unknown."""
    found = await work.session.scalars(
        select(InterviewQuestion).where(InterviewQuestion.id.in_(question_ids))
    )
    by_id = {question.id: question for question in found}
    missing = [key for key in question_ids if key not in by_id]
    if missing:
        raise _unknown(missing)
    return [by_id[key] for key in question_ids]


async def find_for_interview(
    work: Work,
    job_id: int,
    question_ids: list[int] | None,
    versions: Mapping[int, int] | None = None,
) -> list[AskedQuestion]:
    """Return the questions to freeze into an interview: the named ones, or all approved ones.

    ``versions`` names the version of some of them; of the others, the approved one is asked.
    Raises QuestionNotApproved for one that is not approved, NotFound for one of another job.
    """
    if question_ids is None:
        statement = approved_questions(job_id).order_by(InterviewQuestion.id)
        return [_asked(row) for row in await work.session.scalars(statement)]
    questions = await find_questions(work, list(dict.fromkeys(question_ids)))
    if any(question.job_id != job_id for question in questions):
        raise NotFound("A question belongs to another job.")
    if not all(question.is_approved for question in questions):
        raise QuestionNotApproved
    older = await _older(work, questions, versions or {})
    return [older.get(question.id) or _asked(question) for question in questions]


async def _older(
    work: Work, questions: list[InterviewQuestion], versions: Mapping[int, int]
) -> dict[int, AskedQuestion]:
    wanted = [
        (question.id, versions[question.id])
        for question in questions
        if versions.get(question.id, question.version) != question.version
    ]
    named = tuple_(QuestionVersion.question_id, QuestionVersion.number).in_(wanted)
    rows = await work.session.scalars(select(QuestionVersion).where(named)) if wanted else ()
    return {
        row.question_id: AskedQuestion(id=row.question_id, version=row.number, **content_of(row))
        for row in rows
    }


def _asked(question: InterviewQuestion) -> AskedQuestion:
    return AskedQuestion(id=question.id, version=question.version, **content_of(question))


def _unknown(question_ids: list[int]) -> NotFound:
    return NotFound(f"There is no question {', '.join(map(str, question_ids))}.")
