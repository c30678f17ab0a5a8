"""AsyncAPI 3 from what is declared in code: every command, every event, every model."""

from typing import Any, get_args

from pydantic import TypeAdapter

from domain.interviews.events import AnyChange, RoomEvent
from domain.interviews.views import Snapshot
from rooms import dashboard, interview
from rooms.doorman import SocketAuth
from rooms.registry import DASHBOARD, ROOM, CommandSpec, commands
from rooms.wire import (
    EPHEMERAL,
    DraftingProgress,
    MatchingProgress,
    QuestionsChanged,
    RoomDelta,
    RoomsChanged,
)

DECLARED_IN = (dashboard, interview)
_REFS = "#/components/schemas/{model}"
_ERROR = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "code": {"type": "string"},
        "message": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        "retry_after_s": {"type": "integer"},
        "request_id": {"type": "string"},
    },
}


def describe_rooms(version: str) -> dict[str, Any]:
    """Return the AsyncAPI document of both namespaces."""
    book = _Book()
    for command in commands():
        book.add_command(command)
    for change in get_args(get_args(AnyChange)[0]):
        name = change.model_fields["type"].default
        book.add_event(ROOM, name, (change.__doc__ or "").splitlines()[0], RoomEvent)
        book.schema(change)
    for name, model in {"room.snapshot": Snapshot, "room.delta": RoomDelta, **EPHEMERAL}.items():
        book.add_event(ROOM, name, (model.__doc__ or "").splitlines()[0], model)
    book.add_event(DASHBOARD, "rooms.changed", "All rooms that changed.", RoomsChanged)
    progress = (MatchingProgress.__doc__ or "").splitlines()[0]
    book.add_event(DASHBOARD, "matching.progress", progress, MatchingProgress)
    drafted = (DraftingProgress.__doc__ or "").splitlines()[0]
    book.add_event(DASHBOARD, "questions.drafted", drafted, DraftingProgress)
    changed = (QuestionsChanged.__doc__ or "").splitlines()[0]
    book.add_event(DASHBOARD, "questions.changed", changed, QuestionsChanged)
    return book.document(version)


class _Book:
    """Collects messages, operations and schemas."""

    def __init__(self) -> None:
        self._schemas: dict[str, Any] = {"Error": _ERROR}
        self._messages: dict[str, dict[str, Any]] = {ROOM: {}, DASHBOARD: {}}
        self._operations: dict[str, Any] = {}

    def schema(self, model: Any) -> dict[str, Any]:
        """Take in a model's JSON schema with all it refers to; return how to refer to it."""
        described = TypeAdapter(model).json_schema(ref_template=_REFS, mode="serialization")
        self._schemas.update(described.pop("$defs", {}))
        name = getattr(model, "__name__", "")
        if isinstance(model, type) and described.get("type") == "object" and "title" in described:
            self._schemas[name] = described
            return {"$ref": _REFS.format(model=name)}
        return described

    def add_command(self, command: CommandSpec) -> None:
        """Describe what a command takes and what its acknowledgement holds."""
        channel = self._messages[command.namespace]
        channel[command.name] = {
            "summary": command.summary,
            "payload": self.schema(command.payload),
            "x-seats": sorted(command.seats),
            "x-budget": {
                "burst": command.budget.burst,
                "per_second": round(command.budget.per_second, 3),
            },
            "x-ack": _ack(self.schema(command.ack)),
        }
        self._operate(command.namespace, command.name, "receive")

    def add_event(self, namespace: str, name: str, summary: str, model: Any) -> None:
        """Describe what the server sends."""
        key = f"{name}.event" if name in self._messages[namespace] else name
        self._messages[namespace][key] = {
            "name": name,
            "summary": summary,
            "payload": self.schema(model),
        }
        self._operate(namespace, key, "send")

    def document(self, version: str) -> dict[str, Any]:
        """Return the whole document."""
        auth = self.schema(SocketAuth)
        return {
            "asyncapi": "3.0.0",
            "info": {
                "title": "Greenroom rooms",
                "version": version,
                "description": "Socket.IO protocol 5; every command is acknowledged.",
            },
            "channels": {
                _channel(namespace): {
                    "address": namespace,
                    "messages": dict(sorted(messages.items())),
                    "x-auth": auth,
                }
                for namespace, messages in self._messages.items()
            },
            "operations": dict(sorted(self._operations.items())),
            "components": {"schemas": dict(sorted(self._schemas.items()))},
        }

    def _operate(self, namespace: str, key: str, action: str) -> None:
        channel = _channel(namespace)
        self._operations[f"{channel}.{key}"] = {
            "action": action,
            "channel": {"$ref": f"#/channels/{channel}"},
            "messages": [{"$ref": f"#/channels/{channel}/messages/{key}"}],
        }


def _channel(namespace: str) -> str:
    return namespace.strip("/")


def _ack(data: dict[str, Any]) -> dict[str, Any]:
    good = {"properties": {"ok": {"const": True}, "data": data}, "required": ["ok", "data"]}
    bad = {
        "properties": {"ok": {"const": False}, "error": {"$ref": _REFS.format(model="Error")}},
        "required": ["ok", "error"],
    }
    return {"oneOf": [{"type": "object", **good}, {"type": "object", **bad}]}
