"""A live transcript, over real sockets, moves the room and the live score."""

from collections.abc import AsyncIterator

import pytest

from domain.interviews import conduct
from domain.interviews.journal import AnswerJournal
from domain.kit.work import WorkShop
from domain.video.listening import LEASE
from tests.factories.clock import SettableClock
from tests.factories.play import writing
from tests.factories.streams import HOST, Spoken, open_spoken
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom, Faults

READY = 7


@pytest.fixture
async def journal(workshop: WorkShop) -> AsyncIterator[AnswerJournal]:
    async with writing(workshop) as journal:
        yield journal


@pytest.fixture
async def spoken(
    workshop: WorkShop, journal: AnswerJournal, zoom: FakeZoom, clock: SettableClock
) -> AsyncIterator[Spoken]:
    spoken = await open_spoken(workshop, journal, zoom, clock)
    yield spoken
    await spoken.close()


async def begin(spoken: Spoken) -> None:
    """Receive the transcript of a candidate who agreed to it and to scores."""
    spoken.live.start()
    for purpose in ("transcribe", "ai_score"):
        await spoken.agree(purpose)
    spoken.process().start()
    await spoken.offer()
    await flows(spoken)


async def flows(spoken: Spoken, times: int = 1) -> None:
    """Wait until the transcript was taken up for the ``times``-th time."""
    await until(
        lambda: sum(said.get("msg_type") == READY for said in spoken.zoom.streams.heard) >= times
    )


async def has_stored(spoken: Spoken, text: str) -> None:
    async def is_there() -> bool:
        return text in await spoken.texts()

    await until(is_there)


async def is_over(spoken: Spoken) -> None:
    async def holds() -> bool:
        return (await spoken.stream()).state == "over"

    await until(holds)


async def test_each_line_of_the_candidate_moves_the_live_score(spoken: Spoken) -> None:
    await begin(spoken)

    for number, text in enumerate(["REST has resources", "and verbs", "and no state"], start=1):
        await spoken.say(text)
        await spoken.is_scored(number)

    assert spoken.scorer.texts == [
        "REST has resources",
        "REST has resources and verbs",
        "REST has resources and verbs and no state",
    ]
    assert {partial.question_id for partial in spoken.partials} == {spoken.question}
    assert [text for _, text in await spoken.told()] == await spoken.texts()


async def test_what_is_typed_and_what_is_said_are_scored_together(spoken: Spoken) -> None:
    await begin(spoken)
    await spoken.play.write(spoken.question, "Typed first.")
    await spoken.is_scored(1)

    await spoken.say("said next")
    await spoken.is_scored(2)
    await spoken.play.write(spoken.question, "Typed again.")
    await spoken.is_scored(3)

    assert spoken.scorer.texts == [
        "Typed first.",
        "Typed first.\nsaid next",
        "Typed again.\nsaid next",
    ]
    assert [partial.rev for partial in spoken.partials] == [1, 1, 2]


async def test_the_interviewers_words_are_shown_and_not_scored(spoken: Spoken) -> None:
    await begin(spoken)

    await spoken.say("What is REST?", HOST)
    await spoken.say("It has resources")
    await spoken.is_scored(1)

    assert spoken.scorer.texts == ["It has resources"]
    assert await spoken.told() == [
        ("unknown", "What is REST?"),
        ("candidate", "It has resources"),
    ]


async def test_lines_that_are_lost_repeated_and_late_are_told_once(spoken: Spoken) -> None:
    await begin(spoken)
    spoken.zoom.faults = Faults(seed=3, lines_drop=0.2, lines_repeat=0.3, lines_reorder=0.3)

    for number in range(30):
        await spoken.say(f"word{number}")
    await spoken.zoom.streams.let_go(spoken.meeting)
    spoken.zoom.faults = Faults()
    await spoken.say("end")
    await has_stored(spoken, "end")

    texts = await spoken.texts()
    [answer] = await spoken.answers()
    assert len(texts) == len(set(texts)) < 31
    assert sorted(text for _, text in await spoken.told()) == sorted(texts)
    ordered = sorted(await spoken.lines(), key=lambda line: (line.started_at, line.id))
    assert answer == " ".join(line.text for line in ordered)


