"""A recording's way: from a pretended Zoom over real sockets into our storage, and to a player."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from domain.interviews.conduct import push_question, start_room
from domain.interviews.models import Consent, InterviewSession
from domain.interviews.schemas import PushQuestion
from domain.kit.actor import SYSTEM
from domain.video.models import VideoMeeting
from domain.video.ports import Wish
from domain.video.recordings import RecordingInbox
from tests.conftest import make_settings, running
from tests.factories.server import RunningServer, Scene
from tests.factories.waiting import until
from tests.fakes.language import Asked, FakeGemini, serving
from tests.fakes.zoom import FakeZoom, events, media
from tests.fakes.zoom.media import silence
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAID = "Every resource has one address and a uniform set of verbs."
LINES = f"""
00:01 Rae Cruiter: Please explain REST.
00:05 Amina Rahimi: {SAID}
00:30 Amina Rahimi: And the server keeps no session.
"""
SUMMARY = "Of addresses, verbs and sessions."
ALL = ("record", "transcribe", "ai_score")


@dataclass(slots=True)
class Studio:
    """A server whose meetings are at a pretended Zoom."""

    server: RunningServer
    zoom: FakeZoom

    async def record(
        self,
        *,
        agreed: tuple[str, ...] = ALL,
        lines: str | None = LINES,
        trouble: Sequence[str] = (),
    ) -> tuple[Scene, VideoMeeting]:
        """Hold an interview whose meeting Zoom records, and let Greenroom hear of it.

        ``trouble`` is what the next requests meet.
        """
        house = self.server.house
        scene = await self.server.scene(questions=1)
        async with house.workshop.begin(SYSTEM) as work:
            for purpose in agreed:
                said = {"purpose": purpose, "granted": True, "text_version": "1", "by": "guest:1"}
                work.session.add(Consent(session_id=scene.session_id, at=work.now, **said))
            await work.session.flush()
            await start_room(work, SYSTEM, scene.session_id)
            question = PushQuestion(question_id=scene.questions[0])
            await push_question(work, SYSTEM, scene.session_id, question)
            began = work.now
        reference = f"interview-{scene.session_id}"
        hosted = await house.meetings.open(Wish(reference, "Interview", began, 45, records=True))
        meeting = self.zoom.start_meeting(hosted.meeting_id)
        meeting.started_at, meeting.ended_at = began, began + timedelta(minutes=2)
        self.zoom.record(hosted.meeting_id, lines)
        async with house.workshop.begin(SYSTEM) as work:
            row = VideoMeeting(
                session_id=scene.session_id,
                provider="zoom",
                reference=reference,
                meeting_id=hosted.meeting_id,
                meeting_uuid=meeting.uuid,
                state="ended",
                done_version=1,
                starts_at=began,
                minutes=45,
                wished_at=began,
                created_at=began,
            )
            work.session.add(row)
        self.zoom.faults.script = list(trouble)
        await self.hear(row)
        return scene, row

    async def hear(self, row: VideoMeeting) -> None:
        """Be told that files of a meeting are ready."""
        async with self.server.house.workshop.begin(SYSTEM) as work:
            meeting = await work.session.get_one(VideoMeeting, row.id)
            await RecordingInbox().note_ready(work, meeting, meeting.meeting_uuid, "secret")

    async def recordings(self, scene: Scene, *states: str) -> list[dict[str, Any]]:
        """Wait until an interview's recordings are in ``states``, in any order."""
        items: list[dict[str, Any]] = []
        async with self.server.http(scene.token) as http:
            for _ in range(1_500):
                query = {"session_id": scene.session_id}
                answer = await http.get("/api/video/recordings", params=query)
                items = answer.raise_for_status().json()["items"]
                if sorted(item["state"] for item in items) == sorted(states):
                    return items
                await asyncio.sleep(0.02)
        raise TimeoutError(f"recordings are {items}")

    def downloads(self) -> list[str]:
        """Return the addresses of files that were asked for."""
        return [asked.path for asked in self.zoom.asked if asked.path.startswith("/rec/")]

    async def recording_url(self, scene: Scene) -> str | None:
        """Return where an interview's own row leads."""
        async with self.server.house.workshop.look(SYSTEM) as work:
            session = await work.session.get_one(InterviewSession, scene.session_id)
            return session.recording_url

    async def report(self, scene: Scene, *, scored: bool = True) -> dict[str, Any]:
        """Return the interview's report, once what was said is scored."""
        report: dict[str, Any] = {}
        async with self.server.http(scene.token) as http:
            for _ in range(1_500):
                path = f"/api/interview/sessions/{scene.session_id}/report"
                report = (await http.get(path)).raise_for_status().json()
                spoken = report["questions"][0]["spoken"]
                if spoken is not None and (spoken["score"] is not None or not scored):
                    return report
                await asyncio.sleep(0.02)
        raise TimeoutError(f"the report says {report}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Studio]:
    data_dir = tmp_path_factory.mktemp("studio")
    shutil.copy(migrated_sqlite, data_dir / "greenroom.db")
    async with FakeZoom() as zoom, serving(FakeGemini()) as language:
        language.answers(summarise)
        settings = make_settings(
            f"sqlite:///{data_dir / 'greenroom.db'}",
            data_dir,
            ai_provider="gemini",
            ai_transcripts=True,
            gemini_api_key="key-of-the-test",
            gemini_base_url=language.url,
            **zoom.settings(),
        )
        async with running(settings) as server:
            yield Studio(server, zoom)


def summarise(asked: Asked) -> object:
    """Summarise the first question that a model is told of."""
    number = int(asked.data.partition(" question ")[2].split()[0])
    return {"answers": [{"question": number, "summary": SUMMARY, "points": []}]}


async def test_a_recording_is_fetched_once_played_by_ranges_and_deleted_at_the_host(
    studio: Studio,
) -> None:
    scene, row = await studio.record()
    items = await studio.recordings(scene, "ready", "ready", "ready")
    film = next(item for item in items if item["kind"] == "video")
    whole = silence()

    await studio.hear(row)
    again = await studio.recordings(scene, "ready", "ready", "ready")
    async with studio.server.http(scene.token) as http:
        full = await http.get(film["url"])
        part = await http.get(film["url"], headers={"Range": "bytes=5-9"})
        tail = await http.get(film["url"], headers={"Range": "bytes=-4"})
        beyond = await http.get(film["url"], headers={"Range": f"bytes={len(whole)}-"})
        same = {"Range": "bytes=0-3", "If-Range": full.headers["etag"]}
        other = {"Range": "bytes=0-3", "If-Range": '"another"'}
        fresh, stale = [await http.get(film["url"], headers=each) for each in (same, other)]
        head = await http.head(film["url"])

    assert [item["id"] for item in again] == [item["id"] for item in items]
    assert (full.status_code, full.content) == (200, whole)
    assert (full.headers["content-type"], full.headers["accept-ranges"]) == ("video/mp4", "bytes")
    assert "sandbox" in full.headers["content-security-policy"]
    assert (part.status_code, part.content) == (206, whole[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(whole)}"
    assert (tail.status_code, tail.content) == (206, whole[-4:])
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    assert (fresh.status_code, stale.status_code) == (206, 200)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole))
    assert await studio.recording_url(scene) == film["url"]
    assert await _is_forgotten(studio, str(row.meeting_uuid))


