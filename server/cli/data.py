"""``greenroom migrate`` and ``demo``."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click

from domain.kit.work import WorkShop
from server.app import open_accounts, open_workshop
from server.cli.settings import ready_settings
from server.config import Settings
from server.demo.loader import has_accounts, load_demo
from server.demo.scale import Scale, load_scale
from server.migrate import migrate as run_migrations
from server.scoring import open_scorer


@click.command()
@click.option("--revision", default="head", help="Upgrade to this revision.")
def migrate(revision: str) -> None:
    """Bring the database to this version's schema."""
    asyncio.run(_migrate(ready_settings(), revision))
    click.echo("The database is up to date.")


@click.command()
@click.option("--scale", is_flag=True, help="Add a crowd, also to a database that has data.")
@click.option("--jobs", default=1_000, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--candidates", default=100_000, show_default=True, type=click.IntRange(1, 2_000_000))
def demo(*, scale: bool, jobs: int, candidates: int) -> None:
    """Migrate, load the demo company into an empty database; with --scale, invented people too."""
    settings = ready_settings()
    if scale and settings.is_production:
        raise click.ClickException("Invented people have no place in production.")
    loaded = asyncio.run(_demo(settings))
    click.echo("The demo company is loaded." if loaded else "The database has data; left as it is.")
    if scale:
        asyncio.run(_scale(settings, Scale(jobs, candidates)))


@asynccontextmanager
async def closing_workshop(settings: Settings) -> AsyncIterator[WorkShop]:
    """Yield a workshop on the settings' database and close the database afterwards."""
    workshop = open_workshop(settings)
    try:
        yield workshop
    finally:
        await workshop.database.close()


async def load_demo_company(settings: Settings, workshop: WorkShop) -> bool:
    """Load the demo company into an empty database; False when it is not empty."""
    if await has_accounts(workshop):
        return False
    accounts = open_accounts(settings)
    await load_demo(settings, workshop, accounts, open_scorer(settings.model_dir, settings.scoring))
    accounts.hasher.close()
    return True


async def _scale(settings: Settings, scale: Scale) -> None:
    async with closing_workshop(settings) as workshop:
        with click.progressbar(length=scale.steps, label="Jobs and candidates") as bar:
            async for stored in load_scale(workshop, scale):
                bar.update(stored)


async def _migrate(settings: Settings, revision: str) -> None:
    async with closing_workshop(settings) as workshop:
        await run_migrations(workshop.database, revision)


async def _demo(settings: Settings) -> bool:
    async with closing_workshop(settings) as workshop:
        await run_migrations(workshop.database)
        return await load_demo_company(settings, workshop)
