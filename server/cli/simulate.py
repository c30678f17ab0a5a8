"""``greenroom simulate``: a rehearsal with simulated people, and a load test in one."""

import asyncio
import json
from pathlib import Path

import click
import uvloop

from server.cli.settings import ready_settings
from server.simulate.figures import Figures
from server.simulate.plan import Plan
from server.simulate.report import table


@click.command()
@click.option("--rooms", type=click.IntRange(1, 1_000), default=10, show_default=True)
@click.option("--minutes", type=click.FloatRange(0.05, 600), default=2.0, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same typing.")
@click.option("--kill", "kills", type=click.IntRange(0, 10_000), default=0, help="SIGKILLs.")
@click.option("--url", help="Rehearse on this server instead of on one of our own.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path))
def simulate(
    rooms: int, minutes: float, seed: int, kills: int, url: str | None, json_file: Path | None
) -> None:
    """Hold interviews with simulated people; exit code 1 if anything was lost.

    Without --url a server with a fresh database is started. With --url the demo's recruiter
    and expert are signed in from demo.json in the data folder.
    """
    if url and kills:
        raise click.UsageError("--kill needs a server of our own; leave --url out.")
    plan = Plan(rooms, minutes, seed, kills)
    figures = uvloop.run(_rehearse(plan, url))
    click.echo(table(plan, figures))
    if json_file is not None:
        json_file.write_text(json.dumps(figures.as_json(), indent=1) + "\n", encoding="utf-8")
    if not figures.is_clean:
        raise SystemExit(1)


async def _rehearse(plan: Plan, url: str | None) -> Figures:
    try:
        from server.simulate import host, rehearsal, remote  # noqa: PLC0415  # serving needs no aiohttp
    except ImportError as error:
        raise click.ClickException("Install aiohttp: the simulated people need it.") from error
    settings = ready_settings()
    try:
        if url is None:
            return await rehearsal.rehearse_here(plan, settings, click.echo)
        demo = await asyncio.to_thread(remote.read_demo, settings.data_dir / "demo.json")
        return await rehearsal.rehearse_at(plan, url.rstrip("/"), demo, click.echo)
    except (host.ServerDidNotStart, remote.NoCredentials) as error:
        raise click.ClickException(str(error)) from error
