"""Commands and views of interview kits."""

from typing import Annotated

from pydantic import AfterValidator, Field

from domain.kit.fields import Command, Id, Line, Moment, View, Word, example
from domain.kit.paging import PageQuery


class KitItem(Command):
    """One question of a kit, in its place; ``competency`` names what it is to show.

    The kit keeps the version that it has of a question, and takes the approved one of a new one.
    """

    question_id: Id
    time_limit_s: int | None = Field(default=None, ge=10, le=7_200)
    competency: Word | None = None


def _once(items: list[KitItem]) -> list[KitItem]:
    if len({item.question_id for item in items}) != len(items):
        raise ValueError("each question can stand in a kit once")
    return items


Items = Annotated[list[KitItem], AfterValidator(_once), Field(min_length=1, max_length=50)]


class MakeKit(Command):
    """Make a kit of a job's approved questions, in the order in which they will be asked."""

    model_config = example(
        job_id=1,
        name="First interview",
        questions=[{"question_id": 3, "time_limit_s": 300, "competency": "API design"}],
    )

    job_id: Id
    name: Line
    questions: Items


class EditKit(Command):
    """Rename a kit, or replace its questions; ``expected_version`` is the one that was read."""

    model_config = example(name="Technical interview", expected_version=1)

    name: Line | None = None
    questions: Items | None = None
    expected_version: int | None = Field(default=None, ge=1, le=1_000_000)


class RenewKit(Command):
    """Let a kit ask the approved versions of its questions: of those named, or of all."""

    model_config = example(question_ids=[3], expected_version=1)

    question_ids: list[Id] | None = Field(default=None, min_length=1, max_length=50)
    expected_version: int | None = Field(default=None, ge=1, le=1_000_000)


class KitQuery(PageQuery):
    """Which kits: all, or those of one job."""

    job_id: Id | None = None


class KitItemView(View):
    """One question of a kit, in the words of the version that is asked.

    ``is_approved`` is false where its approval was taken back since; ``newer_version`` is the
    number of a version that was approved since.
    """

    question_id: int
    question_version: int
    newer_version: int | None
    position: int
    question_text: str
    time_limit_s: int | None
    competency: str | None
    is_approved: bool


class KitView(View):
    """A kit with its questions in order; ``version`` counts its changes from 1."""

    id: int
    job_id: int
    name: str
    version: int
    questions: list[KitItemView]
    created_by: int | None
    created_at: Moment
    updated_at: Moment


class KitGone(View):
    """The kit that was deleted."""

    id: int
