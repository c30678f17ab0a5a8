"""``python -m tests.fakes.zoom --port 8765``: a Zoom to try the product with."""

import argparse
import asyncio
import json
import signal
import sys

from tests.fakes.zoom.server import FakeZoom


async def serve(port: int, hook: str, *, until_eof: bool) -> None:
    """Serve until a signal, or the end of standard input, says to stop."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    if until_eof:
        # Whoever started this holds the other end, which also closes when they are killed.
        loop.add_reader(sys.stdin.fileno(), told.set)
    zoom = FakeZoom(port=port)
    zoom.hooks.url = hook
    async with zoom:
        # The settings that lead here, for the program that started this, and the page.
        print(json.dumps(zoom.settings() | {"page": f"{zoom.url}/"}), flush=True)  # noqa: T201
        await told.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A pretended Zoom, to try Greenroom with.")
    parser.add_argument("--port", type=int, default=8765, help="0 takes any free one.")
    parser.add_argument("--hook", default="", help="The URL that webhooks go to.")
    parser.add_argument("--until-eof", action="store_true", help="Stop when stdin ends.")
    asked = parser.parse_args()
    asyncio.run(serve(asked.port, asked.hook, until_eof=asked.until_eof))


if __name__ == "__main__":
    main()
