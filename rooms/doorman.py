"""Who may take which seat: reads the socket's auth payload and checks it, at once and again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pydantic import ConfigDict, Field

from domain.accounts.service import Accounts
from domain.accounts.tokens import AccessClaims
from domain.candidates.service import find_application, is_own_application
from domain.interviews.sessions import Holder, find_session, keep_invites, redeem_invite
from domain.kit.actor import SYSTEM, Actor, Role, SeatRole
from domain.kit.errors import NotAllowed, SignInNeeded
from domain.kit.fields import Command, Id, Text
from domain.kit.work import Work, WorkShop
from rooms.registry import DASHBOARD, ROOM
from rooms.seats import Seat


class SocketAuth(Command):
    """The ``auth`` payload of a connection: an access token, or an invite.

    ``device`` names the browser that holds the invite. ``epoch`` and ``last_seq`` say what a
    returning client knows. Unknown keys are ignored, so that clients may add their own.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    token: Text | None = Field(default=None, max_length=4_000)
    invite: Text | None = Field(default=None, max_length=200)
    session_id: Id | None = None
    device: Text | None = Field(default=None, max_length=100)
    epoch: Text | None = Field(default=None, max_length=100)
    last_seq: int | None = Field(default=None, ge=0, le=2**53)


@dataclass(frozen=True, slots=True)
class Doorman:
    """Admits people to seats."""

    workshop: WorkShop
    accounts: Accounts

    async def admit(self, sid: str, eio_sid: str, namespace: str, auth: SocketAuth) -> Seat:
        """Return the seat that ``auth`` entitles to.

        Raises SignInNeeded, InviteUnknown, InviteExpired, InviteUsed, NotFound or NotAllowed.
        """
        if namespace == DASHBOARD:
            return await self._at_dashboard(sid, eio_sid, auth)
        if auth.session_id is None:
            raise SignInNeeded("Say which interview: session_id is missing.")
        if auth.invite is not None:
            return await self._by_invite(sid, eio_sid, auth, auth.session_id)
        return await self._by_token(sid, eio_sid, auth, auth.session_id)

    async def dismissed(self, seats: Collection[Seat]) -> list[Seat]:
        """Return the seats whose sign-in or invite is over, or whose invite another browser holds.

        The other invites are kept alive.
        """
        now = self.workshop.clock()
        families = {seat.family for seat in seats if seat.family is not None}
        invites = {_holder(seat) for seat in seats if seat.family is None}
        async with self.workshop.begin(SYSTEM) as work:
            live = await self.accounts.live_families(work, families)
            held = await keep_invites(work, invites)
        return [
            seat
            for seat in seats
            if _over(seat, now)
            or (seat.family is not None and live.get(seat.family) != seat.actor.role)
            or (seat.family is None and _holder(seat) not in held)
        ]

    async def renew(self, seat: Seat, token: str) -> None:
        """Move the seat to a fresh token of the same person. Raises SignInNeeded or NotAllowed."""
        claims = await self.claims(token)
        if claims.actor.user_id != seat.actor.user_id:
            raise NotAllowed("This token belongs to somebody else.")
        seat.family, seat.expires_at = claims.family, claims.expires_at

    async def claims(self, token: str | None) -> AccessClaims:
        """Return what a live access token says. Raises SignInNeeded."""
        if token is None:
            raise SignInNeeded
        claims = self.accounts.tokens.read(token)
        async with self.workshop.look(claims.actor) as work:
            if not await self._is_live(work, claims.actor, claims.family):
                raise SignInNeeded
        return claims

    async def _is_live(self, work: Work, actor: Actor, family: str) -> bool:
        if actor.user_id is None or actor.role is None:
            return False
        return await self.accounts.is_live(work, actor.user_id, actor.role, family)

    async def _at_dashboard(self, sid: str, eio_sid: str, auth: SocketAuth) -> Seat:
        claims = await self.claims(auth.token)
        claims.actor.require(Role.RECRUITER)
        name = await self._own_name(claims.actor)
        seat = Seat(sid, eio_sid, DASHBOARD, claims.actor, SeatRole.INTERVIEWER, name)
        seat.family, seat.expires_at = claims.family, claims.expires_at
        return seat

    async def _by_token(self, sid: str, eio_sid: str, auth: SocketAuth, session_id: int) -> Seat:
        claims = await self.claims(auth.token)
        actor = claims.actor
        async with self.workshop.look(actor) as work:
            session = await find_session(work, actor, session_id)
            own = await is_own_application(work, actor, session.candidate_id)
        role = SeatRole.CANDIDATE if own else SeatRole.INTERVIEWER
        if not own and not actor.reaches(Role.RECRUITER):
            raise NotAllowed
        name = await self._own_name(actor)
        seat = Seat(sid, eio_sid, ROOM, actor, role, name, session_id)
        seat.family, seat.expires_at = claims.family, claims.expires_at
        seat.epoch, seat.last_seq = auth.epoch, auth.last_seq
        return seat

    async def _by_invite(self, sid: str, eio_sid: str, auth: SocketAuth, session_id: int) -> Seat:
        nobody = Actor(key="invite")
        async with self.workshop.begin(nobody) as work:
            actor = await redeem_invite(work, auth.invite or "", session_id, auth.device)
            application = await find_application(work, actor, actor.application_id or 0)
            name = application.applicant_name
        seat = Seat(sid, eio_sid, ROOM, actor, SeatRole.CANDIDATE, name, session_id)
        seat.device = auth.device
        seat.epoch, seat.last_seq = auth.epoch, auth.last_seq
        return seat

    async def _own_name(self, actor: Actor) -> str:
        async with self.workshop.look(actor) as work:
            return (await self.accounts.me(work, actor)).username


def _over(seat: Seat, now: datetime) -> bool:
    return seat.expires_at is not None and seat.expires_at <= now


def _holder(seat: Seat) -> Holder:
    return int(seat.actor.key.removeprefix("invite:")), seat.device
