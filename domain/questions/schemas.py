"""Commands and views of the question bank."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from domain.kit.fields import (
    Command,
    Id,
    LongLine,
    Moment,
    Paragraph,
    Prose,
    Text,
    View,
    Word,
    example,
)
from domain.kit.paging import SortedQuery
from domain.questions.differences import FieldDifference
from domain.questions.rules import CONTENT, Decision, QuestionState, Step
from domain.scoring.schemas import KeyPoint

QuestionType = Literal["technical", "behavioral", "situational"]
Difficulty = Literal["beginner", "intermediate", "advanced", "expert"]


class PointText(Command):
    """One thing a complete answer says; ``weight`` is relative to the other points."""

    id: Word
    text: LongLine
    weight: float = Field(default=1.0, gt=0, le=10, allow_inf_nan=False)


def _distinct(points: list[PointText]) -> list[PointText]:
    if len({point.id for point in points}) != len(points):
        raise ValueError("each key point needs an id of its own")
    return points


Points = Annotated[list[PointText], AfterValidator(_distinct), Field(max_length=12)]


class RubricLevel(Command):
    """What an answer of a level contains; 1 is the weakest."""

    level: int = Field(ge=1, le=4)
    name: Word
    text: Paragraph


def _all_levels(levels: list[RubricLevel]) -> list[RubricLevel]:
    if levels and [level.level for level in levels] != [1, 2, 3, 4]:
        raise ValueError("a rubric has the levels 1, 2, 3 and 4 in this order, or none")
    return levels


Rubric = Annotated[list[RubricLevel], AfterValidator(_all_levels), Field(max_length=4)]
Skills = Annotated[list[Word], Field(max_length=20)]
TimeLimit = Annotated[int, Field(ge=10, le=7_200)]
VersionNumber = Annotated[int, Field(ge=1, le=1_000_000)]


class WriteQuestion(Command):
    """Add a question to a job's bank; it can be asked once an expert has approved it."""

    model_config = example(
        job_id=1,
        question_text="Explain the principles of REST.",
        question_type="technical",
        difficulty_level="intermediate",
        gold_standard_answer="Everything is a resource with its own URL.",
        key_points=[
            {"id": "k1", "text": "Everything is a resource with its own URL", "weight": 1.0}
        ],
        skills_tested=["REST"],
        why_asked="The job is about designing services.",
        time_limit_s=300,
    )

    job_id: Id
    question_text: Paragraph
    question_type: QuestionType = "technical"
    difficulty_level: Difficulty = "intermediate"
    gold_standard_answer: Prose
    key_points: Points = Field(default_factory=list)
    rubric: Rubric = Field(default_factory=list)
    skills_tested: Skills = Field(default_factory=list)
    why_asked: Paragraph | None = None
    time_limit_s: TimeLimit | None = None


class QuestionEdits(Command):
    """New values for some fields; what is left out stays as it is."""

    # Made by factories, because what is left out has no value of its own.
    question_text: Paragraph = Field(default_factory=str)
    question_type: QuestionType = Field(default_factory=lambda: "technical")
    difficulty_level: Difficulty = Field(default_factory=lambda: "intermediate")
    gold_standard_answer: Prose = Field(default_factory=str)
    key_points: Points = Field(default_factory=list)
    rubric: Rubric = Field(default_factory=list)
    skills_tested: Skills = Field(default_factory=list)
    why_asked: Paragraph | None = None
    time_limit_s: TimeLimit | None = None

    def sent(self) -> dict[str, Any]:
        """Return the fields that were sent, with their values as a version holds them."""
        # Not exclude_unset: that would leave out the default weights of points as well.
        whole = self.model_dump()
        return {name: whole[name] for name in CONTENT if name in self.model_fields_set}


class EditQuestion(QuestionEdits):
    """Write a new version with the fields that are sent.

    ``expected_version`` is the newest that was read; ``why`` says what the change is for.
    """

    model_config = example(
        question_text="Explain the principles of REST with an example.",
        why="Answers stayed abstract.",
    )

    why: LongLine | None = None
    expected_version: VersionNumber | None = None


class SeenVersion(Command):
    """The newest version of a question that a reviewer read."""

    question_id: Id
    version: VersionNumber


class ApproveQuestions(Command):
    """Approve or reject questions written by others.

    A question of which a newer version than the ``seen`` one was written meanwhile is refused.
    ``edits`` come with an approval and may change the time limit and the reason; other words need
    another reviewer.
    """

    model_config = example(
        question_ids=[5],
        decision="approve",
        comment="Clear, and fits the level.",
    )

    question_ids: list[Id] = Field(min_length=1, max_length=100)
    decision: Decision
    comment: Paragraph | None = None
    edits: QuestionEdits | None = None
    seen: list[SeenVersion] = Field(default_factory=list, max_length=100)

    @model_validator(mode="after")
    def _edits_only_approve(self) -> Self:
        if self.edits is not None and self.decision == "reject":
            raise ValueError("edits can come with an approval only; say in the comment what to do")
        return self


