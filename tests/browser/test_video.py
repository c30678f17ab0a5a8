"""Interviews by video in real browsers: the meeting's state, its recording, a quote's moment."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.config import Settings
from tests.browser.filming import SAID, Studio
from tests.browser.test_accessibility import violations
from tests.browser.visits import PHONE, come_in, open_page, sign_in
from tests.conftest import running
from tests.fakes.zoom import FakeZoom

pytestmark = pytest.mark.browser

SHOTS = Path(".cache/shots")


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
    for page, name in ((recruiter, "live-meeting"), (candidate, "room-meeting")):
        assert await violations(page) == []
        await page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    studio.zoom.end_meeting(number)
    for pane in panes:
        await expect(pane).to_contain_text("Ended")


async def test_a_click_on_what_was_said_plays_that_moment_of_the_recording(
    studio: Studio, browser: Browser
) -> None:
    scene, number = await studio.plan()
    await studio.ask(scene)
    recruiter = await open_page(browser)
    await sign_in(recruiter, studio.server, f"/recruiter/report/{scene.session_id}")
    await expect(recruiter.get_by_text("There is no recording yet.")).to_be_visible()

    await studio.hold(number)
    player = recruiter.locator("video")
    await recruiter.reload()
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
    assert await violations(recruiter) == []
    await recruiter.screenshot(path=SHOTS / "report-desktop.png", full_page=True)
    width, height = PHONE
    await recruiter.set_viewport_size({"width": width, "height": height})
    assert await violations(recruiter) == []
    await recruiter.screenshot(path=SHOTS / "report-phone.png", full_page=True)


async def test_the_report_says_that_there_is_no_recording_because_the_candidate_said_no(
    studio: Studio, browser: Browser
) -> None:
    scene, number = await studio.plan()
    await studio.ask(scene, agreed=("ai_score",), refused=("record", "transcribe"))
    await studio.hold(number)
    recruiter = await open_page(browser)

    await sign_in(recruiter, studio.server, f"/recruiter/report/{scene.session_id}")

    recording = recruiter.get_by_role("region", name="Recording")
    await expect(recording).to_contain_text("There is no recording")
    await expect(recording).to_contain_text("not agree")
    assert await recruiter.locator("video").count() == 0


async def _second(page: Page) -> float:
    second: float = await page.evaluate("document.querySelector('video').currentTime")
    return second


def _typed(zoom: FakeZoom, settings: Settings) -> dict[str, object]:
    made = Settings(_env_file=None, **settings.model_dump() | zoom.settings())
    return {name: getattr(made, name) for name in zoom.settings()}
