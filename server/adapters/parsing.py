"""Reading résumés in a process of its own, so that a heavy file holds nobody up."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from domain.kit.clock import Clock, utc_now
from domain.resumes.errors import ResumeTooSlow
from domain.resumes.parsing import ParsedResume, parse_resume

LONGEST_S = 30.0


class PoolParser:
    """A ResumeParser in one other process, which starts with the first file."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._pool: ProcessPoolExecutor | None = None

    async def parse(self, content: bytes) -> ParsedResume:
        """Return what is in a file. Raises ResumeRefused."""
        pool = self._pool = self._pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(LONGEST_S):
                today = self._clock().date()
                return await loop.run_in_executor(pool, parse_resume, content, today)
        except TimeoutError as error:
            self._replace(pool)
            raise ResumeTooSlow from error
        except BrokenProcessPool as error:
            self._replace(pool)
            raise ResumeTooSlow from error

    async def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001  # no other way
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
