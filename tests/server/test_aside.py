"""Computing beside the loop: what becomes of the other process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

SERVER = """
import asyncio, os, time
from server.aside import Aside

class Tool:
    def pid(self) -> int:
        return os.getpid()

async def main():
    print(await Aside(Tool, name="tool", processes=1).use(Tool.pid), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_the_other_process_goes_when_its_server_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "serving.py"
    script.write_text(SERVER)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        helper = int(server.stdout.readline())

        server.kill()

        assert _is_gone(helper)


def _is_gone(pid: int) -> bool:
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    return False
