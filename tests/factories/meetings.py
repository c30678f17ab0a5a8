"""Interviews with meetings: a runner that does their wishes at a pretended Zoom."""

from datetime import timedelta
from typing import Any

from pydantic import SecretStr
from sqlalchemy import delete, select

from domain.interviews.answering import set_consent
from domain.interviews.models import InterviewSession
from domain.interviews.schemas import ScheduleSession, SetConsent
from domain.interviews.sessions import schedule_session
from domain.kit.actor import SYSTEM, Actor
from domain.kit.jobs import BackgroundJob
from domain.kit.work import WorkShop
from domain.video.comparing import MeetingComparer
from domain.video.models import VideoMeeting
from domain.video.ports import MeetingHost
from domain.video.schemas import ComparisonView
from domain.video.wishes import hold_meeting, turn
from server.adapters.zoom import ZoomHost
from server.adapters.zoom_token import ZoomAccount
from server.jobs import JobRunner
from server.meetings import serve_meetings
from tests.factories.clock import SettableClock
from tests.factories.people import apply, open_job
from tests.factories.postman import Scorer
from tests.factories.questions import add_question
from tests.factories.server import NO_TLS
from tests.fakes.zoom import FakeZoom

OWNER = "interviews.company.org"


class Meetings:
    """A workshop whose interviews' meetings are done at ``host`` when a test says so."""

    def __init__(
        self,
        workshop: WorkShop,
        host: MeetingHost,
        clock: SettableClock,
        *,
        wants_transcripts: bool = False,
        runner: JobRunner | None = None,
    ) -> None:
        self.workshop, self.host, self.clock = workshop, host, clock
        self.runner = runner or JobRunner(workshop, Scorer(), "")
        # Woken by nobody: its jobs wait in their rows until the test does them.
        workshop._listeners.remove(self.runner._hear)
        if runner is None:
            serve_meetings(self.runner, workshop, host, wants_transcripts=wants_transcripts)

    async def application(self, questions: int = 1) -> int:
        """Let somebody apply for a job with approved questions."""
        async with self.workshop.begin(SYSTEM) as work:
            job_id = await open_job(work)
            for number in range(questions):
                await add_question(work, job_id, question_text=f"Question {number}?")
            return await apply(work, job_id)

    async def wish(
        self, *, hours: float = 24, application_id: int = 0, **fields: Any
    ) -> ScheduleSession:
        """Return the command that plans an interview with a meeting."""
        return ScheduleSession(
            application_id=application_id or await self.application(),
            scheduled_at=self.clock.now + timedelta(hours=hours),
            **{"video": True, "minutes": 45} | fields,
        )

    async def plan(self, **fields: Any) -> int:
        """Plan an interview with a meeting; return the interview's id."""
        command = await self.wish(**fields)
        async with self.workshop.begin(SYSTEM) as work:
            return (await schedule_session(work, SYSTEM, command)).id

    async def begin(self, session_id: int) -> None:
        """Hear that an interview's meeting has begun."""
        async with self.workshop.begin(SYSTEM) as work:
            held = await hold_meeting(work, (await self.meeting(session_id)).id)
            assert held is not None
            await turn(work, held[0], "started")

    async def say(self, session_id: int, purpose: str, *, granted: bool = True) -> None:
        """Let the candidate agree to something, or withdraw it."""
        session = await self.session(session_id)
        said = {"purpose": purpose, "granted": granted, "text_version": "1"}
        guest = Actor.guest(1, session_id, session.candidate_id)
        async with self.workshop.begin(guest) as work:
            await set_consent(work, guest, session_id, SetConsent.model_validate(said))

    async def work(self) -> None:
        """Do all jobs that are due now, and those that follow from them at once."""
        await self.runner.stop()
        while await self._is_busy():
            await self.runner.sweep()
            await self.runner.stop()

    async def work_for(self, hours: float = 48) -> None:
        """Let time go from job to job until none is planned within ``hours``."""
        until = self.clock.now + timedelta(hours=hours)
        await self.work()
        while (soonest := await self._next()) is not None and soonest <= until:
            self.clock.now = max(self.clock.now, soonest)
            await self.work()

    async def lose_jobs(self) -> None:
        """Forget all jobs, as if the database had been mended by hand."""
        async with self.workshop.begin(SYSTEM) as work:
            await work.session.execute(delete(BackgroundJob))

    async def compare(self) -> ComparisonView:
        """Compare with the host, a while after whatever was done last."""
        self.clock.pass_by(300)
        return await MeetingComparer(self.workshop, self.host).compare(SYSTEM)

    async def meeting(self, session_id: int) -> VideoMeeting:
        """Return an interview's meeting as it lies in the database."""
        wanted = select(VideoMeeting).where(VideoMeeting.session_id == session_id)
        async with self.workshop.look(SYSTEM) as work:
            return (await work.session.scalars(wanted)).one()

    async def session(self, session_id: int) -> InterviewSession:
        """Return an interview as it lies in the database."""
        async with self.workshop.look(SYSTEM) as work:
            return await work.session.get_one(InterviewSession, session_id)

    async def _is_busy(self) -> bool:
        due = (BackgroundJob.state == "queued") & (BackgroundJob.run_after <= self.clock.now)
        busy = select(BackgroundJob.id).where(due | (BackgroundJob.state == "running"))
        busy = busy.where(BackgroundJob.name.not_in(self.runner._joint))
        async with self.workshop.look(SYSTEM) as work:
            return await work.session.scalar(busy.limit(1)) is not None

    async def _next(self) -> Any:
        planned = select(BackgroundJob.run_after).where(BackgroundJob.state == "queued")
        planned = planned.where(BackgroundJob.name.not_in(self.runner._joint))
        async with self.workshop.look(SYSTEM) as work:
            return await work.session.scalar(planned.order_by(BackgroundJob.run_after).limit(1))


def connect(
    zoom: FakeZoom, clock: SettableClock, secret: str = "", within_s: float = 5
) -> ZoomHost:
    """Return an adapter with an account at ``zoom``."""
    account = ZoomAccount(
        account_id=zoom.account.account_id,
        client_id=zoom.account.client_id,
        client_secret=SecretStr(secret or zoom.account.client_secret),
        base_url=f"{zoom.url}/v2",
        oauth_url=f"{zoom.url}/oauth/token",
        plan="business",
    )
    return ZoomHost(account, OWNER, clock=clock, within_s=within_s, tls=NO_TLS)