async def test_a_cut_stream_goes_on(spoken: Spoken) -> None:
    await begin(spoken)

    await spoken.zoom.streams.cut(spoken.meeting)
    await flows(spoken, 2)
    await spoken.say("there again")

    await has_stored(spoken, "there again")


async def test_nothing_is_kept_without_the_candidates_yes(spoken: Spoken) -> None:
    await begin(spoken)
    await spoken.say("with a yes")
    await has_stored(spoken, "with a yes")

    await spoken.agree("transcribe", granted=False)
    await spoken.say("after the no")
    await spoken.zoom.stop_stream(spoken.meeting.number, 6)
    await is_over(spoken)

    assert await spoken.texts() == []
    assert await spoken.answers() == []
    assert await spoken.told() == [("candidate", "")]


async def test_without_consent_to_scores_lines_are_shown_alone(spoken: Spoken) -> None:
    await begin(spoken)
    await spoken.agree("ai_score", granted=False)

    await spoken.say("not to be judged")
    await has_stored(spoken, "not to be judged")
    await spoken.live.stop()

    assert spoken.scorer.texts == []


@pytest.mark.parametrize(("reason", "kept"), [(6, ["said"]), (8, []), (18, ["said"])])
async def test_a_revoked_transcript_is_deleted_and_others_are_kept(
    spoken: Spoken, reason: int, kept: list[str]
) -> None:
    await begin(spoken)
    await spoken.say("said")
    await has_stored(spoken, "said")

    await spoken.zoom.stop_stream(spoken.meeting.number, reason)
    await is_over(spoken)

    assert (await spoken.stream()).reason == reason
    assert await spoken.texts() == kept
    assert await spoken.answers() == kept
    assert [text for _, text in await spoken.told()] == (kept or [""])


async def test_a_webhook_that_revokes_later_still_counts(spoken: Spoken) -> None:
    await begin(spoken)
    await spoken.say("said")
    await has_stored(spoken, "said")
    await spoken.zoom.stop_stream(spoken.meeting.number, 6)
    await is_over(spoken)

    await spoken.note_stopped(8)

    assert await spoken.texts() == []
    assert (await spoken.stream()).reason == 8


async def test_one_process_receives_and_another_takes_over_when_it_dies(spoken: Spoken) -> None:
    await spoken.agree("transcribe")
    await spoken.offer()
    first, second = spoken.process(), spoken.process()
    await first.round()
    await flows(spoken)

    await second.round()
    assert set(second._held) == set()
    spoken.clock.pass_by(LEASE.total_seconds() + 1)
    await second.round()
    await flows(spoken, 2)
    await first.round()
    await spoken.say("to the second")
    await has_stored(spoken, "to the second")

    assert set(first._held) == set()
    assert spoken.zoom.streams.of(spoken.meeting).kicked == 2
    assert (await spoken.stream()).owner == second._owner


async def test_a_process_that_stops_leaves_its_stream_to_others_at_once(spoken: Spoken) -> None:
    await spoken.agree("transcribe")
    await spoken.offer()
    first, second = spoken.process(), spoken.process()
    await first.round()
    await flows(spoken)

    await first.stop()
    await second.round()
    await flows(spoken, 2)

    assert (await spoken.stream()).owner == second._owner


async def test_the_end_of_the_interview_ends_the_receiving(spoken: Spoken) -> None:
    await spoken.agree("transcribe")
    await spoken.offer()
    keeper = spoken.process()
    await keeper.round()
    await flows(spoken)

    await spoken.play.staff(conduct.end_room)
    await keeper.round()

    assert set(keeper._held) == set()
    assert (await spoken.stream()).state == "over"


async def test_a_refused_stream_is_over_and_says_why(spoken: Spoken) -> None:
    spoken.zoom.faults = Faults(refuse_streams=3)
    spoken.process().start()

    await spoken.offer()
    await is_over(spoken)

    assert (await spoken.stream()).problem == "Zoom refused the live transcript with status 3."
