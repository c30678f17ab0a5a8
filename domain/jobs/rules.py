"""The life of a job: which state follows which, and by what verb."""

from typing import Literal, get_args

from domain.jobs.errors import ImpossibleMove

JobStatus = Literal["Draft", "Pending Approval", "Open", "Closed", "Archived"]
Verb = Literal["publish", "approve", "reject", "close", "reopen", "archive"]

STATUSES: tuple[JobStatus, ...] = get_args(JobStatus)
# An archived job starts again as a draft, so that none gets round the approval.
MOVES: dict[tuple[JobStatus, Verb], JobStatus] = {
    ("Draft", "publish"): "Open",
    ("Draft", "archive"): "Archived",
    ("Pending Approval", "approve"): "Open",
    ("Pending Approval", "reject"): "Draft",
    ("Pending Approval", "archive"): "Archived",
    ("Open", "close"): "Closed",
    ("Open", "archive"): "Archived",
    ("Closed", "reopen"): "Open",
    ("Closed", "archive"): "Archived",
    ("Archived", "reopen"): "Draft",
}


def status_of(stored: str) -> JobStatus:
    """Return the state that a row holds as a word; StopIteration for a word that is none."""
    return next(status for status in STATUSES if status == stored)


def possible(status: JobStatus) -> list[Verb]:
    """Return what can be done with a job in ``status``."""
    return [verb for (begin, verb) in MOVES if begin == status]


def after(status: JobStatus, verb: Verb, *, approval: bool) -> JobStatus:
    """Return the state that ``verb`` leads to from ``status``.

    Where jobs need ``approval``, publishing waits for it. Raises ImpossibleMove.
    """
    target = MOVES.get((status, verb))
    if target is None:
        raise _impossible(f"{verb} it", status)
    if verb == "publish" and approval:
        return "Pending Approval"
    return target


def verb_between(status: JobStatus, wanted: JobStatus) -> Verb:
    """Return the verb that an owner's wish to see ``wanted`` stands for.

    Approving and rejecting are acts of their own. Raises ImpossibleMove.
    """
    for (begin, verb), target in MOVES.items():
        if (begin, target) == (status, wanted) and verb not in {"approve", "reject"}:
            return verb
    raise _impossible(f"make it {wanted}", status)


def first_status(wanted: JobStatus, *, approval: bool) -> JobStatus:
    """Return the state a new job begins in: what is to be shown waits where approval is needed."""
    waits = approval and wanted not in {"Draft", "Archived"}
    return "Pending Approval" if waits else wanted


def _impossible(wish: str, status: JobStatus) -> ImpossibleMove:
    verbs = possible(status)
    message = f"You cannot {wish} while the job is {status}. Possible now: {', '.join(verbs)}."
    return ImpossibleMove(message, details={"status": status, "possible": verbs})
