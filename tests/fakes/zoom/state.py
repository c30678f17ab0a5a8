"""What the account holds: meetings, people in them, and what was recorded."""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]
Now = Callable[[], datetime]
# Above 32 bits, as Zoom's numbers are.
FIRST_ID = 82_000_000_000


def spell(moment: datetime) -> str:
    """Return a time as Zoom writes it: UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def midnight(now: datetime) -> str:
    """Return when the day after ``now`` begins."""
    tomorrow = now.astimezone(UTC) + timedelta(days=1)
    return spell(tomorrow.replace(hour=0, minute=0, second=0))


def unspell(text: str) -> datetime:
    """Return the time that ``text`` says; ValueError if it says none."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Account:
    """The credentials that a server-to-server app is given, and those of its other parts."""

    account_id: str = "account-of-tests"
    client_id: str = "client-of-tests"
    client_secret: str = "canary-client-secret"
    webhook_secret: str = "canary-webhook-secret"
    sdk_key: str = "sdk-key-of-tests"
    sdk_secret: str = "canary-sdk-secret-of-thirty-two-bytes"
    host_id: str = "host-of-tests"
    host_email: str = "host@company.example"


@dataclass(slots=True)
class Participant:
    """Somebody in a meeting."""

    user_id: str
    name: str
    email: str
    uuid: str
    joined_at: datetime
    left_at: datetime | None = None


@dataclass(slots=True)
class RecordedPart:
    """One file of a recording."""

    file_id: str
    file_type: str
    extension: str
    recording_type: str
    content: bytes
    started_at: datetime
    ended_at: datetime
    status: str = "completed"


@dataclass(slots=True)
class Meeting:
    """A meeting; ``fields`` are what its maker said of it."""

    number: int
    uuid: str
    fields: Json
    created_at: datetime
    passcode: str
    status: str = "waiting"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    registrants: list[Json] = field(default_factory=list)
    people: list[Participant] = field(default_factory=list)
    parts: list[RecordedPart] = field(default_factory=list)
    recorded_at: datetime | None = None
    stream_id: str | None = None
    is_recorded: bool = False

    @property
    def starts_at(self) -> datetime:
        return unspell(self.fields["start_time"])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.fields["duration"])

    @property
    def present(self) -> list[Participant]:
        return [each for each in self.people if each.left_at is None]


@dataclass(slots=True)
class State:
    """All that the account holds. ``now`` can be replaced by a clock of the test's own."""

    account: Account
    now: Now = lambda: datetime.now(UTC)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    recordings: dict[str, Meeting] = field(default_factory=dict)
    download_tokens: set[str] = field(default_factory=set)
    made: int = 0
    rtms_refusal: int = 0

    def make(self, fields: Json) -> Meeting:
        """Make a meeting of checked ``fields``."""
        self.made += 1
        number = FIRST_ID + self.made * 7
        defaults = {"duration": 60, "timezone": "UTC", "agenda": "", "settings": {}}
        defaults |= {"start_time": spell(self.now()), "type": 2}
        password = fields.pop("password", "") or secrets.token_hex(3)
        meeting = Meeting(number, self.new_uuid(), defaults | fields, self.now(), password)
        self.meetings[number] = meeting
        return meeting

    def new_uuid(self) -> str:
        """Return a uuid; every third begins with a slash and every third holds two."""
        plain = base64.b64encode(secrets.token_bytes(16)).decode().replace("/", "a")
        odd = {1: f"/{plain[1:]}", 2: f"{plain[:5]}//{plain[7:]}"}
        return odd.get(self.made % 3, plain)
