"""A server of our own: a process that can be killed and started again on the same data."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from server.config import Settings

READY_WITHIN_S = 60
LOOK_EVERY_S = 0.05
STOP_WITHIN_S = 15
SERVE = "from server.cli import main; main()"


class ServerDidNotStart(Exception):
    """The server ended or never became ready; the message holds the end of its log."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass(slots=True)
class Host:
    """Runs ``greenroom serve`` with given settings; its log lies in the data folder."""

    settings: Settings
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self.settings.port}"

    @property
    def log(self) -> Path:
        """The server's output over all its lives."""
        return self.settings.data_dir / "server.log"

    async def start(self, http: aiohttp.ClientSession) -> None:
        """Start the process and return once it takes traffic. Raises ServerDidNotStart."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", SERVE, "serve", "--port", str(self.settings.port),
                env=environment(self.settings), stdout=log, stderr=log,
            )  # fmt: skip
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                while not await self._is_ready(http):
                    if self.process.returncode is not None:
                        raise ServerDidNotStart(self._log_tail())
                    await asyncio.sleep(LOOK_EVERY_S)
        except TimeoutError as error:
            raise ServerDidNotStart(self._log_tail()) from error

    async def kill(self) -> None:
        """End the process at once, as a power cut would; nothing is flushed or said."""
        if self.process is not None:
            self.process.kill()
            await self.process.wait()

    async def stop(self) -> None:
        """Ask the process to stop, and insist if it does not."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), STOP_WITHIN_S)
        except TimeoutError:
            await self.kill()

    def logged_errors(self) -> list[str]:
        """Return the lines in which the server complained."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "[error" in line or "[critical" in line]

    async def _is_ready(self, http: aiohttp.ClientSession) -> bool:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with http.get(f"{self.url}/readyz") as answer:
                return answer.status == 200  # noqa: PLR2004  # HTTP's own word for yes
        return False

    def _log_tail(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-2_000:]


def environment(settings: Settings) -> dict[str, str]:
    """Return this process's environment with what must not reach the rehearsal replaced."""
    ours = {
        "ENVIRONMENT": "development",
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": "",
        "HOST": settings.host,
        "BASE_URL": settings.base_url,
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "PII_ENCRYPTION_KEY": settings.pii_encryption_key.get_secret_value(),
        "LOG_LEVEL": "WARNING",
        "RATE_LIMITS": "relaxed",
    }
    kept = {k: v for k, v in os.environ.items() if k.removesuffix("_FILE") not in ours}
    return kept | ours
