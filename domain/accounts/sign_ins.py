"""Sign-ins: beginning, ending and listing them, and whether they hold."""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, update

from domain.accounts.events import AccountChanged
from domain.accounts.models import SignIn, User
from domain.accounts.schemas import SignInView
from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound, SignInNeeded
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work

REFRESH_LIFETIME = timedelta(days=14)
REMEMBERED = timedelta(days=30)
# Most specific first: every browser also claims to be some of the others.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """From what kind of browser, and which part of the network, somebody signs in."""

    agent: str | None = None
    network: str | None = None

    @classmethod
    def of(cls, agent: str | None, address: str | None) -> "Place":
        """Return the place of a User-Agent header and an IP address, either of which may lie."""
        return cls(_describe(agent or ""), _network_of(address or ""))


def _describe(agent: str) -> str | None:
    browser = next((name for mark, name in _BROWSERS if mark in agent), None)
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    if browser is None:
        return system
    return f"{browser} on {system}" if system else browser


def _network_of(address: str) -> str | None:
    """Return the /24 or /48 that ``address`` lies in: enough to recognise, not to find."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    length = 24 if ip.version == 4 else 48  # noqa: PLR2004  # the version's own number
    return str(ipaddress.ip_network((ip, length), strict=False))


async def list_sign_ins(
    work: Work, actor: Actor, family: str | None, query: PageQuery
) -> Page[SignInView]:
    """Return one page of the actor's sign-ins that hold; ``family`` is the present one."""
    own = select(SignIn).where(_holds(work), SignIn.user_id == _own_id(actor))
    rows, cursor, total = await fetch_page(work.session, own, SignIn.id, query)
    views = [
        SignInView(
            id=row.id,
            created_at=row.created_at,
            last_used_at=row.last_used_at,
            agent=row.agent,
            network=row.network,
            is_current=row.family == family,
        )
        for row in rows
    ]
    return Page(items=views, next_cursor=cursor, total=total)


async def end_sign_in(work: Work, actor: Actor, sign_in_id: int) -> None:
    """End one of the actor's own sign-ins; NotFound for anything else."""
    ended = await end_sign_ins(
        work, SignIn.id == sign_in_id, SignIn.user_id == _own_id(actor), _holds(work)
    )
    if not ended:
        raise NotFound("There is no such session of yours.")
    work.announce(AccountChanged(_own_id(actor), "sign_ins"))


async def end_all_sign_ins(work: Work, user_id: int, *, but: str | None = None) -> int:
    """End an account's sign-ins, except for the family ``but``; return how many."""
    ended = await end_sign_ins(work, SignIn.user_id == user_id, SignIn.family != (but or ""))
    work.announce(AccountChanged(user_id, "sign_ins"))
    return ended


async def end_sign_ins(work: Work, *which: ColumnElement[bool]) -> int:
    """End the sign-ins that fit ``which`` and have not ended; return how many.

    It waits for a token of theirs that is being renewed, so that no child survives.
    """
    ended = await work.session.execute(
        update(SignIn)
        .where(SignIn.ended_at.is_(None), *which)
        .values(ended_at=work.now)
        .returning(SignIn.id)
    )
    return len(ended.all())


async def forget_old_sign_ins(work: Work, user_id: int) -> None:
    """Delete what is left of an account's sign-ins that nobody used for thirty days."""
    old = (SignIn.user_id == user_id) & (SignIn.last_used_at < work.now - REMEMBERED)
    await work.session.execute(delete(SignIn).where(old))


async def is_live(work: Work, user_id: int, role: Role, family: str) -> bool:
    """Tell whether a token still holds: account active, same role, sign-in not ended."""
    live = await live_families(work, [family], SignIn.user_id == user_id)
    return live.get(family) == role


async def live_families(
    work: Work, families: Collection[str], *which: ColumnElement[bool]
) -> dict[str, Role]:
    """Return the sign-ins that still hold, each with the account's role as it is now."""
    if not families:
        return {}
    rows = await work.session.execute(
        select(SignIn.family, User.role)
        .join(User, User.id == SignIn.user_id)
        .where(SignIn.family.in_(families), SignIn.ended_at.is_(None), User.is_active.is_(True))
        .where(*which)
    )
    return {family: Role.of(role) for family, role in rows}


def _holds(work: Work) -> ColumnElement[bool]:
    return SignIn.ended_at.is_(None) & (SignIn.last_used_at > work.now - REFRESH_LIFETIME)


def _own_id(actor: Actor) -> int:
    if actor.user_id is None:
        raise SignInNeeded
    return actor.user_id
