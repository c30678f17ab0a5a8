"""The life of a question: which state follows which, who may decide, what an edit amounts to."""

from collections.abc import Collection, Mapping
from typing import Any, Literal, get_args

from domain.questions.errors import ImpossibleStep

QuestionState = Literal["draft", "in_review", "approved", "rejected", "retired"]
Step = Literal["edit", "submit", "approve", "reject", "retire", "restore"]
Decision = Literal["approve", "reject"]

STATES: tuple[QuestionState, ...] = get_args(QuestionState)
# A reviewer may decide on a draft that nobody handed in: what counts is that two people saw it.
STEPS: dict[tuple[QuestionState, Step], QuestionState] = {
    ("draft", "edit"): "draft",
    ("draft", "submit"): "in_review",
    ("draft", "approve"): "approved",
    ("draft", "reject"): "rejected",
    ("draft", "retire"): "retired",
    ("in_review", "edit"): "draft",
    ("in_review", "approve"): "approved",
    ("in_review", "reject"): "rejected",
    ("in_review", "retire"): "retired",
    ("approved", "edit"): "draft",
    ("approved", "reject"): "rejected",
    ("approved", "retire"): "retired",
    ("rejected", "edit"): "draft",
    ("rejected", "retire"): "retired",
    ("retired", "restore"): "draft",
}
CONTENT = (
    "question_text",
    "question_type",
    "difficulty_level",
    "gold_standard_answer",
    "key_points",
    "rubric",
    "skills_tested",
    "why_asked",
    "time_limit_s",
)
"""The fields that make up a version."""
NEUTRAL = frozenset({"why_asked", "time_limit_s"})
"""The fields that do not change what is asked or how an answer is judged."""


def state_of(stored: str) -> QuestionState:
    """Return the state that a row holds as a word; StopIteration for a word that is none."""
    return next(state for state in STATES if state == stored)


def possible(state: QuestionState) -> list[Step]:
    """Return what can be done with a question in ``state``."""
    return [step for (begin, step) in STEPS if begin == state]


def after(state: QuestionState, step: Step) -> QuestionState:
    """Return the state that ``step`` leads to. Raises ImpossibleStep."""
    target = STEPS.get((state, step))
    if target is None:
        steps = possible(state)
        message = (
            f"You cannot {step} a question that is {state.replace('_', ' ')}. "
            f"Possible now: {', '.join(steps)}."
        )
        raise ImpossibleStep(message, details={"state": state, "possible": steps})
    return target


def restored(*, approved_before: bool, version: int, newest: int) -> tuple[QuestionState, bool]:
    """Return the state of a question that is brought back, and whether it is in use again.

    An approval is of a version, and retiring changes none, so what was approved last still is.
    """
    after("retired", "restore")
    return "approved" if approved_before and version == newest else "draft", approved_before


def changes(before: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the ``sent`` fields that differ from ``before``."""
    return {name: value for name, value in sent.items() if before[name] != value}


def may_come_with_approval(changed: Collection[str]) -> bool:
    """Tell whether a reviewer may change these fields in what they approve."""
    return NEUTRAL.issuperset(changed)


def is_own(user_id: int | None, authors: Collection[int | None]) -> bool:
    """Tell whether somebody wrote part of what awaits review.

    ``authors`` are those of every version since the approved one: who corrects a word of somebody
    else's draft does not free them to approve the rest.
    """
    return user_id is not None and user_id in authors
