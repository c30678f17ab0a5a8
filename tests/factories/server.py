"""A product that runs, and people who use it over real sockets."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import httpx
import socketio

from domain.interviews.schemas import AskInvite
from domain.interviews.sessions import invite_candidate
from domain.kit.actor import SYSTEM, Role
from server.context import House
from tests.factories.people import open_account
from tests.factories.rooms import plan_interview

ROOM = "/room"
PASSWORD = "correct horse 7"


@dataclass(slots=True)
class Client:
    """A standard Socket.IO client that keeps everything it hears in a room."""

    sio: socketio.AsyncClient
    heard: list[tuple[str, Any]] = field(default_factory=list)

    async def call(self, name: str, **data: Any) -> dict[str, Any]:
        """Give a command and return its acknowledgement."""
        answer: dict[str, Any] = await self.sio.call(name, data, namespace=ROOM, timeout=20)
        return answer

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
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=20)

    async def sign_in(self, role: Role, username: str | None = None) -> str:
        """Open an account of ``role`` and return an access token for it."""
        name = username or role.word
        async with self.house.workshop.begin(SYSTEM) as work:
            user_id = await open_account(work, self.house.accounts, name, role, PASSWORD)
            pair = await self.house.accounts.open_session(work, user_id)
        return pair.access_token

    async def scene(self, **options: Any) -> Scene:
        """Plan an interview of some questions and return who may join it, and how."""
        token = await self.sign_in(Role.RECRUITER, options.pop("recruiter", None))
        async with self.house.workshop.begin(SYSTEM) as work:
            planned = await plan_interview(work, **options)
            invite = await invite_candidate(work, SYSTEM, planned.session_id, AskInvite(), self.url)
        return Scene(planned.session_id, planned.questions, token, invite.invite)

    async def join(self, session_id: int, **auth: Any) -> Client:
        """Take a seat with a standard client; ``auth`` is the connection's payload."""
        client = Client(socketio.AsyncClient(reconnection=False))

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


def sha256(text: str) -> str:
    """Return the hash that a submit proves its text with."""
    return hashlib.sha256(text.encode()).hexdigest()
