"""Structured logs, one line each, with the request's id and nothing personal."""

import logging
import sys
from typing import Any

import structlog


def configure_logs(level: str, *, as_json: bool) -> None:
    """Send the product's and the libraries' logs to standard error in one form."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    render: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, render]
        if as_json
        else [*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(logging.WARNING, getattr(logging, level)), stream=sys.stderr)


def bind(**values: str) -> None:
    """Add ``values`` to every log line of the current request."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**values)
