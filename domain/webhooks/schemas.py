"""Commands and views of webhooks."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from domain.kit.addresses import LONGEST_URL
from domain.kit.fields import Command, LongLine, Moment, Text, View, example
from domain.kit.paging import PageQuery

EventType = Literal[
    "application.created",
    "stage.moved",
    "interview.started",
    "interview.ended",
    "score.final",
    "privacy.request.created",
    "privacy.request.completed",
]
PING = "ping"
EVERYTHING = "*"
DeliveryState = Literal["queued", "delivered", "failed", "cancelled"]


def _as_list(events: object) -> object:
    return [events] if isinstance(events, str) else events


def _without_repeats(events: list[str]) -> list[str]:
    return [EVERYTHING] if EVERYTHING in events else list(dict.fromkeys(events))


Events = Annotated[
    list[EventType | Literal["*"]],
    BeforeValidator(
        _as_list, json_schema_input_type=list[EventType | Literal["*"]] | EventType | Literal["*"]
    ),
    Field(min_length=1, max_length=20),
    AfterValidator(_without_repeats),
]
Url = Annotated[Text, StringConstraints(min_length=1, max_length=LONGEST_URL)]


class AddEndpoint(Command):
    """Add a webhook endpoint; ``events`` is a list of event names, or ``*`` for all of them."""

    model_config = example(
        url="https://hooks.example.com/greenroom",
        events=["application.created", "interview.ended"],
        description="Our payroll",
        active=True,
    )

    url: Url
    events: Events
    description: LongLine | None = None
    active: bool = True


class ChangeEndpoint(Command):
    """Change an endpoint; what is left out or null stays. ``active: true`` lifts a pause."""

    model_config = example(active=True)

    url: Url | None = None
    events: Events | None = None
    description: LongLine | None = None
    active: bool | None = None


class EndpointView(View):
    """A webhook endpoint. ``paused_reason`` says why the server itself switched it off."""

    id: int
    url: str
    description: str | None
    events: list[str]
    active: bool
    paused_reason: str | None
    failing_since: Moment | None
    old_secret_until: Moment | None
    created_at: Moment
    updated_at: Moment


class EndpointSecret(View):
    """An endpoint with its signing secret, which is shown this once."""

    endpoint: EndpointView
    secret: str


class DeliveryQuery(PageQuery):
    """Which deliveries: all, or those in one state."""

    state: DeliveryState | None = None


class DeliveryView(View):
    """One event on its way to one endpoint. ``response`` is at most 1 KB, of refusals only."""

    id: int
    endpoint_id: int
    event_id: str
    type: str
    payload: dict[str, object]
    state: DeliveryState
    attempts: int
    status_code: int | None
    duration_ms: int | None
    error: str | None
    response: str | None
    replay_of: int | None
    next_try_at: Moment | None
    created_at: Moment
    finished_at: Moment | None
