"""The operations of the OpenAPI document, as tests go through them."""

from dataclasses import dataclass
from typing import Any

from server.api.route import DECLARED
from tests.factories.server import RunningServer

_FILE = "0" * 32
"""A stored file's name that is none."""
_NAMES = {name.replace(".", "_"): name for name in DECLARED}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its endpoint, where it is, its parameters and an example of its body."""

    name: str
    method: str
    path: str
    query: tuple[str, ...]
    body: Any

    @property
    def has_ids(self) -> bool:
        """Whether it is about a thing that belongs to somebody."""
        return "{" in self.path or any("_id" in key for key in self.body or ())

    def at(self, key: object = 1) -> str:
        """Return the path with ``key`` for all of its ids."""
        parts = self.path.replace("{filename}", _FILE).split("/")
        return "/".join(str(key) if part.startswith("{") else part for part in parts)


async def read_operations(server: RunningServer) -> list[Operation]:
    """Return all operations that the server describes."""
    async with server.http() as http:
        document = (await http.get("/openapi.json")).json()
    return [
        _operation(method, path, described)
        for path, methods in document["paths"].items()
        for method, described in methods.items()
    ]


def _operation(method: str, path: str, described: dict[str, Any]) -> Operation:
    content = described.get("requestBody", {}).get("content", {})
    places = described["parameters"]
    return Operation(
        name=_NAMES[described["operationId"]],
        method=method.upper(),
        path=path,
        query=tuple(place["name"] for place in places if place["in"] == "query"),
        body=content.get("application/json", {}).get("example"),
    )
