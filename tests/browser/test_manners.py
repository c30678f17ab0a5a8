"""Small things that make people trust a page: messages, focus, half-written words, wrong doors."""

import pytest
from playwright.async_api import Browser, expect

from domain.kit.actor import Role
from tests.browser.visits import PHONE, arrange, come_in, open_page, sign_in
from tests.factories.server import RunningServer

pytestmark = pytest.mark.browser


async def test_a_message_stays_while_it_is_read_and_then_leaves_by_itself(
    server: RunningServer, browser: Browser
) -> None:
    await arrange(server)
    page = await open_page(browser)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.clock.install()
    await sign_in(page, server, "/recruiter")
    message = page.get_by_text("Invite link copied.")

    await page.get_by_role("button", name="Copy invite").click()
    await message.hover()
    await page.clock.fast_forward(60_000)
    await expect(message).to_be_visible()

    await page.mouse.move(1, 1)
    await page.clock.fast_forward(10_000)
    await expect(message).to_have_count(0)


async def test_a_message_is_seen_in_the_dialog_that_caused_it(
    server: RunningServer, browser: Browser
) -> None:
    scene = await arrange(server)
    page = await open_page(browser, PHONE)
    await page.goto(f"{server.url}/room/{scene.session_id}#invite={scene.invite}")
    await page.get_by_role("button", name="Ask for an adjustment").click()

    await page.get_by_label("My answers may be kept for other jobs").check()

    await expect(page.get_by_role("dialog").get_by_text("Saved.")).to_be_visible()
    await expect(page.get_by_text("Saved.", exact=True)).to_have_count(1)


async def test_skipping_is_taken_back_by_escape_and_the_focus_stays(
    server: RunningServer, browser: Browser
) -> None:
    scene = await arrange(server)
    recruiter, candidate = await open_page(browser), await open_page(browser)
    await sign_in(recruiter, server, f"/recruiter/live/{scene.session_id}")
    await come_in(candidate, server.url, scene)
    await recruiter.get_by_role("button", name="Start interview").click()
    await recruiter.get_by_role("button", name="Ask the next question").click()
    skip = candidate.get_by_role("button", name="Skip")

    await skip.click()
    await candidate.get_by_role("button", name="Undo").click()
    await expect(skip).to_be_focused()
    await skip.click()
    await candidate.keyboard.press("Escape")

    await expect(candidate.get_by_role("button", name="Undo")).to_have_count(0)
    await recruiter.get_by_role("button", name="Close question").click()
    await expect(recruiter.locator("#main")).to_be_focused()


async def test_a_call_for_help_waits_for_whoever_comes_and_half_a_note_outlives_a_reload(
    server: RunningServer, browser: Browser
) -> None:
    scene = await arrange(server)
    candidate, recruiter = await open_page(browser, PHONE), await open_page(browser)
    await candidate.goto(f"{server.url}/room/{scene.session_id}#invite={scene.invite}")
    await candidate.get_by_role("button", name="Ask for an adjustment").click()
    await candidate.get_by_label("Your message").fill("Larger text, please.")
    await candidate.get_by_role("button", name="Send").click()
    await expect(candidate.get_by_role("dialog")).to_have_count(0)

    await sign_in(recruiter, server, f"/recruiter/live/{scene.session_id}")
    call = recruiter.get_by_role("alert").filter(has_text="Larger text, please.")
    await expect(call).to_be_visible()
    await call.get_by_role("button", name="Seen").click()
    await recruiter.get_by_label("New note").fill("Asked for lar")
    await recruiter.reload()

    await expect(recruiter.get_by_label("New note")).to_have_value("Asked for lar")
    await expect(recruiter.get_by_text("Asks: “Larger text, please.”")).to_be_visible()
    await expect(call).to_have_count(0)


async def test_who_comes_to_the_wrong_page_is_shown_the_right_one(
    server: RunningServer, browser: Browser
) -> None:
    scene = await arrange(server)
    recruiter, candidate = await open_page(browser), await open_page(browser)
    live, room = f"/recruiter/live/{scene.session_id}", f"/room/{scene.session_id}"
    token = await server.sign_in(Role.CANDIDATE, "amina")
    await server.own(scene, server.house.accounts.tokens.read(token).actor)

    await sign_in(recruiter, server, live)
    await expect(recruiter.get_by_role("heading", name="Amina Rahimi")).to_be_visible()
    await recruiter.goto(server.url + room)
    await expect(recruiter.get_by_role("link", name="Open the live page")).to_be_visible()

    await sign_in(candidate, server, live, "amina")
    await expect(candidate.get_by_role("button", name="Start interview")).to_have_count(0)
    await candidate.get_by_role("link", name="Go to the room").click()
    await expect(candidate.get_by_role("heading", name="welcome")).to_be_visible()
