"""``greenroom serve``, ``run`` and ``worker``."""

import asyncio
import contextlib
import gc
import json
import signal
from pathlib import Path

import click
import structlog
import uvloop
from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config

from server.app import create_app, create_worker
from server.cli.data import closing_workshop, load_demo_company
from server.cli.pretended_zoom import pretending_zoom
from server.cli.settings import ready_settings
from server.config import Settings
from server.migrate import migrate as run_migrations

log = structlog.get_logger(__name__)


@click.command()
@click.option("--port", type=int, help="Listen here instead of on PORT.")
def serve(port: int | None) -> None:
    """Serve the product."""
    settings = _settings(port)
    uvloop.run(serve_until_told(settings))


@click.command()
@click.option("--port", type=int, help="Listen here instead of on PORT.")
def run(port: int | None) -> None:
    """Migrate, load the demo company into an empty database, and serve."""
    settings = _settings(port)
    uvloop.run(_run(settings))


@click.command()
def worker() -> None:
    """Do background jobs; needs REDIS_URL, over which the web processes hand them out."""
    settings = ready_settings()
    if not settings.redis_url:
        raise click.ClickException(
            "Set REDIS_URL: without it the web process does the jobs itself."
        )
    uvloop.run(_work(settings))


async def serve_until_told(settings: Settings) -> None:
    """Serve on the settings' port until SIGTERM or SIGINT; people are told before it stops."""
    app, house = create_app(settings)
    # What is loaded by now stays; sorting through it again would stop the loop for 0.1 s at a time.
    gc.freeze()
    told = _stop_signal()

    async def say_goodbye() -> None:
        await told.wait()
        await house.gateway.say_goodbye()

    await hypercorn_serve(app, hypercorn_config(settings), shutdown_trigger=say_goodbye)


def hypercorn_config(settings: Settings) -> Config:
    """Return how Hypercorn listens: HTTP/1.1 only, because sockets over HTTP/2 are refused."""
    config = Config()
    config.bind = [f"{settings.host}:{settings.port}"]
    config.alpn_protocols = ["http/1.1"]
    config.backlog = 2_048
    config.graceful_timeout = 3
    config.keep_alive_timeout = 30
    config.websocket_max_message_size = 1_200_000
    config.include_server_header = False
    config.loglevel = "WARNING"
    return config


async def _run(settings: Settings) -> None:
    async with closing_workshop(settings) as workshop:
        await run_migrations(workshop.database)
        await load_demo_company(settings, workshop)
    async with pretending_zoom(settings) as (led, zoom_page):
        _show_links(settings.data_dir / "demo.json", zoom_page)
        await serve_until_told(led)


async def _work(settings: Settings) -> None:
    worker = create_worker(settings)
    await worker.work_until(_stop_signal())


def _settings(port: int | None) -> Settings:
    settings = ready_settings()
    return settings if port is None else settings.model_copy(update={"port": port})


def _stop_signal() -> asyncio.Event:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, told.set)
    return told


def _show_links(path: Path, zoom_page: str) -> None:
    if not path.exists():
        return
    demo = json.loads(path.read_text(encoding="utf-8"))
    base = demo["base_url"]
    lines = [
        "",
        "  Greenroom is ready.",
        "",
        f"  Candidate's invite      {demo['invite_url']}",
        f"  Recruiter's live page   {demo['live_url']}",
        f"  Interviews              {base}/recruiter",
        f"  API docs                {base}/docs",
        *([f"  A pretended Zoom        {zoom_page}"] if zoom_page else []),
        "",
        "  Sign in as",
        *(
            f"    {role:<10} {demo[role]['username']:<20} {demo[role]['password']}"
            for role in ("admin", "expert", "recruiter", "candidate")
        ),
        "",
    ]
    click.echo("\n".join(lines))
