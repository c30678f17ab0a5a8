"""A product that runs, and people who use it over real sockets."""

import hashlib
import secrets
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import httpx
import pytest
import socketio

from domain.accounts.models import User
from domain.candidates.models import JobApplication
from domain.interviews.events import NoteAdded
from domain.interviews.models import InterviewSession
from domain.interviews.room import Note
from domain.interviews.schemas import AskInvite
from domain.interviews.sessions import invite_candidate
from domain.interviews.store import commit_changes, load_room
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.database import Database
from server.context import House
from tests.factories.people import open_account, open_job
from tests.factories.rooms import plan_interview

ROOM = "/room"
# For tests and long tables in which the database makes no difference.
ON_SQLITE = pytest.mark.parametrize("shared", ["sqlite"], indirect=True)
# Loading the authorities' certificates anew for every client takes longer than most tests.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
PASSWORD = "correct horse 7"


class PatientClient(socketio.AsyncClient):  # type: ignore[misc]  # the library has no types
    """The standard client, but for a busy machine: it waits longer than a second for its seat."""

    async def connect(self, *args: Any, **options: Any) -> None:
        """Connect as the standard client does."""
        await super().connect(*args, **{"wait_timeout": 30} | options)


@dataclass(slots=True)
class Client:
    """A standard Socket.IO client that keeps everything it hears in a room."""

    sio: socketio.AsyncClient
    heard: list[tuple[str, Any]] = field(default_factory=list)

    async def call(self, name: str, **data: Any) -> dict[str, Any]:
        """Give a command and return its acknowledgement."""
        answer: dict[str, Any] = await self.sio.call(name, data, namespace=ROOM, timeout=20)
        return answer

    async def patiently(self, name: str, **data: Any) -> dict[str, Any]:
        """Give a command as a polite client does, which waits when its budget is used up."""
        while (answer := await self.call(name, **data)).get("error", {}).get("code") == "RATE":
            await self.sio.sleep(answer["error"]["retry_after_s"])
        return answer

    async def send(self, name: str, *data: Any) -> Any:
        """Give a command with data of any kind, or with none; return its acknowledgement."""
        return await self.sio.call(name, data or None, namespace=ROOM, timeout=20)

    async def type(self, question_id: int, text: str, base_rev: int = 0) -> dict[str, Any]:
        """Save ``text`` as the whole answer, as the revision after ``base_rev``."""
        return await self.call(
            "answer.edit",
            question_id=question_id,
            client_id="tab",
            base_rev=base_rev,
            rev=base_rev + 1,
            text=text,
        )

    async def hand_in(self, question_id: int, text: str, rev: int) -> dict[str, Any]:
        """Submit the answer that was saved as ``rev``."""
        return await self.call(
            "answer.submit",
            question_id=question_id,
            rev=rev,
            text_sha256=sha256(text),
            idempotency_key=f"{question_id}-{rev}",
        )

    async def do(self, name: str, **data: Any) -> Any:
        """Give a command that must succeed; return its data."""
        answer = await self.patiently(name, **data)
        assert answer["ok"], answer
        return answer["data"]

    async def gone(self, within_s: float = 15) -> None:
        """Wait until the connection is closed."""
        for _ in range(int(within_s / 0.02)):
            if not self.sio.connected:
                return
            await self.sio.sleep(0.02)
        raise TimeoutError("the connection is still open")

    async def vanish(self) -> None:
        """Cut the connection without a word, as a dead network does."""
        self.sio.eio.ws._response.connection.transport.abort()
        await self.gone()

    def events(self, name: str) -> list[Any]:
        """Return what was heard under ``name``, oldest first."""
        return [data for event, data in self.heard if event == name]

    async def hear(self, name: str, count: int = 1, within_s: float = 10) -> Any:
        """Wait until ``name`` was heard ``count`` times; return the latest."""
        for _ in range(int(within_s / 0.02)):
            if len(self.events(name)) >= count:
                return self.events(name)[-1]
            await self.sio.sleep(0.02)
        raise TimeoutError(f"{name} was not heard {count} times; heard {self.heard}")

    async def hear_people(self, roles: set[str], within_s: float = 10) -> None:
        """Wait until exactly ``roles`` are present."""
        for _ in range(int(within_s / 0.02)):
            news = self.events("presence.changed")
            if news and {person["role"] for person in news[-1]["presence"]} == roles:
                return
            await self.sio.sleep(0.02)
        raise TimeoutError(f"{roles} were not seen together; heard {self.heard}")

    async def leave(self) -> None:
        """Disconnect."""
        await self.sio.disconnect()


