"""Who acts: a signed-in person, a candidate on an invite, or the system itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from domain.kit.errors import NotAllowed


class Role(IntEnum):
    """The ladder of roles; a higher role may do all that a lower one may."""

    CANDIDATE = 1
    RECRUITER = 2
    DOMAIN_EXPERT = 3
    ADMIN = 4

    @property
    def word(self) -> str:
        """The role as it is stored and spoken on the wire, e.g. ``domain_expert``."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Role":
        """Return the role spelled ``word``; KeyError for a word that is no role."""
        return cls[word.upper()]


class SeatRole(StrEnum):
    """What a person is in one interview room."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Actor:
    """The one on whose behalf work is done.

    ``key`` names the actor in audit entries and events: ``user:7``, ``invite:3`` or ``system``.
    ``session_id`` is set for somebody who holds an invite to that one interview and no account;
    ``scopes`` for a program that holds an API key and may do no more than they say.
    """

    key: str
    role: Role | None = None
    user_id: int | None = None
    application_id: int | None = None
    session_id: int | None = None
    scopes: frozenset[str] | None = None

    def reaches(self, role: Role) -> bool:
        """Tell whether the actor stands at ``role`` or above on the ladder."""
        return self.role is not None and self.role >= role

    def require(self, role: Role) -> None:
        """Raise NotAllowed unless the actor reaches ``role``."""
        if not self.reaches(role):
            raise NotAllowed

    @classmethod
    def user(cls, user_id: int, role: Role) -> "Actor":
        """Return the actor for a signed-in person."""
        return cls(key=f"user:{user_id}", role=role, user_id=user_id)

    @classmethod
    def guest(cls, invite_id: int, session_id: int, application_id: int) -> "Actor":
        """Return the actor for a candidate who came by invite link."""
        return cls(
            key=f"invite:{invite_id}",
            role=Role.CANDIDATE,
            application_id=application_id,
            session_id=session_id,
        )

    @classmethod
    def api_key(cls, key_id: int, scopes: Iterable[str]) -> "Actor":
        """Return the actor for a program: a recruiter at most, since reviews need a person."""
        return cls(key=f"api_key:{key_id}", role=Role.RECRUITER, scopes=frozenset(scopes))


SYSTEM = Actor(key="system", role=Role.ADMIN)
NOBODY = Actor(key="nobody")
