"""A place for computing beside the event loop: another process, or a thread of this one."""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import structlog

Tool = TypeVar("Tool")
Result = TypeVar("Result")
P = ParamSpec("P")

log = structlog.get_logger(__name__)


class Aside(Generic[Tool]):
    """Holds one tool and uses it for one call after the other.

    With ``processes`` that is in another process, started again should it die; without, in a
    thread of this one, which is quicker to start and slower under load.
    """

    def __init__(
        self, make: Callable[..., Tool], *given: Any, name: str, processes: int, nice: int = 0
    ) -> None:
        """Nothing runs before the first use; ``make(*given)`` then makes the tool there.

        ``nice`` lets other processes go first.
        """
        self._make = make
        self._given = given
        self._name = name
        self._processes = processes
        self._nice = nice
        self._executor: Executor | None = None
        self._tool: Tool | None = None

    def start(self) -> None:
        """Make the tool in the background."""
        self._open().submit(_ready if self._processes else self._here)

    def close(self) -> None:
        """Let the running call finish and stop."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    async def use(
        self, do: Callable[Concatenate[Tool, P], Result], *args: P.args, **kwargs: P.kwargs
    ) -> Result:
        """Return ``do(tool, …)``; ``do`` is a method of the tool's class."""
        loop = asyncio.get_running_loop()
        use = _do_there if self._processes else self._do_here
        executor = self._open()
        try:
            return await loop.run_in_executor(executor, use, do, args, kwargs)
        except BrokenProcessPool:
            log.warning("process_died", process=self._name)
            if self._executor is executor:
                self._executor = None
            return await loop.run_in_executor(self._open(), use, do, args, kwargs)

    def _open(self) -> Executor:
        if self._executor is None and self._processes:
            spawn = multiprocessing.get_context("spawn")
            equipment = (self._make, self._given, self._nice)
            self._executor = ProcessPoolExecutor(1, spawn, _equip, equipment)
        elif self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        return self._executor

    def _here(self) -> Tool:
        if self._tool is None:
            self._tool = self._make(*self._given)
        return self._tool

    def _do_here(self, do: Callable[..., Result], args: Any, kwargs: Any) -> Result:
        return do(self._here(), *args, **kwargs)


class _There:
    """What the other process holds."""

    tool: Any = None


def _equip(make: Callable[..., Any], given: tuple[Any, ...], nice: int) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if nice:
        with suppress(OSError, AttributeError):
            os.nice(nice)
    _There.tool = make(*given)


def _end_with_parent() -> None:
    """Exit once the server is gone: a killed one cannot say goodbye, and the queue never ends."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _do_there(do: Callable[..., Result], args: Any, kwargs: Any) -> Result:
    return do(_There.tool, *args, **kwargs)


def _ready() -> None:
    """Be run once, so that the executor starts."""
