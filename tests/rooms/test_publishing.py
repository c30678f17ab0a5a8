"""What becomes of announcements on their way out."""

from typing import Any

import pytest

from domain.interviews.journal import AnswerEdited
from domain.interviews.splices import Splice, apply_splices
from domain.kit.actor import SYSTEM
from domain.kit.database import Database
from domain.kit.work import WorkShop
from rooms.presence import PresenceMoved
from rooms.publishing import Publisher, merge_edits
from rooms.registry import ROOM
from rooms.wire import RoomSummary
from tests.factories.rooms import plan_interview


def edited(base_rev: int, rev: int, at: int, text: str, *, answer_id: int = 1) -> AnswerEdited:
    return AnswerEdited(1, answer_id, answer_id, base_rev, rev, [Splice(at=at, insert=text)], "")


def test_edits_that_build_on_each_other_leave_as_one() -> None:
    [merged] = merge_edits([edited(0, 1, 0, "a"), edited(1, 4, 1, "b")])

    assert (merged.base_rev, merged.rev) == (0, 4)
    assert apply_splices("", merged.splices) == "ab"


def test_answers_are_merged_apart() -> None:
    edits = [edited(0, 1, 0, "a"), edited(0, 1, 0, "x", answer_id=2), edited(1, 2, 1, "b")]

    assert {(m.answer_id, m.rev) for m in merge_edits(edits)} == {(1, 2), (2, 1)}


def test_an_edit_made_through_another_node_leaves_a_hole_that_shows() -> None:
    merged = merge_edits([edited(4, 5, 0, "a"), edited(6, 7, 2, "c")])

    assert [(m.base_rev, m.rev) for m in merged] == [(4, 5), (6, 7)]


class Listener:
    """An outlet that keeps what the dashboards hear."""

    has_dashboards = True

    def __init__(self, workshop: WorkShop) -> None:
        self.workshop = workshop
        self.told: list[int] = []

    async def emit(self, event: str, data: Any, room: str, namespace: str = ROOM) -> None:
        if event == "rooms.changed" and room == "all":
            self.told += [changed["session_id"] for changed in data["rooms"]]

    async def summary(self, glance: dict[str, Any]) -> RoomSummary:
        return RoomSummary(**glance)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_database_that_stumbles_costs_dashboards_no_news(
    workshop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Listener(workshop)
    publisher = Publisher(listener)
    async with workshop.begin(SYSTEM) as work:
        planned = await plan_interview(work)
    workshop.publish([PresenceMoved(planned.session_id)])
    gone = Database("postgresql://nobody@127.0.0.1:1/gone").engine
    with monkeypatch.context() as patch:
        patch.setattr(workshop.database, "_readers", gone)
        with pytest.raises(ConnectionRefusedError):
            await publisher._send_dashboards()

    await publisher._send_dashboards()

    assert listener.told == [planned.session_id]