Sort = Literal["newest", "oldest", "updated", "relevance"]


class QuestionQuery(SortedQuery):
    """Which questions of the bank, and in what order.

    ``type``, ``difficulty`` and ``skill`` are compared with what is in use, where a question has
    an approved version, and with the newest version otherwise; ``q`` finds words of both.
    ``author`` wrote any of the versions. A skill is found however the question writes it.
    """

    job_id: Id | None = None
    state: QuestionState | None = None
    type: Word | None = None
    difficulty: Difficulty | None = None
    skill: Word | None = None
    author: Id | None = None
    q: Text | None = Field(default=None, max_length=200)
    sort: Sort | None = None


class QuestionWarning(View):
    """What a reviewer should look at; ``words`` are the question's own, where it is about some."""

    kind: str
    message: str
    words: str | None = None


class VersionFields(View):
    """What a version of a question says."""

    question_text: str
    question_type: str | None
    difficulty_level: str | None
    gold_standard_answer: str | None
    key_points: list[KeyPoint]
    rubric: list[RubricLevel]
    skills_tested: list[str]
    why_asked: str | None
    time_limit_s: int | None


class AskedQuestion(VersionFields):
    """One version of a question, as it is copied into an interview."""

    id: int
    version: int


class ReviewView(View):
    """An expert's decision about one version; ``reviewer`` is their username."""

    decision: Decision
    comment: str | None
    reviewer_id: int | None
    reviewer: str | None
    at: Moment


class VersionView(VersionFields):
    """One version with where it came from and what reviewers decided about it, oldest first.

    ``source`` is ``person``, ``offline``, ``follow-up`` or the provider of the model that drafted
    it with ``prompt`` (name@version); ``author`` is the username of ``created_by``.
    """

    number: int
    source: str
    prompt: str | None
    why: str | None
    created_by: int | None
    author: str | None
    created_at: Moment
    reviews: list[ReviewView]


class DiffQuery(Command):
    """Which version to compare with; the one before if left out."""

    against: VersionNumber | None = None


class DiffView(View):
    """What changed from version ``old`` to version ``new``."""

    question_id: int
    old: int
    new: int
    fields: list[FieldDifference]


class WriteComment(Command):
    """Remark on the newest version of a question, or write one's own remark anew."""

    model_config = example(text="Ask for an example as well.")

    text: Paragraph


class CommentView(View):
    """A comment; ``own`` says whether the reader wrote it and may change it."""

    id: int
    question_id: int
    version: int
    text: str
    by: str
    own: bool
    at: Moment
    edited_at: Moment | None


class QuestionGone(View):
    """What became of a question that was to be deleted: retired, if anything uses it."""

    id: int
    outcome: Literal["deleted", "retired"]


class QuestionDraft(VersionFields):
    """The version that was written since the one in use and is not approved."""

    number: int
    source: str
    prompt: str | None
    created_by: int | None


class QuestionView(View):
    """A question; gold answer, key points, rubric and reason only for recruiters and above.

    The fields are those of ``version``, the approved one if there is one. ``state`` is that of
    ``newest_version``, which is in ``draft`` while it is another. ``own`` says that the reader
    wrote part of what awaits review and cannot decide on it; ``possible`` lists the steps that
    the state allows. Only recruiters and above see draft, warnings and provenance.
    """

    model_config = example(
        id=5,
        job_id=1,
        question_text="Explain the principles of REST.",
        question_type="technical",
        difficulty_level="intermediate",
        gold_standard_answer="Everything is a resource with its own URL.",
        key_points=[
            {"id": "k1", "text": "Everything is a resource with its own URL", "weight": 1.0}
        ],
        skills_tested=["REST"],
        why_asked="The job is about designing services.",
        time_limit_s=300,
        is_approved=True,
        approved_by=3,
        created_by=2,
        state="approved",
        possible=["edit", "reject", "retire"],
        version=2,
        newest_version=2,
        draft=None,
        source="person",
        prompt=None,
        warnings=[],
        own=False,
    )

    id: int
    job_id: int | None
    question_text: str
    question_type: str | None
    difficulty_level: str | None
    gold_standard_answer: str | None
    key_points: list[KeyPoint]
    rubric: list[RubricLevel]
    skills_tested: list[str]
    why_asked: str | None
    time_limit_s: int | None
    is_approved: bool
    approved_by: int | None
    created_by: int | None
    created_at: Moment
    updated_at: Moment
    state: QuestionState
    possible: list[Step]
    version: int
    newest_version: int
    draft: QuestionDraft | None
    source: str | None
    prompt: str | None
    warnings: list[QuestionWarning]
    own: bool


class Refused(View):
    """A question that was not decided on, with the refusal's code and sentence."""

    id: int
    code: str
    message: str


class ReviewOutcome(View):
    """The questions as they stand after a review, and those that were refused.

    Each answers for itself. Where none was decided on, the first refusal is the answer.
    """

    questions: list[QuestionView]
    refused: list[Refused]
