"""What every refusal has in common."""

from typing import Any

from tests.factories.server import Client


def assert_refused(answer: Any, code: str) -> None:
    """Check that a command was refused with ``code``, a sentence and a request id."""
    assert answer["ok"] is False
    assert answer["error"]["code"] == code
    assert len(answer["error"]["message"].split()) > 3
    assert answer["error"]["request_id"]


async def assert_alive(client: Client) -> None:
    """Check that the connection still acknowledges what it is sent."""
    assert_refused(await client.send("are you there?"), "UnknownCommand")