async def test_what_was_said_is_aligned_scored_and_quoted_with_its_moment(studio: Studio) -> None:
    scene, _row = await studio.record()

    report = await studio.report(scene)

    question = report["questions"][0]
    spoken = question["spoken"]
    assert spoken["text"] == f"{SAID} And the server keeps no session."
    assert (spoken["from_speech"], spoken["source"], question["counted"]) == (
        True,
        "cloud",
        "spoken",
    )
    assert question["overall"] == spoken["score"]["overall"] == report["overall"]
    speakers = [(line["speaker"], line["question_id"]) for line in report["lines"]]
    asked = scene.questions[0]
    assert speakers == [("unknown", asked), ("candidate", asked), ("candidate", asked)]
    lines = {line["id"]: line for line in report["lines"]}
    quotes = [quote for point in spoken["points"] for quote in point["quotes"]]
    assert quotes
    for quote in quotes:
        line = lines[quote["line_id"]]
        assert quote["text"] == line["text"][quote["start"] : quote["end"]]
        assert quote["at_s"] == line["at_s"]
    assert [round(lines[key]["at_s"]) for key in spoken["line_ids"]] == [5, 30]


async def test_a_models_summary_stands_in_the_report_beside_the_same_score(studio: Studio) -> None:
    scene, _row = await studio.record()
    before = (await studio.report(scene))["questions"][0]["spoken"]["score"]

    async def is_read() -> bool:
        return bool((await studio.report(scene))["questions"][0]["spoken"]["summary_by"] == "model")

    await until(is_read)
    spoken = (await studio.report(scene))["questions"][0]["spoken"]
    assert (spoken["summary"], spoken["warnings"]) == (SUMMARY, [])
    assert spoken["score"] == before


async def test_without_consent_nothing_is_fetched_and_the_host_deletes_it(studio: Studio) -> None:
    before = len(studio.downloads())
    scene, row = await studio.record(agreed=("ai_score",))

    items = await studio.recordings(scene, "refused", "refused", "refused")

    assert {item["problem"] for item in items} == {
        "The candidate has not agreed to this, so it is not kept."
    }
    assert await _is_forgotten(studio, str(row.meeting_uuid))
    assert len(studio.downloads()) == before


