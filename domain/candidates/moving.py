"""Moving applications from status to status, with who, when and why, and taking a move back."""

from sqlalchemy import select

from domain.candidates.errors import MoveNotAllowed, NoSuchApplication, NothingToUndo
from domain.candidates.events import StageMoved
from domain.candidates.models import Candidate, JobApplication, StatusMove
from domain.candidates.people import find_person, follow_merges, hold_person, touch
from domain.candidates.queries import applications_of, last_move
from domain.candidates.rules import (
    ALLOWED_MOVES,
    BEFORE_INTERVIEW,
    Move,
    Standing,
    is_allowed,
    may_undo,
    meant_application,
)
from domain.candidates.schemas import MoveStatus, StatusView, UndoMove
from domain.kit.actor import Actor, Role
from domain.kit.errors import FieldsInvalid, NotAllowed
from domain.kit.work import Work
from domain.webhooks.service import tell


async def move_status(work: Work, actor: Actor, person_id: int, command: MoveStatus) -> StatusView:
    """Move one of a person's applications; for recruiters and above.

    Raises NotFound, MoveNotAllowed, or FieldsInvalid when the reason of a rejection is missing or
    it is not clear which application is meant.
    """
    person = await find_person(work, actor, person_id, lock=True)
    application = await _meant(work, person, command.application_id)
    await move(work, actor, application, command.status, command.reason)
    return status_view(application)


async def undo_move(work: Work, actor: Actor, person_id: int, command: UndoMove) -> StatusView:
    """Take back one's own last move within five minutes; NothingToUndo if that is not it."""
    person = await find_person(work, actor, person_id, lock=True)
    application_id = command.application_id or await _latest_moved(work, person.id)
    if application_id is None:
        raise NothingToUndo
    application = await _locked(work, person.id, application_id)
    moved = await work.session.scalar(last_move(application.id))
    if moved is None or not may_undo(described(moved), actor.key, work.now):
        raise NothingToUndo
    await take_back(work, actor, application, moved)
    return status_view(application)


async def mark_interview_planned(work: Work, actor: Actor, application: JobApplication) -> None:
    """Note that an interview was planned: whoever waited for one moves to *Interview Scheduled*."""
    await hold_person(work, application.person_id)
    await work.session.refresh(application, with_for_update=True)
    if application.status in BEFORE_INTERVIEW:
        await move(work, actor, application, "Interview Scheduled", None)


async def move(
    work: Work, actor: Actor, application: JobApplication, status: str, reason: str | None
) -> None:
    """Move ``application``, which the caller holds; write the history and tell of it."""
    if not is_allowed(application.status, status):
        raise MoveNotAllowed(details={"allowed": sorted(ALLOWED_MOVES[application.status])})
    _require_reason(actor, status, reason)
    before = application.status
    work.session.add(
        StatusMove(
            application_id=application.id,
            from_status=before,
            to_status=status,
            by=actor.key,
            by_user_id=actor.user_id,
            reason=reason,
            at=work.now,
        )
    )
    _stand(work, application, status, (actor.user_id, reason))
    await _spread(work, actor, application, before)


async def take_back(
    work: Work, actor: Actor, application: JobApplication, moved: StatusMove
) -> None:
    """Undo the newest move of ``application``, which the caller holds."""
    moved.undone_at = work.now
    await work.session.flush()
    decision: tuple[int | None, str | None] = (None, None)
    if moved.from_status == "Rejected":
        earlier = await work.session.scalar(last_move(application.id))
        decision = (earlier.by_user_id, earlier.reason) if earlier else decision
    _stand(work, application, moved.from_status, decision)
    await _spread(work, actor, application, moved.to_status, undone=True)


def described(moved: StatusMove) -> Move:
    """Return a move as the rules need it."""
    return Move(moved.by, moved.at, moved.to_status)


def status_view(application: JobApplication) -> StatusView:
    """Return where an application stands and where it may go."""
    allowed = sorted(ALLOWED_MOVES[application.status])
    return StatusView(application_id=application.id, status=application.status, allowed=allowed)


async def _meant(work: Work, person: Candidate, application_id: int | None) -> JobApplication:
    if application_id is None:
        rows = await work.session.execute(
            select(JobApplication.id, JobApplication.status).where(
                JobApplication.person_id == person.id
            )
        )
        application_id = meant_application([Standing(*row) for row in rows])
        if application_id is None:
            raise FieldsInvalid(
                fields={"application_id": "This person has several. Say which one you mean."}
            )
    return await _locked(work, person.id, application_id)


async def _locked(work: Work, person_id: int, application_id: int) -> JobApplication:
    own = applications_of(person_id).where(JobApplication.id == application_id)
    application = await work.session.scalar(own.with_for_update())
    if application is None:
        raise NoSuchApplication
    return application


async def _latest_moved(work: Work, person_id: int) -> int | None:
    moves = (
        select(StatusMove.application_id)
        .join(JobApplication, JobApplication.id == StatusMove.application_id)
        .where(JobApplication.person_id == person_id, StatusMove.undone_at.is_(None))
    )
    return await work.session.scalar(moves.order_by(StatusMove.id.desc()).limit(1))


def _require_reason(actor: Actor, status: str, reason: str | None) -> None:
    if status != "Rejected":
        return
    if actor.user_id is None or not actor.reaches(Role.RECRUITER):
        raise NotAllowed("A rejection needs a person who answers for it. Sign in as yourself.")
    if reason is None:
        raise FieldsInvalid(fields={"reason": "Say why; a rejection needs a reason."})


def _stand(
    work: Work,
    application: JobApplication,
    status: str,
    decision: tuple[int | None, str | None],
) -> None:
    by, reason = decision if status == "Rejected" else (None, None)
    application.status = status
    application.rejected_by, application.rejection_reason = by, reason
    application.updated_at = work.now


async def _spread(
    work: Work, actor: Actor, application: JobApplication, before: str, *, undone: bool = False
) -> None:
    person = await work.session.get_one(Candidate, application.person_id)
    touch(await follow_merges(work, person), work.now)
    await work.session.flush()
    ids = {"application_id": application.id, "job_id": application.job_id}
    await tell(work, "stage.moved", **ids, before=before, now=application.status)
    work.announce(
        StageMoved(
            application_id=application.id,
            job_id=application.job_id,
            person_id=application.person_id,
            from_status=before,
            to_status=application.status,
            by=actor.key,
            at=work.now,
            undone=undone,
        )
    )
