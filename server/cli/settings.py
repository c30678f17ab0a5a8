"""Reading the settings for a command, with errors an operator can act on."""

import click
from pydantic import ValidationError

from server.config import Settings, load_settings
from server.logs import configure_logs


def ready_settings() -> Settings:
    """Return the settings with logging set up; a wrong setting ends the command with a sentence."""
    try:
        settings = load_settings()
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        raise click.ClickException("The settings cannot be used:\n" + "\n".join(lines)) from error
    configure_logs(settings.log_level, as_json=settings.is_production)
    return settings
