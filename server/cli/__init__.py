"""The command line: ``greenroom serve | run | worker | migrate | demo | simulate | …``."""

import click

from server.cli.accounts import create_admin
from server.cli.contracts import asyncapi, openapi
from server.cli.data import demo, migrate
from server.cli.models import models
from server.cli.scorer import scorer
from server.cli.serving import run, serve, worker
from server.cli.simulate import simulate


@click.group()
@click.version_option(package_name="greenroom")
def main() -> None:
    """Greenroom: live, AI-assisted job interviews on your own server."""


COMMANDS = (
    serve,
    run,
    worker,
    migrate,
    demo,
    create_admin,
    models,
    scorer,
    simulate,
    openapi,
    asyncapi,
)
for command in COMMANDS:
    main.add_command(command)
