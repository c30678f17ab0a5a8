"""The two servers of ``make bench-rest``, each with a copy of the same data."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from domain.accounts.schemas import SignUp
from domain.jobs.schemas import PostJob
from domain.jobs.service import post_job
from domain.kit.actor import SYSTEM
from server.app import open_accounts, open_workshop
from server.config import Settings, load_settings
from server.migrate import migrate
from server.simulate.host import Host, free_port
from server.simulate.rehearsal import settings_in
from tests.bench.load import ask, request_bytes
from tests.bench.reference.tables import Account, Base

JOBS = 120
PASSWORD = "a bench to sit on 7"


@dataclass(frozen=True, slots=True)
class Side:
    """A server under measurement."""

    port: int
    pid: int

    def cpu_s(self) -> float:
        """Return the processor time that its process has used; nan where /proc does not exist."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return float("nan")
        fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def both_servers(folder: Path) -> AsyncIterator[dict[str, Side]]:
    """Serve the same jobs and account from both."""
    settings = settings_in(folder, load_settings())
    hashed = await _fill(settings)
    copy = folder / "reference.db"
    _copy_for_reference(Path(settings.database_url.removeprefix("sqlite:///")), copy, hashed)
    host = Host(settings)
    async with aiohttp.ClientSession() as http, _reference(copy) as reference:
        try:
            await host.start(http)
            assert host.process is not None
            yield {"greenroom": Side(settings.port, host.process.pid), "reference": reference}
        finally:
            await host.stop()


async def _fill(settings: Settings) -> str:
    """Make Greenroom's data; return the account's password hash."""
    workshop, accounts = open_workshop(settings), open_accounts(settings)
    await migrate(workshop.database)
    hashed = await accounts.hash_new(PASSWORD)
    command = SignUp(username="bench", email="bench@example.org", password=PASSWORD)
    async with workshop.begin(SYSTEM) as work:
        await accounts.sign_up(work, command, hashed)
        for number in range(JOBS):
            await post_job(work, SYSTEM, _job(number))
    accounts.hasher.close()
    await workshop.database.close()
    return hashed


def _job(number: int) -> PostJob:
    return PostJob(
        title=f"Backend engineer {number}",
        description="Build the booking services with a small team. " * 12,
        company="Larkspur",
        location="Bristol",
        salary_range="55 000 – 70 000",
        job_type="Full-time",
        work_mode="Hybrid",
        experience_level="Mid-level",
        department="Engineering",
        skills_required=["Python", "SQL", "PostgreSQL", "Docker"],
        status="Open" if number % 6 else "Closed",
    )


def _copy_for_reference(source: Path, copy: Path, hashed: str) -> None:
    shutil.copy(source, copy)
    engine = create_engine(f"sqlite:///{copy}")
    Base.metadata.create_all(engine)
    account = Account(username="bench", email="bench@example.org", hashed_password=hashed)
    with Session(engine) as session:
        session.add(account)
        session.commit()
    engine.dispose()


@asynccontextmanager
async def _reference(database: Path) -> AsyncIterator[Side]:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.reference", str(port),
        env=os.environ | {"REFERENCE_DATABASE": str(database)}, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await _until_answering(port)
        yield Side(port, process.pid)
    finally:
        process.terminate()
        await process.wait()


async def _until_answering(port: int) -> None:
    while True:
        with suppress(OSError, asyncio.IncompleteReadError):
            await ask(port, request_bytes("GET", "/api/health"))
            return
        await asyncio.sleep(0.1)
