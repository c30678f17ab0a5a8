"""Generating questions: planned in one transaction, drafted in steps, each told to who waits."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import select

from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.language.ports import Provider
from domain.questions.drafting import Draft, DraftBrief, draft, is_alike, words_of
from domain.questions.finding import find_questions
from domain.questions.generating.asking import ProposedQuestions, accept
from domain.questions.generating.briefing import brief_for, complete
from domain.questions.generating.errors import GenerationOver
from domain.questions.generating.events import QuestionsDrafted
from domain.questions.generating.models import QuestionGeneration
from domain.questions.generating.schemas import GenerateQuestions, GenerationView
from domain.questions.models import InterviewQuestion
from domain.questions.schemas import PointText, RubricLevel, WriteQuestion
from domain.questions.upkeep import Origin
from domain.questions.views import views_of
from domain.questions.writing import write_question
from domain.skills.service import known_skills

GENERATE_QUESTIONS = "generate_questions"
MOST_COMPARED = 2_000
"""How many of a job's newest questions a new one must not repeat."""


async def generate_questions(
    work: Work, actor: Actor, command: GenerateQuestions
) -> GenerationView:
    """Draft questions without a model, at once; for recruiters and above.

    Raises NotFound, NoSkills or FieldsInvalid for a skill that nobody knows.
    """
    row = await plan_generation(work, actor, command, "offline")
    await fill_up(work, row, None)
    return await _view(work, actor, row)


