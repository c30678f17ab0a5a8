"""Interviews by video in real browsers: the meeting's state, its recording, a quote's moment."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.config import Settings
from tests.browser.filming import SAID, Studio
from tests.browser.test_accessibility import violations
from tests.browser.visits import PHONE, open_page, sign_in
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
