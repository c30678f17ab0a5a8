"""Interviews by video in real browsers: the meeting's state, its recording, a quote's moment."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from domain.kit.actor import SYSTEM, Role
from server.config import Settings
from tests.browser.filming import SAID, Studio
from tests.browser.test_accessibility import violations
from tests.browser.visits import DESKTOP, PHONE, WATCHER, arrange, come_in, open_page, sign_in
from tests.conftest import running
from tests.factories.people import apply, open_account, open_job
from tests.factories.questions import add_question
from tests.factories.server import PASSWORD
from tests.factories.waiting import until
from tests.fakes.zoom import FakeZoom

pytestmark = pytest.mark.browser

SHOTS = Path(".cache/shots")
READY = 7
"""What is sent over the signaling socket before lines flow."""


@pytest.fixture
async def studio(settings: Settings) -> AsyncIterator[Studio]:
    async with FakeZoom() as zoom:
        settings = settings.model_copy(update=_typed(zoom, settings))
        async with running(settings) as server:
            yield Studio(server, zoom)


async def test_both_sides_see_the_meeting_begin_fill_and_end_and_enter_it_by_links_of_their_own(
    studio: Studio, browser: Browser
) -> None:
    scene, number = await studio.plan()
    recruiter, candidate = await open_page(browser), await open_page(browser, PHONE)
    await sign_in(recruiter, studio.server, f"/recruiter/live/{scene.session_id}")
    await candidate.goto(f"{studio.server.url}/room/{scene.session_id}#invite={scene.invite}")
    await expect(candidate.get_by_text("What may be kept of the video meeting?")).to_be_visible()
    await seen(candidate, "welcome-meeting")
    await come_in(candidate, studio.server.url, scene, "A recording of me may be kept")
    panes = [page.get_by_role("region", name="Video meeting") for page in (recruiter, candidate)]
    for pane in panes:
        await expect(pane).to_contain_text("Not begun yet")
    await expect(panes[0]).to_contain_text("The candidate agreed to a recording.")
    await expect(candidate.get_by_label("What I say may be turned")).not_to_be_checked()

    async with recruiter.expect_popup() as opened:
        await panes[0].get_by_role("button", name="Start as host").click()
    host = await opened.value
    await host.wait_for_url(f"{studio.zoom.url}/j/{number}")
    for pane in panes:
        await expect(pane).to_contain_text("On now")
    async with candidate.expect_popup() as opened:
        await panes[1].get_by_role("button", name="Join in a new tab").click()
    await (await opened.value).wait_for_url(f"{studio.zoom.url}/j/{number}")

    await expect(panes[0].get_by_role("listitem").filter(has_text="Amina")).to_contain_text("since")
    assert "zak=" not in await recruiter.content()
    await recruiter.get_by_role("button", name="Start interview").click()
    await _follow_what_is_said(studio, number, recruiter, candidate)
    studio.zoom.end_meeting(number)
    for pane in panes:
        await expect(pane).to_contain_text("Ended")


async def _follow_what_is_said(
    studio: Studio, number: int, recruiter: Page, candidate: Page
) -> None:
    """Agree to a transcript in mid-meeting, read it on both sides, and withdraw all of it."""
    said = recruiter.get_by_role("region", name="Said in the meeting")
    own = candidate.get_by_role("region", name="What was heard of you")
    lines = said.get_by_role("listitem")
    await candidate.get_by_label("What I say may be turned").check()
    await expect(said).to_contain_text("Nothing heard yet")
    await until(lambda: any(one.get("msg_type") == READY for one in studio.zoom.streams.heard))
    for line in range(12):
        await studio.zoom.speak(number, "Amina Rahimi", f"Sentence {line} of my answer.")
    await studio.zoom.speak(number, "Somebody Else", "Thank you.")
    await expect(own.get_by_role("listitem")).to_have_count(3)
    await expect(lines).to_have_count(13)
    await expect(lines.filter(has_text="Thank you.")).to_be_in_viewport()

    await recruiter.reload()
    await expect(lines).to_have_count(13)
    await said.get_by_role("list").evaluate("list => list.scrollTo(0, 0)")
    await expect(said.get_by_role("button", name="Newest")).to_be_visible()
    await studio.zoom.speak(number, "Amina Rahimi", "The newest sentence.")
    await expect(lines).to_have_count(14)
    await expect(lines.filter(has_text="Sentence 0 of my answer.")).to_be_in_viewport()
    await seen(recruiter, "live-meeting")
    await seen(candidate, "room-meeting")
    await said.get_by_role("button", name="Newest").click()
    await expect(lines.filter(has_text="The newest sentence.")).to_be_in_viewport()

    await candidate.get_by_label("A recording of me may be kept").uncheck()
    await candidate.get_by_label("What I say may be turned").uncheck()
    for page in (recruiter, candidate):
        meeting = page.get_by_role("region", name="Video meeting")
        await expect(meeting).to_contain_text("The recording is stopped")
    await expect(said).to_have_count(0)
    await expect(own).to_have_count(0)


async def test_an_interview_is_scheduled_with_its_meeting_moved_and_cancelled_from_the_list(
    studio: Studio, browser: Browser
) -> None:
    async with studio.server.house.workshop.begin(SYSTEM) as work:
        await open_account(work, studio.server.house.accounts, WATCHER, Role.RECRUITER, PASSWORD)
        job_id = await open_job(work)
        await add_question(work, job_id)
        await apply(work, job_id)
    page = await open_page(browser)
    await sign_in(page, studio.server, "/recruiter")

    await page.get_by_role("button", name="Schedule an interview").click()
    await page.get_by_label("Job").select_option(str(job_id))
    await page.get_by_label("Candidate", exact=True).select_option(index=1)
    await page.get_by_label("Minutes").fill("45")
    await page.get_by_label("Record it at the video service").check()
    await seen(page, "schedule")
    await page.get_by_role("button", name="Schedule", exact=True).click()
    link = page.get_by_label("Copy this link and send it to the candidate")
    await expect(link).to_have_value(re.compile(r"/room/\d+#invite="))
    await expect(page.get_by_role("dialog")).to_contain_text("at Zoom")
    await page.get_by_role("button", name="Done").click()
    planned = page.get_by_role("region", name="Next").get_by_role("listitem")
    await expect(planned).to_contain_text("Video meeting at Zoom is ready", timeout=20_000)
    (meeting,) = studio.zoom.meetings.values()
    assert meeting.fields["duration"] == 45
    await seen(page, "scheduled")

    await planned.get_by_role("button", name="Move").click()
    await page.get_by_label("Day and time").fill("2031-05-06T09:30")
    await page.get_by_role("dialog").get_by_role("button", name="Move").click()
    await expect(page.get_by_text("The interview is moved.")).to_be_visible(timeout=20_000)
    await expect(planned).to_contain_text("May 6, 9:30")
    await planned.get_by_role("button", name="Cancel").click()
    await page.get_by_role("button", name="Undo").click()
    await planned.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("region", name="Past")).to_contain_text(
        "Cancelled", timeout=20_000
    )


async def test_a_meeting_that_the_host_refused_is_asked_for_again_from_the_list(
    studio: Studio, browser: Browser
) -> None:
    scene = await arrange(studio.server)
    studio.zoom.faults.script = ["500 before"] * 3
    async with studio.server.http(scene.token) as http:
        body = {"session_id": scene.session_id}
        (await http.post("/api/video/create-meeting", json=body)).raise_for_status()
    await until(lambda: not studio.zoom.faults.script)
    page = await open_page(browser)
    await sign_in(page, studio.server, "/recruiter")
    planned = page.get_by_role("region", name="Next").get_by_role("listitem")
    again = planned.get_by_role("button", name="Try again")
    await expect(again).to_be_visible(timeout=20_000)
    await seen(page, "meeting-problem")

    await again.click()

    await expect(planned).to_contain_text("Video meeting at Zoom is ready", timeout=20_000)
    await expect(again).to_have_count(0)


async def test_a_click_on_what_was_said_plays_that_moment_of_the_recording(
    studio: Studio, browser: Browser
) -> None:
    scene, number = await studio.plan()
    await studio.ask(scene)
    recruiter = await open_page(browser)
    await sign_in(recruiter, studio.server, f"/recruiter/report/{scene.session_id}")
    await expect(recruiter.get_by_text("There is no recording yet.")).to_be_visible()

    await studio.meet(number)
    player = recruiter.locator("video")
    await recruiter.reload()
    await expect(recruiter.get_by_text("The recording is on its way.")).to_be_visible()
    await studio.film(number)
    await expect(player).to_be_visible(timeout=30_000)
    answer = recruiter.get_by_role("region", name="Spoken answer")
    await expect(answer).to_contain_text(SAID)
    transcript = recruiter.get_by_role("region", name="Transcript")
    await transcript.get_by_role("button", name="And the server keeps no session.").click()

    await expect(player).to_have_js_property("seeking", value=False)
    assert 30 <= await _second(recruiter) < 40
    point = answer.get_by_role("listitem").filter(has_text="Everything is a resource")
    await point.get_by_role("button", name=SAID).click()

    await expect(player).to_have_js_property("seeking", value=False)
    assert 5 <= await _second(recruiter) < 15
    await seen(recruiter, "report")


async def test_the_report_says_that_there_is_no_recording_because_the_candidate_said_no(
    studio: Studio, browser: Browser
) -> None:
    scene, number = await studio.plan()
    await studio.ask(scene, agreed=("ai_score",), refused=("record", "transcribe"))
    await studio.meet(number)
    await studio.film(number)
    recruiter = await open_page(browser)

    await sign_in(recruiter, studio.server, f"/recruiter/report/{scene.session_id}")

    recording = recruiter.get_by_role("region", name="Recording")
    await expect(recording).to_contain_text("There is no recording")
    await expect(recording).to_contain_text("not agree")
    assert await recruiter.locator("video").count() == 0


async def seen(page: Page, name: str) -> None:
    """Photograph a page at both widths; no rule of accessibility is broken at either."""
    for kind, (width, height) in (("phone", PHONE), ("desktop", DESKTOP)):
        await page.set_viewport_size({"width": width, "height": height})
        assert await violations(page) == []
        await page.screenshot(path=SHOTS / f"{name}-{kind}.png", full_page=True)


async def _second(page: Page) -> float:
    second: float = await page.evaluate("document.querySelector('video').currentTime")
    return second


def _typed(zoom: FakeZoom, settings: Settings) -> dict[str, object]:
    made = Settings(_env_file=None, **settings.model_dump() | zoom.settings())
    return {name: getattr(made, name) for name in zoom.settings()} | {"rtms": "on"}
