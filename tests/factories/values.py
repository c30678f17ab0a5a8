"""Rooms, scores and edits as plain values, for tests of rules."""

from typing import Any

from domain.interviews.room import (
    AnswerState,
    CandidateLabel,
    JobLabel,
    QuestionState,
    Room,
)
from domain.interviews.schemas import EditAnswer
from domain.interviews.splices import Splice
from domain.questions.schemas import RubricLevel
from domain.scoring.opinions import Evaluation, WeighedPoint
from domain.scoring.schemas import Dimensions, KeyPoint, Quote, Score


def make_question(question_id: int, **fields: Any) -> QuestionState:
    """Return a waiting question that holds what only interviewers may see."""
    defaults: dict[str, Any] = {
        "question_id": question_id,
        "position": question_id,
        "text": f"Question {question_id}?",
        "gold_standard_answer": "the model answer",
        "key_points": (KeyPoint(id="k1", text="a key point"),),
        "rubric": (RubricLevel(level=1, name="Weak", text="says nothing"),),
        "answer": AnswerState(answer_id=100 + question_id),
    }
    return QuestionState(**defaults | fields)


def make_room(*, questions: int = 2, time_limit_s: int | None = None, **fields: Any) -> Room:
    """Return a scheduled room; its questions have the ids 1, 2 and so on."""
    defaults: dict[str, Any] = {
        "session_id": 1,
        "epoch": "e1",
        "seq": 0,
        "status": "Scheduled",
        "job": JobLabel(id=1, title="Backend engineer", company="Larkspur"),
        "candidate": CandidateLabel(application_id=1, name="Amina Rahimi"),
        "question_count": questions,
        "questions": tuple(
            make_question(number, time_limit_s=time_limit_s) for number in range(1, questions + 1)
        ),
    }
    return Room(**defaults | fields)


def make_evaluation(**fields: Any) -> Evaluation:
    """Return a language model's opinion as code weighed it."""
    point = WeighedPoint(
        id="k1", own="partial", proposed="covered", ruling="accepted", quote=Quote(start=0, end=4)
    )
    defaults: dict[str, Any] = {
        "overall": 6.9,
        "own_overall": 6.5,
        "tolerance": 0.5,
        "points": (point,),
        "flags": (),
        "provider": "gemini",
        "model": "gemini-test",
        "prompt": "evaluate_answer@1",
    }
    return Evaluation(**defaults | fields)


def make_score(overall: float = 6.5, **fields: Any) -> Score:
    """Return a score as the machine gives it."""
    defaults: dict[str, Any] = {
        "dimensions": Dimensions(relevance=7, completeness=6, accuracy=6.5, clarity=6.5),
        "overall": overall,
        "confidence": 0.8,
        "state": "enough",
        "key_points": (),
        "missing": (),
        "flags": (),
        "recommendation": "next_round",
        "model": "lexical",
        "model_version": "1",
        "input_hash": "0" * 64,
    }
    return Score(**defaults | fields)


def full_text(
    question_id: int, rev: int, text: str, *, base_rev: int | None = None, client_id: str = "tab"
) -> EditAnswer:
    """Return an edit that carries the whole text; it builds on the revision before by default."""
    base = rev - 1 if base_rev is None else base_rev
    return EditAnswer(
        question_id=question_id, client_id=client_id, base_rev=base, rev=rev, text=text
    )


def insertion(
    question_id: int, rev: int, at: int, text: str, *, client_id: str = "tab"
) -> EditAnswer:
    """Return an edit that puts ``text`` in at ``at``, on top of the revision before."""
    return EditAnswer(
        question_id=question_id,
        client_id=client_id,
        base_rev=rev - 1,
        rev=rev,
        splices=[Splice(at=at, insert=text)],
    )
