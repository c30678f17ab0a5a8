"""An interview whose meeting is at a pretended Zoom, from its making to its recording."""

from dataclasses import dataclass
from datetime import timedelta

from domain.interviews.conduct import push_question, start_room
from domain.interviews.models import Consent
from domain.interviews.schemas import PushQuestion
from domain.kit.actor import SYSTEM
from tests.browser.visits import arrange
from tests.factories.server import RunningServer, Scene
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom

SAID = "Every resource has one address and a uniform set of verbs."
LINES = f"""
00:01 Rae Cruiter: Please explain REST.
00:05 Amina Rahimi: {SAID}
00:30 Amina Rahimi: And the server keeps no session.
"""
ALL = ("record", "transcribe", "ai_score")


@dataclass(slots=True)
class Studio:
    """A server that a pretended Zoom tells what happens in meetings."""

    server: RunningServer
    zoom: FakeZoom

    async def plan(self) -> tuple[Scene, int]:
        """Plan an interview with a meeting; return both, once Zoom has opened the meeting."""
        self.zoom.hooks.url = f"{self.server.url}/api/video/webhook"
        scene = await arrange(self.server)
        wish = {"session_id": scene.session_id, "records": True}
        async with self.server.http(scene.token) as http:
            made = (await http.post("/api/video/create-meeting", json=wish)).json()
            path = f"/api/video/meetings/{made['id']}"

            async def is_open() -> bool:
                return bool((await http.get(path)).json()["state"] == "open")

            await until(is_open)
            return scene, int((await http.get(path)).json()["meeting_id"])

    async def ask(
        self, scene: Scene, *, agreed: tuple[str, ...] = ALL, refused: tuple[str, ...] = ()
    ) -> None:
        """Begin the interview without anybody at the pages, and ask the first question."""
        async with self.server.house.workshop.begin(SYSTEM) as work:
            for purpose in agreed + refused:
                said = {"purpose": purpose, "granted": purpose in agreed, "by": "guest:1"}
                row = Consent(session_id=scene.session_id, at=work.now, text_version="1", **said)
                work.session.add(row)
            await work.session.flush()
            await start_room(work, SYSTEM, scene.session_id)
            question = PushQuestion(question_id=scene.questions[0])
            await push_question(work, SYSTEM, scene.session_id, question)

    async def meet(self, number: int) -> None:
        """Hold a meeting of two minutes that begins now."""
        meeting = self.zoom.start_meeting(number)
        self.zoom.join(number, "Amina Rahimi")
        self.zoom.end_meeting(number)
        assert meeting.started_at is not None
        meeting.ended_at = meeting.started_at + timedelta(minutes=2)
        await self.zoom.hooks.settle()

    async def film(self, number: int) -> None:
        """Let the recording of a meeting that was held be ready."""
        self.zoom.record(number, LINES)
        await self.zoom.hooks.settle()
