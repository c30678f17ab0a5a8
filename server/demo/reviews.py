"""The demo company's questions under review: drafts, remarks, a refusal, and newer versions."""

from typing import Any

from domain.kit.actor import Actor
from domain.kit.work import Work, WorkShop
from domain.questions.schemas import (
    ApproveQuestions,
    EditQuestion,
    WriteComment,
    WriteQuestion,
)
from domain.questions.service import (
    approve_questions,
    edit_question,
    submit_question,
    write_comment,
    write_question,
)
from server.demo.texts import read_texts
from server.demo.travel import TravellingClock

Actors = dict[str, Actor]


async def discuss_questions(
    workshop: WorkShop,
    clock: TravellingClock,
    actors: Actors,
    jobs: dict[str, int],
    questions: dict[str, int],
) -> None:
    """Let colleagues write, edit and judge questions in the days before the present."""
    texts = read_texts("reviews")
    for text in texts["drafts"]:
        clock.go_back(days=text["days_ago"])
        author = actors[text["by"]]
        async with workshop.begin(author) as work:
            command = WriteQuestion(job_id=jobs[text["job"]], **text["question"])
            question_id = (await write_question(work, author, command)).id
            await _hand_in(work, author, question_id, text)
        await _remark(workshop, actors, question_id, text)
    for text in texts["edits"]:
        clock.go_back(days=text["days_ago"])
        author, question_id = actors[text["by"]], questions[text["question"]]
        async with workshop.begin(author) as work:
            await edit_question(work, author, question_id, EditQuestion(**text["edits"]))
            await _hand_in(work, author, question_id, text)
    clock.come_home()


async def _hand_in(work: Work, author: Actor, question_id: int, text: dict[str, Any]) -> None:
    if text.get("submit"):
        await submit_question(work, author, question_id)


async def _remark(
    workshop: WorkShop, actors: Actors, question_id: int, text: dict[str, Any]
) -> None:
    for remark in text.get("comments", ()):
        actor = actors[remark["by"]]
        async with workshop.begin(actor) as work:
            await write_comment(work, actor, question_id, WriteComment(text=remark["text"]))
    if "reject" in text:
        expert = actors[text["reject"]["by"]]
        command = ApproveQuestions(
            question_ids=[question_id], decision="reject", comment=text["reject"]["comment"]
        )
        async with workshop.begin(expert) as work:
            await approve_questions(work, expert, command)
