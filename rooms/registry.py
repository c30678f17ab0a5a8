"""Every command of the room, declared once: dispatch, limits and AsyncAPI come from here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.interviews.journal import AnswerJournal
from domain.kit.actor import SeatRole
from domain.kit.errors import DomainError, Kind, NotAllowed
from domain.kit.fields import field_messages
from domain.kit.work import WorkShop
from rooms.budgets import Budget
from rooms.seats import Seat

ROOM, DASHBOARD = "/room", "/dashboard"
ANYBODY = frozenset(SeatRole)
CANDIDATE = frozenset({SeatRole.CANDIDATE})
STAFF = frozenset({SeatRole.INTERVIEWER})
_TOO_LONG = {"string_too_long", "too_long"}


class UnknownCommand(DomainError):
    """There is no such command here."""

    kind = Kind.MISSING
    message = "The room does not know this command."


class CommandInvalid(DomainError):
    """The command's data is not what the command takes; see ``fields``."""

    kind = Kind.INVALID
    message = "The command's data is not acceptable; see fields."


class CommandTooLarge(DomainError):
    """Something in the command is longer than allowed."""

    kind = Kind.TOO_LARGE
    code = "TOO_LARGE"
    message = "This is too large. Send less at once."


class Hall(Protocol):
    """What handlers may use of the house."""

    workshop: WorkShop
    journal: AnswerJournal

    async def renew_seat(self, seat: Seat, token: str) -> None:
        """Keep ``seat`` for as long as ``token`` holds."""

    async def snapshot(self, seat: Seat) -> BaseModel:
        """Return the first thing the seat needs to know."""

    async def follow(self, seat: Seat, job_id: int | None) -> BaseModel:
        """Let a dashboard seat follow the rooms of one job, or all."""


Handler = Callable[[Hall, Seat, Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command: its name, what it takes and answers, who may give it, and how often."""

    name: str
    namespace: str
    payload: type[BaseModel]
    ack: Any
    seats: frozenset[SeatRole]
    budget: Budget
    handler: Handler
    summary: str


_COMMANDS: dict[tuple[str, str], CommandSpec] = {}


def on(
    name: str,
    *,
    payload: type[BaseModel],
    ack: Any,
    seats: frozenset[SeatRole],
    budget: Budget,
    namespace: str = ROOM,
) -> Callable[[Handler], Handler]:
    """Declare the decorated function as the handler of command ``name``."""

    def declare(handler: Handler) -> Handler:
        if (namespace, name) in _COMMANDS:
            raise ValueError(f"command {name} is declared twice")
        summary = (handler.__doc__ or "").strip().splitlines()[0]
        _COMMANDS[namespace, name] = CommandSpec(
            name, namespace, payload, ack, seats, budget, handler, summary
        )
        return handler

    return declare


def commands() -> list[CommandSpec]:
    """Return all declared commands, by namespace and name."""
    return [_COMMANDS[key] for key in sorted(_COMMANDS)]


async def dispatch(hall: Hall, seat: Seat, name: str, data: object) -> Any:
    """Check and run one command; return its answer as plain JSON values.

    Raises a DomainError for everything that is wrong with the command.
    """
    spec = _COMMANDS.get((seat.namespace, name))
    if spec is None:
        raise UnknownCommand
    if seat.role not in spec.seats:
        raise NotAllowed("Your seat in this room does not allow this.")
    seat.purse.spend(name, spec.budget)
    answer = await spec.handler(hall, seat, _parse(spec.payload, data))
    return TypeAdapter(spec.ack).dump_python(answer, mode="json")


def _parse(payload: type[BaseModel], data: object) -> BaseModel:
    try:
        return payload.model_validate({} if data is None else data)
    except ValidationError as error:
        fields = field_messages(error, "data")
        if any(detail["type"] in _TOO_LONG for detail in error.errors()):
            raise CommandTooLarge(fields=fields) from error
        raise CommandInvalid(fields=fields) from error
