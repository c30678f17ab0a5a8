"""Structured logs, one line each, with the request's id and nothing personal."""

import logging
import sys
from typing import Any, TextIO

import structlog


def configure_logs(level: str, *, as_json: bool, stream: TextIO | None = None) -> None:
    """Send the product's and the libraries' logs to ``stream`` (standard error) in one form.

    Of the libraries only warnings and worse are kept: below that they tell what they were given.
    """
    output = stream or sys.stderr
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [structlog.dev.ConsoleRenderer(colors=output.isatty())]
    if as_json:
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.PrintLoggerFactory(output),
    )
    handler = logging.StreamHandler(output)
    ours = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[ours, *last])
    )
    quiet = max(logging.WARNING, getattr(logging, level))
    logging.basicConfig(level=quiet, handlers=[handler], force=True)


def bind(**values: str) -> None:
    """Add ``values`` to every log line of the current request."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**values)
