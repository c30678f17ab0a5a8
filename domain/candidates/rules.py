"""Where an application may go, whose move may be undone, and who may be the same person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

ALLOWED_MOVES: dict[str, frozenset[str]] = {
    "Applied": frozenset(
        {"Under Review", "Interview Scheduled", "Selected", "Rejected", "Withdrawn"}
    ),
    "Under Review": frozenset({"Interview Scheduled", "Selected", "Rejected", "Withdrawn"}),
    "Interview Scheduled": frozenset({"Under Review", "Selected", "Rejected", "Withdrawn"}),
    "Selected": frozenset({"Under Review", "Rejected", "Withdrawn"}),
    "Rejected": frozenset({"Under Review"}),
    "Withdrawn": frozenset({"Under Review"}),
}
OPEN = frozenset({"Applied", "Under Review", "Interview Scheduled"})
BEFORE_INTERVIEW = frozenset({"Applied", "Under Review"})
UNDO_WITHIN = timedelta(minutes=5)
Reason = Literal["same_phone", "same_name_and_mailbox"]


@dataclass(frozen=True, slots=True)
class Standing:
    """An application's id and status."""

    id: int
    status: str


@dataclass(frozen=True, slots=True)
class Move:
    """Who made an application's last move, when, and where to."""

    by: str
    at: datetime
    to_status: str


@dataclass(frozen=True, slots=True)
class Traits:
    """What two rows of one person have in common, as fingerprints; None is unknown."""

    phone: str | None
    name: str | None
    mailbox: str | None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why two rows may be one person, and how sure that is, from 0 to 1."""

    reasons: tuple[Reason, ...]
    confidence: float


def is_allowed(from_status: str, to_status: str) -> bool:
    """Tell whether an application may go from one status to the other."""
    return to_status in ALLOWED_MOVES.get(from_status, frozenset())


def meant_application(applications: Sequence[Standing]) -> int | None:
    """Return the application that is meant when none is named: the only one, or the only open."""
    still_open = [one for one in applications if one.status in OPEN]
    for choice in (applications, still_open):
        if len(choice) == 1:
            return choice[0].id
    return None


def may_undo(last: Move | None, by: str, now: datetime) -> bool:
    """Tell whether ``by`` may take back an application's last move: their own, minutes ago."""
    return last is not None and last.by == by and now - last.at <= UNDO_WITHIN


def may_return(last: Move | None, by: str) -> bool:
    """Tell whether a candidate may take a withdrawal back: their own, nobody moved since."""
    return last is not None and last.by == by and last.to_status == "Withdrawn"


def suspicion(one: Traits, other: Traits) -> Suspicion | None:
    """Tell whether two rows may be one person.

    A shared phone may be a family's and a shared name chance; together they leave little doubt.
    """
    same_name = one.name is not None and one.name == other.name
    same_phone = one.phone is not None and one.phone == other.phone
    same_mailbox = same_name and one.mailbox is not None and one.mailbox == other.mailbox
    found: dict[Reason, bool] = {
        "same_phone": same_phone,
        "same_name_and_mailbox": same_mailbox,
    }
    reasons = tuple(reason for reason, holds in found.items() if holds)
    if not reasons:
        return None
    if same_phone and same_name:
        return Suspicion(reasons, 0.95)
    return Suspicion(reasons, 0.8 if same_mailbox else 0.6)
