"""A whole re-match, as in production: rows in a database, a run in the background, news by socket.

The server is the real one, in this process; it computes in its process aside.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from sqlalchemy import func, insert, select

from domain.candidates.models import Candidate, JobApplication
from domain.kit.actor import SYSTEM, Role
from domain.kit.crypto import keyring
from domain.kit.database import Database
from domain.kit.upserts import as_stored
from domain.kit.work import Work
from domain.matching.models import MatchFeatures, MatchScore
from domain.matching.wanted import Wanted
from server.migrate import migrate
from server.simulate.figures import percentile
from tests.bench.lists import fresh_postgres
from tests.conftest import make_settings, running
from tests.factories.server import RunningServer, standard_client

BATCH = 1_000
TOLD_EVERY = 10_000
WITHIN_S = 900
DASHBOARD = "/dashboard"
_PEOPLE, _APPLICATIONS, _FEATURES = map(as_stored, (Candidate, JobApplication, MatchFeatures))


async def measure_stored(job: Wanted, sealed: Sequence[str], count: int) -> None:
    """Print how it goes on SQLite and, where TEST_DATABASE_URL is set, on PostgreSQL.

    ``sealed`` are features sealed with the tests' key; they are dealt out to ``count`` people.
    """
    with tempfile.TemporaryDirectory(prefix="greenroom-rematch-") as name:
        folder = Path(name)
        click.echo(await _measure(f"sqlite:///{folder / 'rematch.db'}", folder, job, sealed, count))
        if url := os.environ.get("TEST_DATABASE_URL"):
            async with fresh_postgres(url) as postgres:
                click.echo(await _measure(postgres, folder, job, sealed, count))


async def _measure(url: str, folder: Path, job: Wanted, sealed: Sequence[str], count: int) -> str:
    settings = make_settings(url, folder, scorer_processes=1)
    await _migrate(url)
    async with running(settings) as server:
        job_id = await server.job(title=job.title, description=job.text)
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            if start % TOLD_EVERY == 0:
                click.echo(f"  {start:,} of {count:,} stored in {url.partition(':')[0]}")
            async with server.house.workshop.begin(SYSTEM) as work:
                version = server.house.matching.version
                await _apply(
                    work, job_id, numbers, [sealed[n % len(sealed)] for n in numbers], version
                )
        late: list[float] = []
        watcher = asyncio.create_task(watch(late))
        took, heard = await _rematch(server, job_id, job)
        watcher.cancel()
        async with server.house.workshop.look(SYSTEM) as work:
            stored = await work.session.scalar(select(func.count()).select_from(MatchScore))
    return (
        f"re-matching {count:,} people on {url.partition(':')[0]}: {took:.1f} s until the "
        f"dashboard heard the end ({heard} messages), {stored:,} scores stored; the loop was "
        f"{percentile(late, 0.5) or 0:.1f} ms late (p50), "
        f"{percentile(late, 0.99) or 0:.1f} ms (p99)"
    )


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


async def _rematch(server: RunningServer, job_id: int, job: Wanted) -> tuple[float, int]:
    """Confirm what the job asks; return the seconds until it is done and the messages heard."""
    token = await server.sign_in(Role.RECRUITER)
    heard: list[dict[str, Any]] = []
    is_done = asyncio.Event()

    def hear(news: dict[str, Any]) -> None:
        done, total = news["done"], news["total"]
        if not heard or done // TOLD_EVERY > heard[-1]["done"] // TOLD_EVERY:
            click.echo(f"  {done:,} of {total:,} scored after {time.perf_counter() - began:.1f} s")
        heard.append(news)
        if news["done"] == news["total"]:
            is_done.set()

    asked = [{"name": skill.name, "years": skill.years} for skill in job.must_haves]
    profile = {
        "must_haves": asked,
        "experience_years": job.experience_years,
        "location": job.location,
        "confirm": True,
    }
    began = time.perf_counter()
    async with standard_client() as sio, server.http(token) as http:
        sio.on("matching.progress", hear, namespace=DASHBOARD)
        await sio.connect(
            server.url, auth={"token": token}, namespaces=[DASHBOARD], transports=["websocket"]
        )
        await sio.call("dashboard.subscribe", {"job_id": job_id}, namespace=DASHBOARD)
        began = time.perf_counter()
        answer = await http.put(f"/api/jobs/{job_id}/matching-profile", json=profile)
        answer.raise_for_status()
        await asyncio.wait_for(is_done.wait(), WITHIN_S)
        took = time.perf_counter() - began
        await sio.disconnect()
    return took, len(heard)


async def watch(late: list[float]) -> None:
    """Note how many ms late the loop comes back to somebody who sleeps 10 ms, until cancelled."""
    with suppress(asyncio.CancelledError):
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            late.append((time.perf_counter() - began - 0.01) * 1_000)


async def _apply(
    work: Work, job_id: int, numbers: Sequence[int], packed: Sequence[str], version: str
) -> None:
    """Store applicants with their features, numbered from 1 in a database without any."""
    words, at = keyring().seal("bench"), work.now
    ids = [number + 1 for number in numbers]
    seen = {"created_at": at, "updated_at": at}
    people = [
        {
            "id": n,
            "name": words,
            "email": words,
            "email_index": f"{n}",
            "last_active_at": at,
            **seen,
        }
        for n in ids
    ]
    applications = [
        {
            "id": n,
            "job_id": job_id,
            "person_id": n,
            "applicant_name": words,
            "applicant_email": words,
            "email_index": f"{n}",
            "status": "Applied",
            "receipt_hash": f"{n}",
            "applied_at": at,
            "updated_at": at,
        }
        for n in ids
    ]
    features = [
        {"application_id": n, "packed": line, "version": version, "updated_at": at}
        for n, line in zip(ids, packed, strict=True)
    ]
    for table, rows in ((_PEOPLE, people), (_APPLICATIONS, applications), (_FEATURES, features)):
        await work.session.execute(insert(table), rows)
