"""A language model's opinion of a scored answer: asked for by a job, weighed, kept beside it.

Only with the candidate's consent to machine scores; a model that is down changes nothing.
"""

from dataclasses import dataclass
from functools import partial

from domain.candidates.models import JobApplication
from domain.interviews.events import ScoreEvaluated
from domain.interviews.scores import EVALUATE_ANSWER, may_score, spec_of
from domain.interviews.store import commit_changes, load_room
from domain.kit.actor import SYSTEM
from domain.kit.work import Work
from domain.language import prompts
from domain.language.ports import Ask, Data, Reply
from domain.language.service import Pseudonyms, Screened, find_quote, screen
from domain.scoring.schemas import QuestionSpec, Score, ScoringPolicy
from domain.scoring.service import Evaluation, Opinion, weigh

PROMPT = "evaluate_answer"


@dataclass(frozen=True, slots=True)
class Judged:
    """A final answer with the scorer's verdict; ``people`` are the names that must not leave."""

    spec: QuestionSpec
    answer: str
    score: Score
    people: tuple[str, ...]


async def read_judged(work: Work, session_id: int, question_id: int) -> Judged | None:
    """Return what a model may be asked about; None if there is nothing or it is not allowed."""
    loaded = await load_room(work, SYSTEM, session_id)
    question = loaded.room.question(question_id)
    if question is None or question.answer is None or not may_score(loaded.room):
        return None
    score = question.answer.score
    if score is None or not score.key_points or question.answer.evaluation is not None:
        return None
    if not question.answer.text.strip() or "no_reference" in score.flags:
        return None
    application = await work.session.get_one(JobApplication, loaded.session.candidate_id)
    return Judged(spec_of(question), question.answer.text, score, (application.applicant_name,))


def ask_about(judged: Judged) -> tuple[Ask[Opinion], Pseudonyms, Screened]:
    """Return the question to the model, with stand-ins for people and without orders to it."""
    pseudonyms = Pseudonyms(people=judged.people)
    screened = screen(judged.answer)
    points = "\n".join(f"{point.id}: {point.text}" for point in judged.score.key_points)
    template = prompts.load(PROMPT)
    ask = Ask(
        purpose=EVALUATE_ANSWER,
        prompt=template.id,
        instructions=template.text,
        schema=Opinion,
        data=(
            Data("question", judged.spec.question),
            Data("key points", points),
            Data("answer", pseudonyms.hide(screened.text)),
        ),
        max_tokens=2_000,
    )
    return ask, pseudonyms, screened


def evaluate(
    judged: Judged, reply: Reply[Opinion], policy: ScoringPolicy, tolerance: float
) -> Evaluation:
    """Weigh a model's reply against the scorer's evidence (see ``opinions.weigh``)."""
    ask, pseudonyms, screened = ask_about(judged)
    pseudonyms.hide(screened.text)
    weighing = weigh(
        judged.spec,
        judged.answer,
        judged.score,
        reply.value,
        policy,
        find=partial(_find, pseudonyms),
        tolerance=tolerance,
        is_suspicious=screened.is_suspicious or "instruction_like_text" in judged.score.flags,
    )
    return Evaluation(
        overall=weighing.overall,
        own_overall=judged.score.overall,
        tolerance=tolerance,
        points=weighing.points,
        flags=weighing.flags,
        provider=reply.provider,
        model=reply.model,
        prompt=ask.prompt,
    )


def _find(pseudonyms: Pseudonyms, answer: str, quote: str) -> tuple[int, int] | None:
    return find_quote(answer, pseudonyms.reveal(quote))


async def store_evaluation(
    work: Work, session_id: int, question_id: int, evaluation: Evaluation
) -> None:
    """Keep the evaluation and tell the interviewers; once only, and never after a withdrawal."""
    loaded = await load_room(work, SYSTEM, session_id, changing=True)
    row = loaded.answer(question_id)
    if row.evaluation is not None or row.score is None or not may_score(loaded.room):
        return
    row.evaluation = evaluation.model_dump(mode="json")
    change = ScoreEvaluated(question_id=question_id, answer_id=row.id, evaluation=evaluation)
    await commit_changes(work, SYSTEM, loaded, [change])
