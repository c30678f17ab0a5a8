"""What becomes of one edit: a pure decision over the text the server holds."""

from dataclasses import dataclass, replace

from domain.interviews.errors import InterviewPaused, QuestionNotOpen, StaleEdit
from domain.interviews.schemas import EditAnswer
from domain.interviews.splices import Splice, apply_splices, splice_between
from domain.kit.errors import DomainError


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer as the journal knows it; ``client_id`` is the tab that wrote ``rev``."""

    answer_id: int
    rev: int
    text: str
    client_id: str | None
    intake: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The edit applies: store its splices and this newest text."""

    text: AnswerText
    splices: tuple[Splice, ...]


@dataclass(frozen=True, slots=True)
class Resent:
    """The edit is stored already; nothing changes."""

    text: AnswerText


@dataclass(frozen=True, slots=True)
class Refused:
    """The edit cannot be taken, and why."""

    error: DomainError


EditOutcome = Saved | Resent | Refused


def decide(current: AnswerText, edit: EditAnswer, *, resent: bool) -> EditOutcome:
    """Return what becomes of ``edit``; ``resent`` says that this very revision is stored.

    An edit applies only to the newest revision. A resent one is acknowledged again without a
    change, also after the question was closed, because its first acknowledgement may be lost.
    """
    if resent:
        return Resent(current)
    if current.intake != "open":
        return Refused(_why_shut(current.intake))
    if edit.base_rev != current.rev:
        return Refused(_stale(current))
    try:
        splices = _splices_of(current.text, edit)
        text = apply_splices(current.text, splices)
    except DomainError as error:
        return Refused(error)
    newest = replace(current, rev=edit.rev, text=text, client_id=edit.client_id)
    return Saved(newest, splices)


def _splices_of(text: str, edit: EditAnswer) -> tuple[Splice, ...]:
    if edit.text is None:
        return tuple(edit.splices)
    change = splice_between(text, edit.text)
    return () if change is None else (change,)


def _stale(current: AnswerText) -> StaleEdit:
    held = {"rev": current.rev, "text": current.text, "client_id": current.client_id}
    return StaleEdit(details=held)


def _why_shut(intake: str) -> DomainError:
    if intake == "paused":
        return InterviewPaused()
    if intake == "waiting":
        return QuestionNotOpen("This question has not been asked yet.")
    return QuestionNotOpen("This answer has been handed in; it cannot change any more.")
