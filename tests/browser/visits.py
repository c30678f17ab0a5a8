"""What people do first on a page, for tests that go on from there."""

import re
from urllib.parse import quote

from playwright.async_api import Browser, Page, expect

from domain.kit.actor import SYSTEM, Role
from tests.factories.people import open_account
from tests.factories.server import PASSWORD, RunningServer, Scene

DESKTOP = (1440, 900)
PHONE = (390, 844)
WATCHER = "watcher"


async def open_page(browser: Browser, size: tuple[int, int] = DESKTOP) -> Page:
    """Open an empty page in a browser of its own."""
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height})
    return await context.new_page()


async def arrange(server: RunningServer) -> Scene:
    """Plan an interview, and open an account for a recruiter to watch it."""
    scene = await server.scene()
    async with server.house.workshop.begin(SYSTEM) as work:
        await open_account(work, server.house.accounts, WATCHER, Role.RECRUITER, PASSWORD)
    return scene


async def sign_in(page: Page, server: RunningServer, target: str, name: str = WATCHER) -> None:
    """Sign in, as the watching recruiter by default, and go on to ``target``."""
    await page.goto(f"{server.url}/login?next={quote(target)}")
    await page.get_by_label("User name or e-mail address").fill(name)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(server.url + target)


async def come_in(page: Page, base_url: str, scene: Scene, *agreed: str) -> None:
    """Come by invite, agree to be scored and to what has the labels ``agreed``; get ready."""
    await page.goto(f"{base_url}/room/{scene.session_id}#invite={scene.invite}")
    await page.get_by_label("Yes, computer and people").check()
    for label in agreed:
        await page.get_by_label(label).check()
    await page.get_by_role("button", name="Continue to a short try-out").click()
    await page.get_by_role("button", name=re.compile("ready", re.IGNORECASE)).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("ready")
