"""Every page, at desktop and phone width: no violation of WCAG 2.2 A and AA by axe-core."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.hiring import (
    bank_with_history,
    candidate_with_resume,
    job_with_form,
    resume_file,
)
from tests.browser.visits import DESKTOP, PHONE, arrange, come_in, open_page, sign_in
from tests.factories.server import RunningServer

pytestmark = pytest.mark.browser

AXE = Path(".cache/web/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
async def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    return await open_page(browser, request.param)


@pytest.mark.parametrize(
    "path", ["/", "/login", "/signup", "/reset", "/verify", "/room/1", "/jobs/1"]
)
async def test_pages_for_everybody(server: RunningServer, page: Page, path: str) -> None:
    await page.goto(server.url + path)
    await expect(page.locator("main")).to_be_visible()

    assert await violations(page) == []


async def test_pages_of_an_interview(server: RunningServer, browser: Browser, page: Page) -> None:
    scene = await arrange(server)
    candidate = await open_page(browser, PHONE)

    await sign_in(page, server, "/recruiter")
    await expect(page.get_by_role("link", name="Amina Rahimi", exact=True)).to_be_visible()
    assert await violations(page) == []

    await page.goto(f"{server.url}/recruiter/live/{scene.session_id}")
    await expect(page.get_by_role("heading", name="Amina Rahimi")).to_be_visible()
    await come_in(candidate, server.url, scene)
    await page.get_by_role("button", name="Start interview").click()
    await page.get_by_role("button", name="Ask the next question").click()
    field = candidate.get_by_placeholder("Write your answer here. It is saved as you type.")
    await field.fill("Everything is a resource with its own URL, and the server keeps no session.")
    await expect(page.locator("mark.quote").first).to_be_visible(timeout=20_000)

    assert await violations(page) == []
    assert await violations(candidate) == []


async def test_pages_of_jobs_and_candidates(
    server: RunningServer, browser: Browser, page: Page
) -> None:
    job_id = await job_with_form(server)
    person_id = await candidate_with_resume(server)

    await page.goto(f"{server.url}/jobs/{job_id}")
    await page.get_by_label("Résumé file").set_input_files(resume_file())
    await expect(page.get_by_text("Received")).to_be_visible(timeout=20_000)
    await page.get_by_role("button", name="Send application").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_label("Yes", exact=True).check()
    await page.get_by_label("Full name").fill("Zaynab Quill")
    await page.get_by_label("E-mail address").fill("zaynab@example.org")
    await page.get_by_label("may use it to decide").check()
    await page.get_by_role("button", name="Send application").click()
    await expect(page.locator("#receipt")).to_be_visible()
    assert await violations(page) == []

    await sign_in(page, server, f"/recruiter/candidates/{person_id}")
    await page.get_by_role("button", name="Backend engineer").focus()
    await expect(page.locator(".resume-mark--active").first).to_be_visible()
    assert await violations(page) == []


async def test_the_question_bank(server: RunningServer, page: Page) -> None:
    path = await bank_with_history(server)

    await sign_in(page, server, path)
    await expect(page.locator(".version")).to_have_count(2)
    await page.get_by_role("button", name="What changed in version 2").click()
    await expect(page.locator(".changes ins").first).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("button", name="Edit", exact=True).click()
    await page.get_by_label("Question", exact=True).fill("Are you married, and can you do REST?")
    await expect(page.locator("mark.flagged")).to_be_visible()
    assert await violations(page) == []

    await page.goto(server.url + path.partition("&")[0])
    await page.get_by_label("Select all shown").check()
    assert await violations(page) == []
    for button in ("Generate questions", "Kits of this job", "Keys"):
        await page.get_by_role("button", name=button).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await violations(page) == []
        await page.keyboard.press("Escape")


async def violations(page: Page) -> list[str]:
    """Return the rules that the page breaks, each with the first place where it does."""
    await page.evaluate(AXE)
    found: list[dict[str, Any]] = await page.evaluate(
        "(rules) => axe.run({runOnly: {type: 'tag', values: rules}}).then((r) => r.violations)",
        RULES,
    )
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found]
