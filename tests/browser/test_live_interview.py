"""Greenroom's main job in two real browsers: one types, the other watches text and score."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, expect

from domain.kit.actor import Role
from server.config import Settings
from tests.browser.visits import arrange, come_in, open_page, sign_in
from tests.conftest import running
from tests.factories.server import RunningServer, Scene
from tests.factories.wire import Wire

pytestmark = pytest.mark.browser

SHOTS = Path(".cache/shots")
ANSWER = (
    "In REST everything the service offers is a resource with its own URL, so a booking lives at "
    "/bookings/42. Clients act on resources with the standard HTTP methods: GET reads, POST "
    "creates, PUT replaces and DELETE removes. The server keeps no session between two requests, "
    "every request brings what is needed to answer it, which lets us add machines behind a load "
    "balancer. Answers say by status code what happened and by headers whether they may be "
    "cached, and a client that repeats a PUT changes nothing more 🙂."
)
HALF = len(ANSWER) // 2 + 3


async def test_the_recruiter_watches_an_answer_being_typed_scored_and_cut_off_in_mid_word(
    browser: Browser, settings: Settings
) -> None:
    async with Wire() as wire, running(_reached_by(settings, wire)) as server:
        wire.target = urlsplit(server.url).port or 0
        scene = await arrange(server)
        recruiter, candidate = await open_page(browser), await open_page(browser)
        await sign_in(recruiter, server, f"/recruiter/live/{scene.session_id}")
        await come_in(candidate, f"http://localhost:{wire.port}", scene)

        await recruiter.get_by_role("button", name="Start interview").click()
        await recruiter.get_by_role("button", name=re.compile("Ask the next question")).click()
        field = candidate.get_by_placeholder("Write your answer here. It is saved as you type.")
        await field.press_sequentially(ANSWER[:HALF], delay=4)
        await expect(recruiter.locator(".live-text")).to_contain_text(ANSWER[:HALF].split()[-2])
        await expect(recruiter.get_by_text("while typing")).to_be_visible()
        await expect(recruiter.locator(".point--covered").first).to_be_visible()
        await _shoot(recruiter, "live-typing")

        await wire.cut()
        await field.press_sequentially(ANSWER[HALF : HALF + 40], delay=4)
        await expect(candidate.get_by_test_id("saved")).to_contain_text("kept on this device")
        await _shoot(candidate, "room-offline")
        wire.mend()
        await field.press_sequentially(ANSWER[HALF + 40 :], delay=4)

        await expect(recruiter.locator(".live-text")).to_have_text(ANSWER, timeout=20_000)
        await _shoot(candidate, "room-typing")
        await candidate.get_by_role("button", name="Hand in answer").click()
        await expect(recruiter.get_by_text("final", exact=True)).to_be_visible(timeout=20_000)
        await expect(recruiter.locator("mark.quote").first).to_be_visible()
        await expect(recruiter.locator(".live-text")).to_have_text(ANSWER)
        await _shoot(recruiter, "live-final")
        assert await _stored_answer(server, scene) == ANSWER


async def _shoot(page: Page, name: str) -> None:
    await page.screenshot(path=SHOTS / f"{name}.png")


async def _stored_answer(server: RunningServer, scene: Scene) -> str:
    async with server.http(await server.sign_in(Role.ADMIN)) as http:
        snapshot = (await http.get(f"/api/interview/sessions/{scene.session_id}/snapshot")).json()
    return str(snapshot["room"]["questions"][0]["answer"]["text"])


def _reached_by(settings: Settings, wire: Wire) -> Settings:
    return settings.model_copy(update={"cors_origins": [f"http://localhost:{wire.port}"]})
