"""``greenroom audit verify | export``: showing what was done with people's data."""

import asyncio
from pathlib import Path

import click

from domain.audit.chain import Head, read_head
from domain.audit.schemas import VerdictView
from domain.audit.service import verify_chain
from domain.audit.verifying import export_lines
from domain.kit.work import WorkShop
from server.app import open_workshop
from server.cli.settings import ready_settings


@click.group()
def audit() -> None:
    """Verify and export the audit."""


@audit.command("verify")
@click.option("--anchor", help="A head that was noted earlier: POSITION:CODE.")
def verify_command(anchor: str | None) -> None:
    """Check that no entry was changed, deleted, moved or cut off.

    Ends with status 1 and names the first entry where one was. The head that is printed can be
    kept elsewhere and given as --anchor later.
    """
    verdict = asyncio.run(_verify(_anchor(anchor)))
    if verdict.fault is not None:
        row = "" if verdict.fault.record_id is None else f", entry {verdict.fault.record_id}"
        raise click.ClickException(
            f"The audit does not hold at position {verdict.fault.position}{row}: "
            f"{verdict.fault.problem} The {verdict.entries:,} before it do."
        )
    click.echo(f"All {verdict.entries:,} entries are as they were written. Head: {verdict.head}")


@audit.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_command(file: Path) -> None:
    """Write all entries to FILE, one line of JSON each, with their places in the chain."""
    click.echo(f"{asyncio.run(_export(file)):,} entries written to {file}.")


def _anchor(written: str | None) -> Head | None:
    try:
        return None if written is None else read_head(written)
    except ValueError as error:
        raise click.ClickException(f"--anchor is no head: {error}.") from error


async def _verify(anchor: Head | None) -> VerdictView:
    workshop = open_workshop(ready_settings())
    try:
        return await verify_chain(workshop, anchor)
    finally:
        await workshop.database.close()


async def _export(file: Path) -> int:
    workshop = open_workshop(ready_settings())
    try:
        return await _write(workshop, file)
    finally:
        await workshop.database.close()


async def _write(workshop: WorkShop, file: Path) -> int:
    count = 0
    with file.open("w", encoding="utf-8") as out:  # a command, nobody waits
        async for line in export_lines(workshop):
            out.write(f"{line}\n")
            count += 1
    return count
