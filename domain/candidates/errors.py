"""What candidates and applications refuse."""

from domain.kit.errors import DomainError, Kind, NotFound


class AlreadyApplied(DomainError):
    """This person has applied for this job before."""

    kind = Kind.CONFLICT
    message = "You have already applied for this job. Your receipt shows where it stands."


class JobNotOpen(DomainError):
    """The job does not take applications."""

    kind = Kind.CONFLICT
    message = "This job does not take applications at the moment."


class NoSuchApplication(NotFound):
    """Unknown, or somebody else's."""

    code = "NotFound"
    message = "There is no such application."


class NoSuchCandidate(NotFound):
    """Nobody here has this id."""

    code = "NotFound"
    message = "There is no such candidate."


class MoveNotAllowed(DomainError):
    """From where the application stands, this status cannot be reached; see ``allowed``."""

    kind = Kind.CONFLICT
    message = "An application cannot go there from where it stands. Reload to see its status."


class NothingToUndo(DomainError):
    """The last move is too old, somebody else's, or has been followed by another."""

    kind = Kind.CONFLICT
    message = "There is nothing of yours left to undo. Move the application instead."


class NotYourNote(DomainError):
    """Only who wrote a note may change it."""

    kind = Kind.FORBIDDEN
    message = "Only its author can change this note. Write one of your own."


class CannotMerge(DomainError):
    """The two are one already, or one of them has been merged into somebody else."""

    kind = Kind.CONFLICT
    message = "These two cannot be merged as they are now. Reload both and try again."


class MergeStands(DomainError):
    """The merge was undone before, or something since makes it impossible to undo."""

    kind = Kind.CONFLICT
    message = "This merge can no longer be undone. Undo later merges of the same person first."
