"""Whatever people do in a room, in whatever order, some things stay true."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.interviews import rules
from domain.interviews.events import RoomChange
from domain.interviews.fold import fold_all
from domain.interviews.room import Room
from domain.kit.errors import DomainError
from tests.factories.values import make_room

question_ids = st.integers(1, 4)


class RoomMachine(RuleBasedStateMachine):
    """A room that is commanded at random; refusals are part of the game."""

    @initialize(
        questions=st.integers(1, 3),
        limit=st.none() | st.integers(10, 60),
        auto=st.booleans(),
    )
    def plan(self, questions: int, limit: int | None, *, auto: bool) -> None:
        self.now = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
        self.room = make_room(questions=questions, time_limit_s=limit, auto=auto)
        self.handed_in: dict[int, tuple[str, int]] = {}
        self.closed: set[int] = set()

    def command(self, decide: Callable[[Room], list[RoomChange]]) -> None:
        with suppress(DomainError):
            self.room = fold_all(self.room, decide(self.room))

    @rule()
    def start(self) -> None:
        self.command(lambda room: rules.start(room, self.now))

    @rule()
    def pause(self) -> None:
        self.command(lambda room: rules.pause(room, self.now))

    @rule()
    def resume(self) -> None:
        self.command(lambda room: rules.resume(room, self.now))

    @rule(really=st.integers(0, 4))
    def end(self, really: int) -> None:
        if really == 0:
            self.command(lambda room: rules.end(room, self.now))

    @rule(on=st.booleans())
    def set_auto(self, *, on: bool) -> None:
        self.command(lambda room: rules.set_auto(room, self.now, on=on))

    @rule(question_id=st.none() | question_ids, limit=st.none() | st.integers(10, 60))
    def push(self, question_id: int | None, limit: int | None) -> None:
        self.command(lambda room: rules.push(room, question_id, limit, self.now))

    @rule()
    def close(self) -> None:
        self.command(lambda room: rules.close_question(room, "closed", self.now))

    @rule(seconds=st.integers(1, 60))
    def extend(self, seconds: int) -> None:
        self.command(lambda room: rules.extend(room, seconds))

    @rule(seconds=st.floats(0.001, 90))
    def time_passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.command(lambda room: rules.expire(room, self.now))

    @rule()
    def leave(self) -> None:
        self.command(lambda room: rules.leave(room, self.now))

    @rule()
    def come_back(self) -> None:
        self.command(lambda room: rules.come_back(room, self.now))

    @rule(text=st.text("ab ", max_size=5))
    def type_text(self, text: str) -> None:
        question = self.room.open_question
        if question is None or question.answer is None or self.room.paused_at is not None:
            return
        update = {"text": text, "rev": question.answer.rev + 1}
        written = question.model_copy(update={"answer": question.answer.model_copy(update=update)})
        others = (written if q is question else q for q in self.room.questions)
        self.room = self.room.model_copy(update={"questions": tuple(others)})

    @rule(question_id=question_ids, honest=st.booleans())
    def submit(self, question_id: int, *, honest: bool) -> None:
        question = self.room.question(question_id)
        answer = question.answer if question else None
        rev, text = (answer.rev, answer.text) if answer and honest else (7, "something else")
        proof = rules.text_hash(text)
        self.command(lambda room: rules.submit(room, question_id, rev, proof, self.now))

    @rule(question_id=question_ids)
    def skip(self, question_id: int) -> None:
        self.command(lambda room: rules.skip(room, question_id, self.now))

    @rule(question_id=question_ids)
    def repeat(self, question_id: int) -> None:
        self.command(lambda room: rules.repeat(room, question_id))

    @invariant()
    def at_most_one_question_is_open(self) -> None:
        assert sum(q.status == "open" for q in self.room.questions) <= 1

    @invariant()
    def a_closed_question_never_opens_again(self) -> None:
        closed = {q.question_id for q in self.room.questions if q.status == "closed"}
        assert self.closed <= closed
        self.closed = closed

    @invariant()
    def a_submitted_text_never_changes(self) -> None:
        for question in self.room.questions:
            if question.status != "closed":
                continue
            assert question.answer is not None
            assert question.answer.status == "submitted"
            assert question.answer.text_sha256 == rules.text_hash(question.answer.text)
            held = (question.answer.text, question.answer.rev)
            assert self.handed_in.setdefault(question.question_id, held) == held

    @invariant()
    def no_clock_runs_while_the_room_is_paused(self) -> None:
        if self.room.paused_at is not None:
            assert all(q.deadline_at is None for q in self.room.questions)

    @invariant()
    def only_the_open_question_has_a_clock(self) -> None:
        for question in self.room.questions:
            timed = question.deadline_at is not None or question.remaining_s is not None
            assert not timed or question.status == "open"

    @invariant()
    def an_open_question_with_a_limit_always_has_time_or_a_deadline(self) -> None:
        question = self.room.open_question
        if question is not None and question.time_limit_s is not None:
            running = self.room.paused_at is None
            assert (question.deadline_at is not None) == running
            assert (question.remaining_s is not None) == (not running)

    @invariant()
    def nothing_happens_outside_a_running_interview(self) -> None:
        if self.room.status != "In Progress":
            assert self.room.open_question is None
            assert self.room.paused_at is None
        if self.room.status == "Scheduled":
            assert not self.closed

    @invariant()
    def auto_mode_never_leaves_a_question_waiting_while_idle(self) -> None:
        room = self.room
        idle = room.status == "In Progress" and room.open_question is None
        if room.auto and idle and room.paused_at is None:
            assert all(q.status == "closed" for q in room.questions)


TestRoomMachine = RoomMachine.TestCase
TestRoomMachine.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
