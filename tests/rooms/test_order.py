"""Edits keep their order, whatever they are sent from."""

import asyncio
from typing import Any

import pytest

from tests.factories.server import ROOM, Client, RunningServer
from tests.factories.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


def keystroke(question: int, rev: int, client_id: str = "tab") -> dict[str, Any]:
    """Return the edit that puts the last letter of a text of ``rev`` letters at its end."""
    letter = chr(ord("a") + rev % 26)
    splices = [{"at": rev - 1, "insert": letter, "t": rev}]
    edit = {"question_id": question, "client_id": client_id, "splices": splices}
    return edit | {"base_rev": rev - 1, "rev": rev}


def text_of(rev: int) -> str:
    return "".join(chr(ord("a") + number % 26) for number in range(1, rev + 1))


async def pipeline(client: Client, edits: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    """Send all edits without waiting; return revision and answer in the order of the answers."""
    answers: list[tuple[int, Any]] = []
    all_answered = asyncio.Event()

    def keep(rev: int, answer: Any) -> None:
        answers.append((rev, answer))
        if len(answers) == len(edits):
            all_answered.set()

    for edit in edits:
        rev: int = edit["rev"]
        await client.sio.emit(
            "answer.edit", edit, namespace=ROOM, callback=lambda a, rev=rev: keep(rev, a)
        )
    await asyncio.wait_for(all_answered.wait(), 30)
    return answers


async def saves(client: Client, edit: dict[str, Any]) -> bool:
    answer = await client.call("answer.edit", **edit)
    return bool(answer["ok"])


async def test_200_pipelined_edits_are_all_acknowledged_in_order(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await recruiter.do("room.start")
        await recruiter.do("question.push")

        edits = [keystroke(question, rev) for rev in range(1, 201)]
        answers = await pipeline(candidate, edits)
        saved = sum(answer["ok"] for _, answer in answers)
        rest = [splice for edit in edits[saved:] for splice in edit["splices"]]
        merged = edits[-1] | {"base_rev": saved, "splices": rest}
        await until(lambda: saves(candidate, merged) if rest else True)

        assert [rev for rev, _ in answers] == list(range(1, 201))
        assert all(answer["ok"] for _, answer in answers[:saved])
        refused = {answer["error"]["code"] for _, answer in answers[saved:]}
        assert refused <= {"RATE", "STALE"}
        read = await candidate.do("answer.read", question_id=question)
        assert (read["rev"], read["text"]) == (200, text_of(200))


async def test_interviewers_can_rebuild_the_text_from_what_they_hear(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await recruiter.do("room.start")
        await recruiter.do("question.push")

        await pipeline(candidate, [keystroke(question, rev) for rev in range(1, 31)])
        await candidate.hand_in(question, text_of(30), 30)
        await recruiter.hear("answer.submitted")

        heard = recruiter.events("answer.edited")
        assert [edit["base_rev"] for edit in heard] == [0, *(edit["rev"] for edit in heard[:-1])]
        assert "".join(s["insert"] for edit in heard for s in edit["splices"]) == text_of(30)
        names = [name for name, _ in recruiter.heard]
        assert names.index("answer.submitted") > max(
            place for place, name in enumerate(names) if name == "answer.edited"
        )


async def test_a_resent_edit_is_acknowledged_again_and_changes_nothing(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        edits = [keystroke(question, rev) for rev in (1, 2)]
        await pipeline(candidate, edits)

        again = await candidate.call("answer.edit", **edits[0])
        await candidate.hand_in(question, text_of(2), 2)
        after_submit = await candidate.call("answer.edit", **edits[1])

        assert again["data"]["rev"] == after_submit["data"]["rev"] == 2
        read = await candidate.do("answer.read", question_id=question)
        assert read["text"] == text_of(2)


async def test_of_two_tabs_the_slower_gets_the_other_ones_text(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, first):
        question = scene.questions[0]
        second = await shared.join(scene.session_id, invite=scene.invite)
        await recruiter.do("room.start")
        await recruiter.do("question.push")

        won, lost = await asyncio.gather(
            first.call("answer.edit", **keystroke(question, 1, "first")),
            second.call("answer.edit", **keystroke(question, 1, "second")),
        )
        if not won["ok"]:
            won, lost = lost, won

        assert won["data"]["rev"] == 1
        assert lost["error"]["code"] == "STALE"
        assert (lost["error"]["rev"], lost["error"]["text"]) == (1, "b")
        assert lost["error"]["client_id"] in {"first", "second"}
        await second.leave()


async def test_offsets_count_code_points(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(question, "a😀e\u0301b")

        edit = {"question_id": question, "client_id": "tab", "base_rev": 1, "rev": 2}
        await candidate.do(
            "answer.edit", **edit, splices=[{"at": 4, "remove": 1, "insert": "👩‍💻"}]
        )

        read = await candidate.do("answer.read", question_id=question)
        assert read["text"] == "a😀e\u0301👩‍💻"
