"""The command line: ``greenroom serve | run | worker | migrate | demo | simulate | …``."""

from importlib import import_module

import click

COMMANDS = {
    "asyncapi": "contracts",
    "audit": "audit",
    "create-admin": "accounts",
    "demo": "data",
    "migrate": "data",
    "models": "models",
    "openapi": "contracts",
    "questions": "questions",
    "resumes": "resumes",
    "run": "serving",
    "scorer": "scorer",
    "serve": "serving",
    "simulate": "simulate",
    "worker": "serving",
}
"""Each command and the module that holds it."""


class LazyGroup(click.Group):
    """Imports a command's module only when it is called: processes it starts begin quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"server.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.command(cls=LazyGroup)
@click.version_option(package_name="greenroom")
def main() -> None:
    """Greenroom: live, AI-assisted job interviews on your own server."""
