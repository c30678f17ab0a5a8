"""Commands and views of meetings."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.interviews.schemas import MeetingBrief, MeetingState, Minutes
from domain.kit.fields import Command, Id, Moment, View, example
from domain.kit.paging import PageQuery

RepairKind = Literal["reopened", "moved", "started", "ended", "closed", "retried"]


class CreateMeeting(Command):
    """Give an interview a meeting. Repeated, it answers the same one, with the newest wishes."""

    model_config = example(
        session_id=3,
        minutes=45,
        records=False,
    )

    session_id: Id
    minutes: Minutes | None = None
    records: bool | None = None


class NameSession(Command):
    """Which interview."""

    model_config = example(
        session_id=3,
    )

    session_id: Id


class MeetingQuery(PageQuery):
    """Which meetings: by state, by interview, by when they begin (``from`` included)."""

    state: MeetingState | None = None
    session_id: Id | None = None
    starts_from: Annotated[Moment | None, Field(alias="from")] = None
    starts_to: Annotated[Moment | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_from and self.starts_to and self.starts_to < self.starts_from:
            raise ValueError("to must not be before from")
        return self


class MeetingView(MeetingBrief):
    """A meeting with what only staff may know. ``synced`` says whether the host has the newest.

    ``next_try_at`` is when Greenroom asks the host again by itself.
    """

    session_id: int
    meeting_id: str | None
    records: bool
    synced: bool
    next_try_at: Moment | None
    started_at: Moment | None
    ended_at: Moment | None
    checked_at: Moment | None
    created_at: Moment


class HostLink(View):
    """A link that starts the meeting as its host: a secret, fetched anew each time."""

    model_config = example(
        url="https://zoom.us/s/82000000007?zak=…",
    )

    url: str


class RegistrantView(View):
    """A person's own link into an interview's meeting."""

    model_config = example(
        session_id=3,
        application_id=12,
        join_url="https://zoom.us/w/82000000007?tk=…",
    )

    session_id: int
    application_id: int
    join_url: str
    created_at: Moment


class RegistrantsView(View):
    """The own links that ``session_id``'s meeting has given, as far as the caller may see them."""

    items: list[RegistrantView]


class SdkSignature(View):
    """What a browser needs to join by the Meeting SDK; ``role`` is 1 for the host, else 0."""

    model_config = example(
        sdk_key="k3Zb0Qm2S9aXw",
        signature="eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",
        meeting_number="82000000007",
        passcode="4f19ac",
        role=0,
    )

    sdk_key: str
    signature: str
    meeting_number: str
    passcode: str | None
    role: Literal[0, 1]
    expires_at: Moment


class RepairView(View):
    """One repair: of which interview's meeting, if it has one, or of which one at the host."""

    kind: RepairKind
    session_id: int | None
    meeting_id: str | None
    why: str
    done: bool


class ComparisonView(View):
    """A comparison of interviews with the host's meetings, and what it repaired.

    ``problem`` says why it could not be made or finished.
    """

    id: int
    by: str
    meetings: int
    hosted: int
    repairs: list[RepairView]
    problem: str | None
    started_at: Moment
    finished_at: Moment