async def plan_generation(
    work: Work, actor: Actor, command: GenerateQuestions, provider: Provider
) -> QuestionGeneration:
    """Write down what is to be drafted; anything but ``offline`` is done by a job.

    Raises as generating does.
    """
    actor.require(Role.RECRUITER)
    whole = await complete(work, actor, command)
    seed = secrets.randbelow(2**31) if whole.seed is None else whole.seed
    row = QuestionGeneration(
        job_id=whole.job_id,
        person_id=whole.candidate_id,
        asked=whole.model_copy(update={"seed": seed}).model_dump(exclude={"wait"}),
        state="waiting",
        provider=provider,
        done=0,
        question_ids=[],
        by=actor.key,
        created_by=actor.user_id,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    if provider != "offline":
        await enqueue(work, GENERATE_QUESTIONS, generation_id=row.id)
    return row


async def read_generation(work: Work, actor: Actor, generation_id: int) -> GenerationView:
    """Return a generation with its drafts. Raises NotFound."""
    return await _view(work, actor, await find_generation(work, actor, generation_id))


async def cancel_generation(work: Work, actor: Actor, generation_id: int) -> GenerationView:
    """Draft no more; what is there stays. Raises NotFound or GenerationOver."""
    row = await find_generation(work, actor, generation_id, changing=True)
    if row.state not in {"waiting", "running"}:
        raise GenerationOver
    _finish(work, row, "cancelled")
    return await _view(work, actor, row)


async def find_generation(
    work: Work, actor: Actor, generation_id: int, *, changing: bool = False
) -> QuestionGeneration:
    """Return the row; for recruiters and above. Raises NotFound."""
    actor.require(Role.RECRUITER)
    wanted = select(QuestionGeneration).where(QuestionGeneration.id == generation_id)
    row = await work.session.scalar(wanted.with_for_update() if changing else wanted)
    if row is None:
        raise NotFound("There is no such generation of questions.")
    return row


async def next_brief(work: Work, row: QuestionGeneration) -> tuple[DraftBrief, list[str]]:
    """Return what is to be drafted, and the texts that must not be repeated, newest last."""
    texts = select(InterviewQuestion.question_text).where(InterviewQuestion.job_id == row.job_id)
    newest = await work.session.scalars(
        texts.order_by(InterviewQuestion.id.desc()).limit(MOST_COMPARED)
    )
    taken = list(newest)[::-1]
    return await brief_for(work, author_of(row), command_of(row), taken), taken


async def take(
    work: Work, row: QuestionGeneration, proposed: ProposedQuestions, origin: Origin, model: str
) -> int:
    """Keep a model's drafts that are what was asked for and new; return how many."""
    brief, taken = await next_brief(work, row)
    named = words_of(" ".join(brief.skills))
    known = [words_of(text, named) for text in taken]
    kept = 0
    for each in proposed.questions:
        fields = accept(each, brief)
        words = words_of(each.question, named)
        if fields is None or row.done >= brief.count or is_alike(words, known):
            continue
        known.append(words)
        command = WriteQuestion.model_validate(fields | {"job_id": row.job_id})
        await _keep(work, row, command, origin)
        kept += 1
    row.model = model
    _tell(work, row)
    return kept


async def fill_up(work: Work, row: QuestionGeneration, reason: str | None) -> None:
    """Draft what is missing without a model, and finish; ``reason`` says why it was needed."""
    brief, _ = await next_brief(work, row)
    missing = brief.count - row.done
    if missing > 0:
        taxonomy = await known_skills(work)
        asked = replace(brief, count=missing)
        drafted = draft(asked, int(row.asked["seed"]), taxonomy)
        if not row.question_ids:
            row.provider = "offline"
        for each in drafted.drafts:
            await _keep(work, row, _command(row.job_id, each), Origin(source="offline"))
        reason = " ".join(filter(None, [reason, drafted.shortfall])) or None
    row.reason = reason
    _finish(work, row, "done")


def begin(row: QuestionGeneration) -> None:
    """Note that somebody works on it."""
    row.state = "running"


def command_of(row: QuestionGeneration) -> GenerateQuestions:
    """Return the command as it was made complete."""
    return GenerateQuestions.model_validate(row.asked)


def author_of(row: QuestionGeneration) -> Actor:
    """Return who asked: the author of the drafts, who cannot approve them."""
    return Actor(key=row.by, role=Role.RECRUITER, user_id=row.created_by)


async def _keep(
    work: Work, row: QuestionGeneration, command: WriteQuestion, origin: Origin
) -> None:
    view = await write_question(work, author_of(row), command, origin)
    row.question_ids = [*row.question_ids, view.id]
    row.done = len(row.question_ids)


def _command(job_id: int, drafted: Draft) -> WriteQuestion:
    return WriteQuestion(
        job_id=job_id,
        question_text=drafted.question_text,
        question_type=drafted.question_type,
        difficulty_level=drafted.difficulty_level,
        gold_standard_answer=drafted.gold_standard_answer,
        key_points=[PointText(**asdict(point)) for point in drafted.key_points],
        rubric=[RubricLevel(**asdict(level)) for level in drafted.rubric],
        skills_tested=list(drafted.skills_tested),
        why_asked=drafted.why_asked,
        time_limit_s=drafted.time_limit_s,
    )


def _finish(work: Work, row: QuestionGeneration, state: str) -> None:
    row.state, row.finished_at = state, work.now
    _tell(work, row)


def _tell(work: Work, row: QuestionGeneration) -> None:
    work.announce(
        QuestionsDrafted(
            generation_id=row.id,
            job_id=row.job_id,
            by=row.created_by,
            state=row.state,
            done=row.done,
            of=int(row.asked["count"]),
        )
    )


async def _view(work: Work, actor: Actor, row: QuestionGeneration) -> GenerationView:
    await work.session.flush()
    held: Sequence[int] = row.question_ids
    present = select(InterviewQuestion.id).where(InterviewQuestion.id.in_(held))
    still_there = set(await work.session.scalars(present))
    found = await find_questions(work, [key for key in held if key in still_there])
    return GenerationView(
        generation_id=row.id,
        job_id=row.job_id,
        state=row.state,
        provider=row.provider,
        model=row.model,
        reason=row.reason,
        done=row.done,
        count=int(row.asked["count"]),
        questions=await views_of(work, actor, found),
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
