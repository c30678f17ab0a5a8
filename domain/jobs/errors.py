"""What jobs refuse."""

from domain.kit.errors import DomainError, Kind


class NotYourJob(DomainError):
    """Somebody else posted the job. It is no secret from recruiters, so this is no NotFound."""

    kind = Kind.FORBIDDEN
    message = (
        "Only the person who posted this job or an administrator can change it. Ask one of them."
    )


class OwnJob(DomainError):
    """An author tried to decide on their own job."""

    kind = Kind.FORBIDDEN
    message = "You posted this job. Ask another expert or an administrator to decide on it."


class ImpossibleMove(DomainError):
    """The job's state does not allow this; ``possible`` in the details lists what it does."""

    kind = Kind.CONFLICT
    message = "The job's state does not allow this."


class JobChanged(DomainError):
    """Somebody changed the job since it was read."""

    kind = Kind.CONFLICT
    message = "Somebody changed this job meanwhile. Load it again and repeat your change."


class FormChanged(DomainError):
    """Somebody changed the application form since it was read."""

    kind = Kind.CONFLICT
    message = "Somebody changed this form meanwhile. Load it again and repeat your change."


class SourceExists(DomainError):
    """The job has a tracking link of that name."""

    kind = Kind.CONFLICT
    message = "This job has a tracking link of that name already. Use it, or choose another name."
