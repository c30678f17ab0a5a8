"""Tickets for one recording: an address that a film element can play, which sends no headers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

from domain.kit.actor import Actor, Role
from domain.kit.crypto import derive_key
from domain.kit.errors import SignInNeeded

LIFE = timedelta(hours=4)
"""Longer than an interview; the sign-in behind a ticket is looked at with every use."""
LONGEST_TICKET = 1_000
_TYPE = "ticket+jwt"
_FIELDS = ["exp", "sub", "role", "fam", "rec"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose sign-in a ticket came from, and for which recording."""

    user_id: int
    role: Role
    family: str
    recording_id: int


class Tickets:
    """Issues and reads tickets with a key derived from the server's secret."""

    def __init__(self, secret: str) -> None:
        self._key = derive_key(secret, "recording tickets")

    def issue(self, actor: Actor, family: str, recording_id: int, now: datetime) -> str:
        """Return a ticket of ``actor``, who must have an account."""
        if actor.user_id is None or actor.role is None:
            raise SignInNeeded
        claims = {
            "sub": str(actor.user_id),
            "role": actor.role.word,
            "fam": family,
            "rec": recording_id,
            "exp": now + LIFE,
        }
        return jwt.encode(claims, self._key, algorithm="HS256", headers={"typ": _TYPE})

    def read(self, ticket: str) -> Ticket:
        """Return what a ticket says; SignInNeeded unless it is ours and holds."""
        try:
            if jwt.get_unverified_header(ticket).get("typ") != _TYPE:
                raise SignInNeeded
            claims = jwt.decode(
                ticket, self._key, algorithms=["HS256"], options={"require": _FIELDS}
            )
            role = Role.of(claims["role"])
            return Ticket(int(claims["sub"]), role, str(claims["fam"]), int(claims["rec"]))
        except (jwt.InvalidTokenError, ValueError, TypeError) as error:
            raise SignInNeeded(
                "This address is no longer valid. Open the recording anew."
            ) from error
