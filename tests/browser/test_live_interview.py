"""Greenroom's main job in two real browsers: one types, the other watches text and score."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from domain.kit.actor import SYSTEM, Role
from server.config import Settings
from tests.conftest import running
from tests.factories.people import open_account
from tests.factories.rooms import Planned
from tests.factories.server import PASSWORD, RunningServer
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
        planned, invite = await _arrange(server)
        recruiter = await _sign_in(browser, server, planned.session_id)
        candidate = await _come_in(browser, f"http://localhost:{wire.port}", invite)

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
        assert await _stored_answer(server, planned) == ANSWER


async def _arrange(server: RunningServer) -> tuple[Planned, str]:
    scene = await server.scene()
    async with server.house.workshop.begin(SYSTEM) as work:
        await open_account(work, server.house.accounts, "watcher", Role.RECRUITER, PASSWORD)
    return Planned(scene.session_id, scene.questions, 0, 0), scene.invite


async def _sign_in(browser: Browser, server: RunningServer, session_id: int) -> Page:
    page = await (await _context(browser)).new_page()
    await page.goto(f"{server.url}/login?next=/recruiter/live/{session_id}")
    await page.get_by_label("User name or e-mail address").fill("watcher")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Amina Rahimi")).to_be_visible()
    return page


async def _come_in(browser: Browser, base_url: str, invite: str) -> Page:
    page = await (await _context(browser)).new_page()
    await page.goto(f"{base_url}/room/1#invite={invite}")
    await page.get_by_label("Yes, computer and people").check()
    await page.get_by_role("button", name="Continue to a short try-out").click()
    await page.get_by_role("button", name=re.compile("ready", re.IGNORECASE)).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("ready")
    return page


async def _context(browser: Browser) -> BrowserContext:
    return await browser.new_context(viewport={"width": 1440, "height": 900})


async def _shoot(page: Page, name: str) -> None:
    await page.screenshot(path=SHOTS / f"{name}.png")


async def _stored_answer(server: RunningServer, planned: Planned) -> str:
    async with server.http(await server.sign_in(Role.ADMIN)) as http:
        snapshot = (await http.get(f"/api/interview/sessions/{planned.session_id}/snapshot")).json()
    return str(snapshot["room"]["questions"][0]["answer"]["text"])


def _reached_by(settings: Settings, wire: Wire) -> Settings:
    return settings.model_copy(update={"cors_origins": [f"http://localhost:{wire.port}"]})
