"""A real browser, driven by Playwright."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

CHROMIUM = os.environ.get("TEST_CHROMIUM", "")
IN_CI = os.environ.get("CI", "").lower() == "true"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium."""
    if not CHROMIUM:
        if IN_CI:
            pytest.fail("CI must set TEST_CHROMIUM")
        pytest.skip("TEST_CHROMIUM is not set")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
def database_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A fresh SQLite database: what both databases do alike is tested elsewhere."""
    shutil.copy(migrated_sqlite, tmp_path / "greenroom.db")
    return f"sqlite:///{tmp_path / 'greenroom.db'}"
