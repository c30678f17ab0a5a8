"""Interviews whose meeting at the pretended Zoom has a live transcript."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr
from sqlalchemy import select

from domain.interviews import answering, conduct
from domain.interviews.journal import AnswerJournal
from domain.interviews.live import LiveScores, ScorePartial
from domain.interviews.schemas import PushQuestion, SetConsent
from domain.kit.actor import SYSTEM
from domain.kit.work import Announcement, Work, WorkShop
from domain.scoring.schemas import QuestionSpec, Score
from domain.video.hooks import Stream
from domain.video.listening import StreamKeeper
from domain.video.live_lines import SpokenTexts
from domain.video.models import VideoMeeting
from domain.video.recording_models import SpokenAnswer, VideoLine
from domain.video.recording_rules import Policies
from domain.video.stream_inbox import StreamInbox
from domain.video.stream_models import VideoStream
from server.adapters.rtms import ZoomTranscripts
from tests.factories.clock import SettableClock
from tests.factories.inbox import open_meeting
from tests.factories.play import Play, open_play
from tests.factories.values import make_score
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom, Meeting

CANDIDATE = "Amina Rahimi"
HOST = "Bo the Host"


@dataclass(slots=True)
class Remembering:
    """A scorer that keeps what it was asked to score."""

    texts: list[str] = field(default_factory=list)

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        self.texts.append(answer)
        return make_score()


class Spoken:
    """One interview with an open question, heard by processes that a test starts."""

    def __init__(self, play: Play, zoom: FakeZoom, meeting: Meeting, clock: SettableClock) -> None:
        self.play, self.zoom, self.meeting, self.clock = play, zoom, meeting, clock
        self.stream_id = meeting.stream_id or ""
        self.workshop = play.workshop
        self.scorer = Remembering()
        self.live = LiveScores(self.workshop, self.scorer, SpokenTexts(self.workshop))
        self.partials: list[ScorePartial] = []
        self.keepers: list[StreamKeeper] = []
        self.workshop.listen(self._hear)

    @property
    def question(self) -> int:
        return self.play.planned.questions[0]

    async def agree(self, purpose: str, *, granted: bool = True) -> None:
        said = SetConsent.model_validate(
            {"purpose": purpose, "granted": granted, "text_version": "1"}
        )
        await self.play.guest(answering.set_consent, said)

    async def offer(self) -> None:
        """Let the host tell of the live transcript."""
        stream = Stream(
            self.meeting.uuid,
            self.stream_id,
            f"{self.zoom.streams.url}/rtms/signaling",
        )
        async with self.workshop.begin(SYSTEM) as work:
            await StreamInbox().note_started(work, await self._row(work), stream)

    async def note_stopped(self, reason: int) -> None:
        """Let the host's webhook tell of the end."""
        async with self.workshop.begin(SYSTEM) as work:
            row = await self._row(work)
            await StreamInbox().note_stopped(work, row, self.stream_id, reason)

    def process(self) -> StreamKeeper:
        """Return another process that may receive."""
        account = self.zoom.account
        secret = SecretStr(account.client_secret)
        client = ZoomTranscripts(account.client_id, secret, f"{self.zoom.url}/v2", tls=False)
        self.keepers.append(StreamKeeper(self.workshop, client, Policies()))
        return self.keepers[-1]

    async def say(self, text: str, name: str = CANDIDATE) -> None:
        await self.zoom.speak(self.meeting.number, name, text)

    async def is_scored(self, times: int) -> None:
        """Wait for the ``times``-th live score."""
        await until(lambda: len(self.partials) == times)

    async def lines(self) -> list[VideoLine]:
        async with self.workshop.look(SYSTEM) as work:
            return list(await work.session.scalars(select(VideoLine).order_by(VideoLine.id)))

    async def texts(self) -> list[str]:
        return [line.text for line in await self.lines()]

    async def answers(self) -> list[str]:
        """Return the spoken answers there are."""
        async with self.workshop.look(SYSTEM) as work:
            return [row.text for row in await work.session.scalars(select(SpokenAnswer))]

    async def stream(self) -> VideoStream:
        async with self.workshop.look(SYSTEM) as work:
            row: VideoStream = (await work.session.scalars(select(VideoStream))).one()
            return row

    async def told(self) -> list[tuple[str, str]]:
        """Return speaker and text of the lines that the candidate's room was told of."""
        delta = await self.play.events(self.play.candidate)
        heard = [each for each in delta.events if each.type == "transcript.line"]
        return [(str(each.data["speaker"]), str(each.data["text"])) for each in heard]

    async def close(self) -> None:
        for keeper in self.keepers:
            await keeper.stop()
        await self.live.stop()

    def _hear(self, announcement: Announcement) -> None:
        if isinstance(announcement, ScorePartial):
            self.partials.append(announcement)

    async def _row(self, work: Work) -> VideoMeeting:
        row: VideoMeeting = (await work.session.scalars(select(VideoMeeting))).one()
        return row


async def open_spoken(
    workshop: WorkShop, journal: AnswerJournal, zoom: FakeZoom, clock: SettableClock
) -> Spoken:
    """Start an interview, its meeting and the meeting's live transcript; open a question."""
    meeting = zoom.state.make({"topic": "An interview"})
    zoom.start_meeting(meeting.number)
    for name in (CANDIDATE, HOST):
        zoom.join(meeting.number, name)
    zoom.start_stream(meeting.number)
    # The pretended Zoom's lines carry real times; the question was open before them.
    clock.now = datetime.now(UTC) - timedelta(seconds=30)
    play = await open_play(workshop, journal)
    async with workshop.begin(SYSTEM) as work:
        await open_meeting(work, play.session_id, str(meeting.number))
    await play.staff(conduct.start_room)
    await play.staff(conduct.push_question, PushQuestion())
    clock.pass_by(30)
    return Spoken(play, zoom, meeting, clock)
