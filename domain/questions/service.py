"""What others ask of the question bank."""

from domain.questions.comments import (
    delete_comment,
    edit_comment,
    list_comments,
    write_comment,
)
from domain.questions.errors import OwnQuestion, QuestionNotApproved
from domain.questions.finding import (
    find_for_interview,
    find_question,
    find_questions,
    list_approved,
    list_questions,
    read_question,
)
from domain.questions.history import compare_versions, list_versions
from domain.questions.reviewing import approve_questions
from domain.questions.upkeep import BY_HAND, Origin
from domain.questions.writing import (
    add_follow_up,
    delete_question,
    edit_question,
    restore_question,
    retire_question,
    submit_question,
    write_question,
)

__all__ = [
    "BY_HAND",
    "Origin",
    "OwnQuestion",
    "QuestionNotApproved",
    "add_follow_up",
    "approve_questions",
    "compare_versions",
    "delete_comment",
    "delete_question",
    "edit_comment",
    "edit_question",
    "find_for_interview",
    "find_question",
    "find_questions",
    "list_approved",
    "list_comments",
    "list_questions",
    "list_versions",
    "read_question",
    "restore_question",
    "retire_question",
    "submit_question",
    "write_comment",
    "write_question",
]