async def test_a_withdrawn_consent_takes_film_and_words_away(studio: Studio) -> None:
    scene, _row = await studio.record()
    items = await studio.recordings(scene, "ready", "ready", "ready")
    await studio.report(scene)
    candidate = await studio.server.join(scene.session_id, invite=scene.invite)

    for purpose in ("record", "transcribe"):
        await candidate.do("consent.set", purpose=purpose, granted=False, text_version="1")
    await candidate.leave()

    await studio.recordings(scene, "refused", "refused", "refused")
    async with studio.server.http(scene.token) as http:
        path = f"/api/interview/sessions/{scene.session_id}"
        report = (await http.get(f"{path}/report")).json()
        assert_error(await http.get(items[0]["url"]), 404, "NotFound")
    assert await studio.recording_url(scene) is None
    assert report["lines"] == []
    assert report["questions"][0]["spoken"] is None


async def test_without_consent_to_scores_the_words_are_kept_unscored(studio: Studio) -> None:
    scene, _row = await studio.record(agreed=("record", "transcribe"))

    report = await studio.report(scene, scored=False)

    assert report["questions"][0]["spoken"]["score"] is None
    assert report["questions"][0]["overall"] is None


async def test_a_candidate_reads_the_own_words_and_nothing_that_judges(studio: Studio) -> None:
    scene, _row = await studio.record()
    items = await studio.recordings(scene, "ready", "ready", "ready")
    await studio.report(scene)
    guest = {"Authorization": f"Invite {scene.invite}", "X-Device": "tab"}

    async with studio.server.http(**guest) as http:
        path = f"/api/interview/sessions/{scene.session_id}/report"
        report = (await http.get(path)).raise_for_status().json()
        film = await http.get(items[0]["url"])

    assert [line["speaker"] for line in report["lines"]] == ["candidate", "candidate"]
    assert (report["recordings"], report["notes"], report["overall"]) == ([], [], None)
    question = report["questions"][0]
    assert question["spoken"]["text"].startswith(SAID)
    assert (question["spoken"]["score"], question["spoken"]["points"]) == (None, [])
    assert (question["gold_standard_answer"], question["key_points"]) == (None, [])
    assert film.status_code == 401


async def test_a_link_plays_one_recording_without_a_header(studio: Studio) -> None:
    scene, _row = await studio.record(lines=None)
    first, second = await studio.recordings(scene, "ready", "ready")
    async with studio.server.http(scene.token) as http:
        made = await http.post(f"/api/video/recordings/{first['id']}/link")
        link = made.raise_for_status().json()["url"]
        await http.delete(f"/api/video/recordings/{second['id']}")

    async with studio.server.http() as http:
        played = await http.get(link, headers={"Range": "bytes=4-7"})
        elsewhere = await http.get(link.replace(f"/{first['id']}/", f"/{second['id']}/"))
        forged = await http.get(link[:-4] + "AAAA")

    assert (played.status_code, played.content) == (206, b"ftyp")
    assert_error(elsewhere, 404, "NotFound")
    assert_error(forged, 401, "SignInNeeded")


async def _is_forgotten(studio: Studio, uuid: str) -> bool:
    """Wait until the pretended Zoom has no such recording any more."""
    for _ in range(1_500):
        if uuid not in studio.zoom.state.recordings:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_a_file_that_is_not_what_it_says_is_given_up_with_a_sentence(studio: Studio) -> None:
    original = media.silence()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "tiny_mp4", lambda: b"<!doctype html>" + original)
        scene, row = await studio.record(lines=None)

    items = await studio.recordings(scene, "failed", "ready")

    assert next(item for item in items if item["state"] == "failed")["problem"] == (
        "The file is not what .mp4 stands for."
    )
    assert row.meeting_uuid in studio.zoom.state.recordings


async def test_a_host_that_stumbles_is_asked_again(studio: Studio) -> None:
    scene, _row = await studio.record(lines=None, trouble=["500 before", "ok", "cut after"])

    items = await studio.recordings(scene, "ready", "ready")

    assert all(item["size"] == len(silence()) for item in items)


async def test_a_transcript_that_is_garbage_says_so_and_is_kept(studio: Studio) -> None:
    scene, _row = await studio.record(lines="WEBVTT\n\nno times here")

    items = await studio.recordings(scene, "ready", "ready", "ready")

    transcript = next(item for item in items if item["kind"] == "transcript")
    assert transcript["problem"] == "The transcript has no times and was not read."
