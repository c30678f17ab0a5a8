"""The question bank's page: one drafts, edits and hands in, another approves, and it is asked."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect

from domain.interviews.schemas import AskInvite, ScheduleSession
from domain.interviews.sessions import invite_candidate, schedule_session
from domain.kit.actor import SYSTEM, Role
from domain.kit.paging import PageQuery
from domain.kits.service import list_job_kits
from tests.browser.visits import DESKTOP, come_in, open_page, sign_in
from tests.factories.people import apply, open_account, open_job
from tests.factories.questions import write_question
from tests.factories.server import PASSWORD, RunningServer, Scene

pytestmark = pytest.mark.browser

SHOTS = Path(".cache/shots")
PATIENCE_MS = 20_000
# The first drafts of a server wait for what it knows about skills to be read.
DRAFTING_MS = 60_000
EDITED = "How do you find out why a query in PostgreSQL is slow, and what do you do about it?"


async def test_a_draft_is_edited_approved_by_another_put_into_a_kit_and_asked(
    server: RunningServer, browser: Browser
) -> None:
    job_id, application_id = await _arrange(
        server, author=Role.DOMAIN_EXPERT, expert=Role.DOMAIN_EXPERT
    )
    author, expert = await open_page(browser), await open_page(browser)

    opened = await _hold_jobs(author)
    await sign_in(author, server, "/questions", "author")
    await _generate(author, 3, opened)
    await author.locator(".question-row__open").first.click()
    await _edit(author, EDITED)
    await author.get_by_role("button", name="Hand in for review").click()
    await expect(author.locator("#question .badge", has_text="In review")).to_be_visible()
    approve = author.get_by_role("button", name="Approve", exact=True)
    await expect(approve).to_have_attribute("aria-disabled", "true")
    await expect(author.locator("#own-reason")).to_contain_text("another expert")
    await _shoot(author, "questions-own")

    await sign_in(expert, server, "/questions", "expert")
    await expert.get_by_role("button", name=re.compile("In review")).click()
    await expert.get_by_role("button", name=EDITED).click()
    await expert.get_by_role("button", name="What changed in version 2").click()
    await expect(expert.locator(".changes ins").first).to_be_visible()
    await expert.get_by_label("Comment on your decision").fill("Clear.")
    await expert.get_by_role("button", name="Approve", exact=True).click()
    await expect(expert.locator("#question .badge", has_text="Approved").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    await _shoot(expert, "questions-approved")

    # The author's page has heard of it, and the question can be used.
    await author.get_by_label("Name of the new kit").fill("First interview", timeout=PATIENCE_MS)
    await author.get_by_role("button", name="Put into the kit").click()
    await expect(author.get_by_text("question 1 of 1")).to_be_visible()
    scene = await _plan(server, job_id, application_id)
    await _ask(server, browser, author, scene)


async def test_many_are_decided_on_at_once_and_each_answers_for_itself(
    server: RunningServer, browser: Browser
) -> None:
    job_id, _ = await _arrange(server, expert=Role.DOMAIN_EXPERT)
    async with server.house.workshop.begin(SYSTEM) as work:
        await write_question(work, job_id, submitted=True, question_text="What is an index?")
    page = await open_page(browser)
    await sign_in(page, server, f"/questions?job_id={job_id}", "expert")
    await _write(page, "What is a transaction?")

    await page.get_by_label("Select all shown").check()
    await page.get_by_role("button", name="Approve selected").click()
    outcome = page.get_by_role("dialog", name="What became of them")

    await expect(outcome.get_by_text("1 question approved, 1 not.")).to_be_visible(
        timeout=PATIENCE_MS
    )
    await expect(outcome.get_by_text("You wrote one of these questions.")).to_be_visible()
    await _shoot(page, "questions-bulk")


async def test_keys_step_through_the_list_and_a_decision_can_be_taken_back(
    server: RunningServer, browser: Browser
) -> None:
    job_id, _ = await _arrange(server, expert=Role.DOMAIN_EXPERT)
    async with server.house.workshop.begin(SYSTEM) as work:
        for text in ("What is an index?", "What is a lock?"):
            await write_question(work, job_id, submitted=True, question_text=text)
    page = await open_page(browser)
    await sign_in(page, server, f"/questions?job_id={job_id}", "expert")
    await expect(page.locator(".question-row")).to_have_count(2)

    await page.keyboard.press("j")
    await expect(page.locator("#question-title")).to_have_text("What is a lock?")
    await page.keyboard.press("j")
    await expect(page.locator("#question-title")).to_have_text("What is an index?")
    await page.keyboard.press("r")
    await page.get_by_role("button", name="Undo").click()
    await page.mouse.move(1, 1)
    await page.keyboard.press("k")
    await expect(page.locator("#approve")).to_be_enabled()
    await page.keyboard.press("a")
    await page.keyboard.press("e")
    await expect(page.get_by_label("Question", exact=True)).to_be_visible()

    # What still could be taken back is sent when the page is left.
    await page.goto(f"{server.url}/recruiter")
    await page.goto(f"{server.url}/questions?job_id={job_id}")
    await expect(
        page.locator(".question-row", has_text="lock").get_by_text("Approved")
    ).to_be_visible(timeout=PATIENCE_MS)
    await expect(
        page.locator(".question-row", has_text="index").get_by_text("In review")
    ).to_be_visible()


async def test_words_that_must_not_be_asked_are_marked_while_they_are_written(
    server: RunningServer, browser: Browser
) -> None:
    await _arrange(server, writer=Role.RECRUITER)
    page = await open_page(browser)
    await sign_in(page, server, "/questions", "writer")

    await page.get_by_role("button", name="Write one").click()
    await page.get_by_label("Question", exact=True).fill("Are you married, and do you know SQL?")

    await expect(page.locator("mark.flagged--refuse")).to_contain_text("married")
    await expect(page.get_by_text("Must not be asked")).to_be_visible()
    await expect(page.get_by_text("Instead:")).to_be_visible()
    await _shoot(page, "questions-flagged")


async def test_a_recruiter_hands_in_and_leaves_the_decision_to_an_expert(
    server: RunningServer, browser: Browser
) -> None:
    job_id, _ = await _arrange(server, writer=Role.RECRUITER, guest=Role.CANDIDATE)
    page, guest = await open_page(browser), await open_page(browser)
    await sign_in(page, server, f"/questions?job_id={job_id}", "writer")
    await _write(page, "What is a transaction?")

    await page.get_by_role("button", name="Hand in for review").click()
    await expect(page.get_by_text("An expert who did not write it decides")).to_be_visible()
    await expect(page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    await page.get_by_role("button", name="Retire", exact=True).click()
    await page.get_by_role("button", name="Restore").click(timeout=PATIENCE_MS)
    await expect(page.get_by_role("button", name="Hand in for review")).to_be_visible()

    await sign_in(guest, server, "/questions", "guest")
    await expect(
        guest.get_by_role("heading", name="The question bank is for recruiters")
    ).to_be_visible()


async def _arrange(server: RunningServer, **people: Role) -> tuple[int, int]:
    """Open accounts, a job and an application; return the ids of the latter two."""
    async with server.house.workshop.begin(SYSTEM) as work:
        for name, role in people.items():
            await open_account(work, server.house.accounts, name, role, PASSWORD)
        job_id = await open_job(work, skills_required=["Python", "PostgreSQL"])
        return job_id, await apply(work, job_id)


async def _hold_jobs(page: Page) -> asyncio.Event:
    """Let the page wait for its jobs, as a slow line does, until the event is set."""
    opened = asyncio.Event()

    async def answer(route: Route) -> None:
        await opened.wait()
        await route.continue_()

    await page.route("**/api/jobs?limit=200", answer)
    return opened


async def _generate(page: Page, count: int, opened: asyncio.Event) -> None:
    await page.get_by_role("button", name="Generate questions").first.click()
    dialog = page.get_by_role("dialog", name="Generate questions")
    await expect(dialog.get_by_text("Looking for jobs")).to_be_visible()
    opened.set()
    await dialog.get_by_label("How many").fill(str(count))
    await _shoot(page, "questions-brief")
    await dialog.get_by_role("button", name="Draft them").click()
    await expect(dialog.locator(".drafts li")).to_have_count(count, timeout=DRAFTING_MS)
    await expect(dialog.get_by_test_id("provider")).to_contain_text("offline")
    await _shoot(page, "questions-drafted")
    await dialog.get_by_role("button", name="Look at the drafts").click()
    await expect(page.locator(".question-row")).to_have_count(count)


async def _edit(page: Page, text: str) -> None:
    await page.get_by_role("button", name="Edit", exact=True).click()
    await page.get_by_label("Question", exact=True).fill(text)
    await page.get_by_label("Weight of key point 1").fill("2")
    await page.get_by_label("What the change is for").fill("Asks for the reasons as well.")
    await _shoot(page, "questions-editing")
    await page.get_by_role("button", name="Save as a new version").click()
    await expect(page.locator("#question-title")).to_have_text(text)


async def _write(page: Page, text: str) -> None:
    await page.get_by_role("button", name="Write one").click()
    await page.get_by_label("Question", exact=True).fill(text)
    await page.get_by_label("Model answer").fill("All of it happens, or nothing.")
    await page.get_by_role("button", name="Save as a draft").click()
    await expect(page.locator("#question-title")).to_have_text(text)


async def _plan(server: RunningServer, job_id: int, application_id: int) -> Scene:
    async with server.house.workshop.begin(SYSTEM) as work:
        [kit] = (await list_job_kits(work, SYSTEM, job_id, PageQuery())).items
        command = ScheduleSession(
            application_id=application_id, scheduled_at=work.now, kit_id=kit.id
        )
        session = await schedule_session(work, SYSTEM, command)
        invite = await invite_candidate(work, SYSTEM, session.id, AskInvite(), server.url)
    return Scene(session.id, [], "", invite.invite)


async def _ask(server: RunningServer, browser: Browser, interviewer: Page, scene: Scene) -> None:
    candidate = await open_page(browser, DESKTOP)
    await interviewer.goto(f"{server.url}/recruiter/live/{scene.session_id}")
    await come_in(candidate, server.url, scene)
    await interviewer.get_by_role("button", name="Start interview").click()
    await interviewer.get_by_role("button", name="Ask the next question").click()
    await expect(candidate.get_by_text(EDITED)).to_be_visible()


async def _shoot(page: Page, name: str) -> None:
    await page.screenshot(path=SHOTS / f"{name}.png")