@dataclass(slots=True)
class Scene:
    """An interview with a recruiter's token and a candidate's invite."""

    session_id: int
    questions: list[int]
    token: str
    invite: str


@dataclass(slots=True)
class RunningServer:
    """The product at an address, with the parts behind it for arranging tests."""

    url: str
    house: House

    def http(self, token: str | None = None, **headers: str) -> httpx.AsyncClient:
        """Return an HTTP client, signed in with ``token`` if given."""
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=20, verify=NO_TLS)

    async def sign_in(self, role: Role, username: str | None = None) -> str:
        """Open an account of ``role`` and return an access token for it."""
        name = username or role.word
        async with self.house.workshop.begin(SYSTEM) as work:
            user_id = await open_account(work, self.house.accounts, name, role, PASSWORD)
            pair = await self.house.accounts.open_session(work, user_id)
        return pair.access_token

    async def scene(self, **options: Any) -> Scene:
        """Plan an interview of some questions and return who may join it, and how."""
        recruiter = options.pop("recruiter", None) or new_name("recruiter")
        token = await self.sign_in(Role.RECRUITER, recruiter)
        async with self.house.workshop.begin(SYSTEM) as work:
            planned = await plan_interview(work, **options)
            invite = await invite_candidate(work, SYSTEM, planned.session_id, AskInvite(), self.url)
        return Scene(planned.session_id, planned.questions, token, invite.invite)

    async def job(self, **fields: Any) -> int:
        """Post a job and return its id."""
        async with self.house.workshop.begin(SYSTEM) as work:
            return await open_job(work, **fields)

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """Lead every further connection to the database nowhere while the block runs."""
        gone = Database("postgresql://nobody@127.0.0.1:1/gone").engine
        database = self.house.workshop.database
        with pytest.MonkeyPatch.context() as patch:
            for part in ("engine", "_readers", "_writers"):
                patch.setattr(database, part, gone)
            yield

    async def fill(self, scene: Scene, events: int) -> None:
        """Let ``events`` things happen in the room that only interviewers hear of."""
        async with self.house.workshop.begin(SYSTEM) as work:
            loaded = await load_room(work, SYSTEM, scene.session_id, changing=True)
            note = Note(id=1, text="Noted.", at=work.now, by="system")
            await commit_changes(work, SYSTEM, loaded, [NoteAdded(note=note)] * events)

    async def make_candidate(self, user_id: int | None) -> None:
        """Take an account down to the lowest role."""
        async with self.house.workshop.begin(SYSTEM) as work:
            (await work.session.get_one(User, user_id)).role = Role.CANDIDATE.word

    async def own(self, scene: Scene, actor: Actor) -> None:
        """Make ``actor`` the one who applied for the interview of ``scene``."""
        async with self.house.workshop.begin(SYSTEM) as work:
            session = await work.session.get_one(InterviewSession, scene.session_id)
            application = await work.session.get_one(JobApplication, session.candidate_id)
            application.user_id = actor.user_id

    @asynccontextmanager
    async def room(self, **options: Any) -> AsyncIterator[tuple[Scene, Client, Client]]:
        """Yield a planned interview with its recruiter and its candidate in the room."""
        scene = await self.scene(**options)
        recruiter = await self.join(scene.session_id, token=scene.token)
        candidate = await self.join(scene.session_id, invite=scene.invite)
        try:
            yield scene, recruiter, candidate
        finally:
            await candidate.leave()
            await recruiter.leave()

    async def join(self, session_id: int, **auth: Any) -> Client:
        """Take a seat with a standard client; ``auth`` is the connection's payload."""
        client = Client(PatientClient(reconnection=False))

        async def hear(event: str, data: Any = None) -> None:
            client.heard.append((event, data))

        client.sio.on("*", hear, namespace=ROOM)
        await client.sio.connect(
            self.url,
            namespaces=[ROOM],
            transports=["websocket"],
            auth={"session_id": session_id, **auth},
        )
        return client


@asynccontextmanager
async def standard_client() -> AsyncIterator[socketio.AsyncClient]:
    """Yield a Socket.IO client that leaves nothing open even when it was refused."""
    async with aiohttp.ClientSession() as http:
        yield PatientClient(reconnection=False, http_session=http)


def new_name(kind: str) -> str:
    """Return a username that nobody has yet."""
    return f"{kind}-{secrets.token_hex(4)}"


def sha256(text: str) -> str:
    """Return the hash that a submit proves its text with."""
    return hashlib.sha256(text.encode()).hexdigest()
