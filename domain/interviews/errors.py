"""Refusals around interviews."""

from domain.kit.errors import DomainError, Kind


class InterviewNotStarted(DomainError):
    """The command needs a running interview."""

    kind = Kind.CONFLICT
    message = "The interview has not started yet. Wait for the interviewer to begin."


class InterviewEnded(DomainError):
    """Nothing can be changed in an interview that is over or cancelled."""

    kind = Kind.CONFLICT
    message = "This interview is over."


class InterviewRunning(DomainError):
    """The interview has started already."""

    kind = Kind.CONFLICT
    message = "This interview is already running."


class InterviewPaused(DomainError):
    """Edits wait while the room is paused."""

    kind = Kind.CONFLICT
    code = "PAUSED"
    message = "The interview is paused. Your text is safe; go on when it resumes."


class NotPaused(DomainError):
    """There is nothing to resume."""

    kind = Kind.CONFLICT
    message = "The interview is not paused."


class QuestionNotOpen(DomainError):
    """The question takes no answer: closed, submitted, or not asked yet."""

    kind = Kind.CONFLICT
    code = "CLOSED"
    message = "This question takes no answer now."


class QuestionAlreadyAsked(DomainError):
    """A question is asked once per interview."""

    kind = Kind.CONFLICT
    message = "This question has been asked in this interview."


class NothingLeftToAsk(DomainError):
    """All questions of the interview have been asked."""

    kind = Kind.CONFLICT
    message = "All questions have been asked. Push a follow-up by its text, or end the interview."


class NoTimeLimit(DomainError):
    """More time makes sense only for a question with a limit."""

    kind = Kind.CONFLICT
    message = "This question has no time limit."


class StaleEdit(DomainError):
    """The edit builds on a revision that is not the newest; ``details`` hold the server's."""

    kind = Kind.CONFLICT
    code = "STALE"
    message = "The server has another text. Build on the one sent along."


class InviteUnknown(DomainError):
    """The join link is not one of ours or was replaced."""

    kind = Kind.UNAUTHENTICATED
    message = "This link is not valid any more. Ask the recruiter for a new one."


class InviteExpired(DomainError):
    """The join link's time is over."""

    kind = Kind.UNAUTHENTICATED
    message = "This link has expired. Ask the recruiter for a new one."


class InviteUsed(DomainError):
    """The join link is in use in another browser, or its interview is over."""

    kind = Kind.UNAUTHENTICATED
    message = "This link is in use on another device. Go on there, or close it and try again."


class TimeIsPast(DomainError):
    """An interview cannot be planned for the past."""

    kind = Kind.INVALID
    message = "Choose a time in the future."


class NoQuestions(DomainError):
    """An interview needs at least one approved question."""

    kind = Kind.CONFLICT
    message = "This job has no approved questions yet. Have an expert approve some first."
