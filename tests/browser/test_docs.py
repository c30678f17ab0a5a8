"""The API's pages work where there is no internet: everything comes from the product itself."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.browser.visits import open_page
from tests.factories.server import RunningServer

pytestmark = pytest.mark.browser

SHOTS = Path(".cache/shots")
PATIENCE_MS = 30_000


async def open_offline(browser: Browser, url: str) -> tuple[Page, list[str]]:
    """Return a page that reaches nothing but ``url``, and what it asked for or complained of."""
    page, complaints = await open_page(browser), list[str]()

    async def gate(route: Route) -> None:
        if route.request.url.startswith((url, "blob:", "data:")):
            await route.continue_()
        else:
            complaints.append(route.request.url)
            await route.abort()

    await page.route("**/*", gate)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


async def test_the_api_is_read_and_opened_offline(server: RunningServer, browser: Browser) -> None:
    page, complaints = await open_offline(browser, server.url)

    # By its own link, which opens it: a long list is drawn only where somebody looks.
    await page.goto(f"{server.url}/docs#/applications/applications_apply_for_job")
    apply = page.locator("#operations-applications-applications_apply_for_job")

    await expect(apply).to_contain_text("amina@example.org", timeout=PATIENCE_MS)
    await expect(apply).to_contain_text("Fields are not acceptable")
    await page.screenshot(path=SHOTS / "docs.png")
    # Swagger UI warns of every underscore in such a link; ours stand in the names.
    assert [said for said in complaints if "deep link whitespace" not in said] == []


async def test_the_reference_is_read_offline(server: RunningServer, browser: Browser) -> None:
    page, complaints = await open_offline(browser, server.url)

    await page.goto(f"{server.url}/redoc")

    await expect(page.locator("body")).to_contain_text(
        "Signing up, in and out.", timeout=PATIENCE_MS
    )
    await expect(page.locator("body")).to_contain_text("/api/auth/login")
    await page.screenshot(path=SHOTS / "redoc.png")
    assert complaints == []
