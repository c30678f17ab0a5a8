"""Applying with a résumé, and a recruiter who reads it beside what was understood."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import select

from domain.candidates.models import JobApplication
from tests.browser.hiring import candidate_with_resume, job_with_form, resume_file
from tests.browser.visits import open_page, sign_in
from tests.factories.server import RunningServer

pytestmark = pytest.mark.browser
SHOTS = Path(".cache/shots")
SIZES = {"wide": (1280, 900), "phone": (390, 844)}


async def shoot(page: Page, name: str) -> None:
    await page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.mark.parametrize("size", SIZES)
async def test_somebody_finds_a_job_and_applies_with_a_resume(
    server: RunningServer, browser: Browser, size: str
) -> None:
    job_id = await job_with_form(server)
    page = await open_page(browser, SIZES[size])

    await page.goto(server.url)
    await page.get_by_label("Search", exact=True).fill("backend")
    await page.get_by_label("Place").fill("Nowhere")
    await expect(page.get_by_text("No job fits this search")).to_be_visible()
    await page.get_by_label("Place").fill("Bristol")
    await expect(page.get_by_text("1 job", exact=True)).to_be_visible()
    await shoot(page, f"board-{size}")
    await page.get_by_role("link", name="Backend engineer").click()
    await page.wait_for_url(f"{server.url}/jobs/{job_id}")

    await page.get_by_label("Full name").fill("Amina R.")
    await page.get_by_label("Résumé file").set_input_files(resume_file())
    await expect(page.get_by_text("Received")).to_be_visible(timeout=20_000)
    await expect(page.get_by_label("E-mail address")).to_have_value("amina@example.org")
    await expect(page.get_by_label("Full name")).to_have_value("Amina R.")
    await page.get_by_role("button", name="Send application").click()
    await expect(page.get_by_text("Please answer this.")).to_be_visible()
    await shoot(page, f"apply-{size}")
    await page.get_by_label("Yes", exact=True).check()
    await page.get_by_label("Nix").check()
    await page.get_by_label("Years with SQL").fill("6")
    await page.get_by_label(re.compile("may use it to decide")).check()
    await page.get_by_role("button", name="Send application").click()

    await expect(page.get_by_text("Your application is with Larkspur")).to_be_focused()
    receipt = await page.locator("#receipt").inner_text()
    await shoot(page, f"receipt-{size}")
    await page.reload()
    await page.get_by_text("Already applied?").click()
    await page.get_by_label("Receipt").fill(receipt)
    await page.get_by_role("button", name="Show where it stands").click()
    await expect(page.get_by_text("Your application stands at: Applied.")).to_be_visible()
    async with server.house.workshop.database.reading() as session:
        row = (await session.scalars(select(JobApplication))).one()
    assert row.applicant_name == "Amina R."
    assert row.answers == {"right": True, "tools": ["Nix"], "years": 6}


async def test_a_refused_file_says_what_to_do(server: RunningServer, browser: Browser) -> None:
    job_id = await job_with_form(server)
    page = await open_page(browser)
    await page.goto(f"{server.url}/jobs/{job_id}")

    await page.get_by_label("Résumé file").set_input_files(resume_file(b"<html>"))

    await expect(page.get_by_text("This is not a PDF or a Word document")).to_be_visible()
    await page.get_by_role("button", name="Remove").click()
    await expect(page.get_by_text("It fills in the fields below")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
async def test_a_recruiter_sees_which_words_a_fact_rests_on(
    server: RunningServer, browser: Browser, size: str
) -> None:
    person_id = await candidate_with_resume(server)
    page = await open_page(browser, SIZES[size])

    await sign_in(page, server, f"/recruiter/candidates/{person_id}")
    await expect(page.get_by_role("heading", name="Amina Rahimi")).to_be_visible()
    await page.get_by_role("button", name=re.compile("Backend engineer")).focus()

    lit = page.locator(".resume-mark--active")
    assert "Skerryvore" in "".join(await lit.all_inner_texts())
    await expect(page.get_by_text("kubernetes kubernetes")).to_be_visible()
    await shoot(page, f"candidate-{size}")
    await page.get_by_label("New note").fill("Strong in SQL.")
    await page.get_by_role("button", name="Add note").click()
    await expect(page.locator(".person-note", has_text="Strong in SQL.")).to_be_visible()
