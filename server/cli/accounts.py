"""``greenroom create-admin``: the only way to the first administrator."""

import asyncio

import click
from pydantic import ValidationError

from domain.accounts.schemas import SignUp
from domain.kit.actor import SYSTEM, Role
from domain.kit.errors import DomainError
from domain.kit.fields import field_messages
from server.app import open_accounts, open_workshop
from server.cli.settings import ready_settings
from server.config import Settings


@click.command("create-admin")
@click.option("--username", prompt=True)
@click.option("--email", prompt=True)
@click.password_option()
def create_admin(username: str, email: str, password: str) -> None:
    """Make an administrator."""
    try:
        command = SignUp(username=username, email=email, password=password)
        asyncio.run(_create(ready_settings(), command))
    except ValidationError as error:
        raise click.ClickException(str(field_messages(error, "account"))) from error
    except DomainError as error:
        raise click.ClickException(f"{error.message} {error.fields or ''}".strip()) from error
    click.echo(f"{username} is an administrator.")


async def _create(settings: Settings, command: SignUp) -> None:
    workshop, accounts = open_workshop(settings), open_accounts(settings)
    hashed = await accounts.hash_new(command.password)
    async with workshop.begin(SYSTEM) as work:
        await accounts.sign_up(work, command, hashed, Role.ADMIN, vouched=True)
    accounts.hasher.close()
    await workshop.database.close()
