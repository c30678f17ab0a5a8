"""A recruiter lets a model fill what the reader of résumés left open."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from domain.kit.actor import Role
from tests.conftest import make_settings, running
from tests.factories.resumes import docx_of
from tests.factories.server import RunningServer, new_name
from tests.fakes.language import FakeGemini, serving, status

pytestmark = pytest.mark.asyncio(loop_scope="module")
TEXT = """Grace Hopper
grace@navy.example
I look after the on-prem k8s fleet and its playbooks at the yard near Lyon."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def assisted(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[RunningServer, FakeGemini]]:
    folder = tmp_path_factory.mktemp("assisted")
    shutil.copy(migrated_sqlite, folder / "greenroom.db")
    async with serving(FakeGemini()) as fake:
        settings = make_settings(
            f"sqlite:///{folder / 'greenroom.db'}",
            folder,
            ai_provider="gemini",
            ai_resumes=True,
            ai_timeout_s=2,
            gemini_api_key="key-of-the-test",
            gemini_base_url=fake.url,
        )
        async with running(settings) as server:
            yield server, fake


async def read(server: RunningServer, text: str = TEXT, **fields: Any) -> httpx.Response:
    token = await server.sign_in(Role.RECRUITER, new_name("recruiter"))
    files = {"file": ("cv.docx", docx_of(text), "application/octet-stream")}
    async with server.http(token) as http:
        return await http.post("/api/resume/parse", files=files, data=fields, timeout=30)


async def test_what_the_text_says_is_added_and_the_person_stays_here(
    assisted: tuple[RunningServer, FakeGemini],
) -> None:
    server, fake = assisted
    fake.answers({"location": "Lyon", "positions": []}, when="`location`")
    skills = [
        {"name": "Ansible", "quote": "its playbooks"},
        {"name": "Terraform", "quote": "terraform modules"},
    ]
    fake.answers({"skills": skills}, when="professional skills")

    plain, helped = await read(server), await read(server, assist="true")

    names = {skill["name"] for skill in helped.json()["skills"]}
    assert "Ansible" in names
    assert "Terraform" not in names
    assert "Ansible" not in {skill["name"] for skill in plain.json()["skills"]}
    sent = "".join(asked.data for asked in fake.asked)
    assert "k8s fleet" in sent
    assert not [word for word in ("Grace", "Hopper", "navy.example") if word in sent]


async def test_a_model_that_is_down_says_so(assisted: tuple[RunningServer, FakeGemini]) -> None:
    server, fake = assisted
    fake.always_fails_with(status(401))
    try:
        # Other words than before, because answers to the same question are remembered.
        answer = await read(server, f"{TEXT}\nAnd I plan its upgrades.", assist="true")
    finally:
        fake.always_fails_with(None)

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "ModelDown")


@pytest.mark.parametrize("shared", ["sqlite"], indirect=True)
async def test_where_it_is_switched_off_the_refusal_says_how_to_switch_it_on(
    shared: RunningServer,
) -> None:
    answer = await read(shared, assist="true")

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "NoAssistant")
    assert "AI_RESUMES" in answer.json()["error"]["message"]
