"""A hostile file may kill its reader, and nothing else."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from domain.kit.errors import DomainError
from domain.resumes.reading.errors import (
    FileTypeUnsupported,
    PasswordNeeded,
    ReadingBusy,
    ReadingTooLong,
)
from server.adapters import resumes
from server.adapters.resumes import SandboxedParser
from server.adapters.sandbox import Limits, Sandbox, SandboxDied, SandboxFull, SandboxRefused
from tests.factories.documents import column, pdf
from tests.factories.misbehaving import behave

LIMITS = Limits(seconds=1.0, memory_bytes=512 * 1024 * 1024)


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    monkeypatch.setenv("SECRET_KEY", "for the server alone")
    box = Sandbox(behave, LIMITS, workers=1, waiting=1)
    yield box
    await box.close()


async def test_what_the_function_returns_comes_back(sandbox: Sandbox) -> None:
    assert await sandbox.run(b"echo hello") == b"hello"
    assert await sandbox.run(b"chatter") == b"said"


async def test_what_the_function_refuses_comes_back(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxRefused) as refused:
        await sandbox.run(b"refuse")

    assert (refused.value.code, refused.value.message) == ("DomainError", "Not this one.")


@pytest.mark.parametrize(
    "deed", ["sleep", "spin", "eat", "die", "crash", "exit", "break", "murder"]
)
async def test_a_run_that_goes_wrong_costs_only_itself(sandbox: Sandbox, deed: str) -> None:
    with pytest.raises(SandboxDied):
        await sandbox.run(deed.encode())

    assert await sandbox.run(b"echo next") == b"next"


async def test_the_child_has_no_core_no_haste_and_no_secrets(sandbox: Sandbox) -> None:
    assert await sandbox.run(b"look") == b"0 10 False"


async def test_more_than_may_wait_are_sent_away(sandbox: Sandbox) -> None:
    await sandbox.warm()

    outcomes = await asyncio.gather(
        *(sandbox.run(b"echo in") for _ in range(3)), return_exceptions=True
    )

    assert outcomes[:2] == [b"in", b"in"]
    assert isinstance(outcomes[2], SandboxFull)


async def test_a_cancelled_run_does_not_answer_the_next(sandbox: Sandbox) -> None:
    await sandbox.warm()
    run = asyncio.create_task(sandbox.run(b"sleep"))
    await asyncio.sleep(0.1)

    run.cancel()
    await asyncio.gather(run, return_exceptions=True)

    assert await sandbox.run(b"echo next") == b"next"


@pytest.fixture(scope="module")
def good() -> bytes:
    return pdf(column(50, ["Ada Lovelace", "ada@example.org"]))


async def test_two_files_are_read_at_once(good: bytes) -> None:
    parser = SandboxedParser()
    try:
        readings = await asyncio.gather(parser.parse(good), parser.parse(good))
        with pytest.raises(FileTypeUnsupported):
            await parser.parse(b"<html></html>")
    finally:
        await parser.close()

    assert [reading.text for reading in readings] == ["Ada Lovelace\nada@example.org"] * 2


@pytest.mark.parametrize(
    ("failure", "refusal"),
    [
        (SandboxRefused("PasswordNeeded", "Again."), PasswordNeeded),
        (SandboxDied(), ReadingTooLong),
        (SandboxFull(), ReadingBusy),
    ],
)
def test_every_end_of_a_run_has_its_refusal(failure: Exception, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        raise resumes.as_refusal(failure)
