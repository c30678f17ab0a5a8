"""An interview that is ready to be held, and what became of it."""

from dataclasses import dataclass, field
from typing import Any

from server.simulate.draft import Draft
from server.simulate.plan import Script


@dataclass(slots=True)
class Badge:
    """A recruiter's sign-in; ``access`` opens sockets and REST until it expires."""

    access: str
    refresh: str
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One room: who may join it and how, and the ids of the script's questions in order."""

    session_id: int
    script: Script
    questions: tuple[int, ...]
    invite: str
    badge: Badge

    def recruiter_auth(self) -> dict[str, Any]:
        """What the recruiter's socket says of itself, with the newest token."""
        return {"session_id": self.session_id, "token": self.badge.access}

    def candidate_auth(self) -> dict[str, Any]:
        """What the candidate's socket says of itself, from one and the same browser."""
        device = f"rehearsal-{self.session_id}"
        return {"session_id": self.session_id, "invite": self.invite, "device": device}


@dataclass(slots=True)
class Record:
    """What the candidate of one room knows at the end."""

    session_id: int
    drafts: list[Draft] = field(default_factory=list)
    submitted: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as the server holds it: its newest text, and every revision's text if known."""

    rev: int
    text: str
    texts: dict[int, str] | None = None
