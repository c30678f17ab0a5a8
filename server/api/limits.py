"""How often something may be asked: said in one line at each route."""

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """Whose requests are counted together."""

    ADDRESS = "address"
    CALLER = "caller"
    ACCOUNT = "account"
    EVERYBODY = "everybody"


ADDRESS = By.ADDRESS
"""The network address; all of a /64 for IPv6, since one household gets that many."""
CALLER = By.CALLER
"""The account or the invite; the address of those who show neither."""
ACCOUNT = By.ACCOUNT
"""The account that the body names as ``username`` or ``email``, whether it exists or not."""
EVERYBODY = By.EVERYBODY


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``amount`` requests in any ``seconds``, counted ``by``."""

    amount: int
    seconds: int
    by: By


def per_minute(amount: int, by: By = CALLER) -> Limit:
    """Return a limit of ``amount`` a minute."""
    return Limit(amount, 60, by)


def per_hour(amount: int, by: By = CALLER) -> Limit:
    """Return a limit of ``amount`` an hour."""
    return Limit(amount, 3_600, by)


READS = (per_minute(600),)
WRITES = (per_minute(120),)
UNLIMITED: tuple[Limit, ...] = ()
SIGN_IN = (
    per_minute(10, by=ACCOUNT),
    per_minute(30, by=ADDRESS),
    per_minute(600, by=EVERYBODY),
)
"""For whatever compares a password or sends a link to an account."""
BAD_TOKENS = per_minute(300, by=ADDRESS)
"""For tokens that turn out to be worth nothing; an office wakes with many that have expired."""
BAD_INVITES = per_minute(30, by=ADDRESS)
"""For invites that turn out to be worth nothing; looking one up takes a turn at the database."""
SEATS = per_minute(240, by=ADDRESS)
"""For connections of sockets."""
