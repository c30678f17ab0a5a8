"""``python -m tests.fakes.zoom --port 8765``: a Zoom to try the product with."""

import argparse
import asyncio
import contextlib
import signal

from tests.fakes.zoom.server import FakeZoom


async def serve(port: int, hook: str) -> None:
    """Serve until a signal says to stop."""
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    zoom = FakeZoom(port=port)
    zoom.hooks.url = hook
    async with zoom:
        print(f"A pretended Zoom is at {zoom.url}/", flush=True)  # noqa: T201  # for a person
        await told.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A pretended Zoom, to try Greenroom with.")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--hook", default="", help="The URL that webhooks go to.")
    asked = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(asked.port, asked.hook))


if __name__ == "__main__":
    main()
