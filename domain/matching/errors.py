"""What matching refuses."""

from domain.kit.errors import DomainError, Kind, NotAllowed


class ProfileUnconfirmed(DomainError):
    """Nobody has confirmed what the job asks for, and without that nothing is scored."""

    kind = Kind.CONFLICT
    message = "Confirm the job's matching profile first. Scores follow what you checked."


class ProfileChanged(DomainError):
    """Somebody changed the profile since it was read."""

    kind = Kind.CONFLICT
    message = "Somebody changed this profile meanwhile. Load it again and repeat your change."


class PersonNeeded(NotAllowed):
    """A program tried to confirm a profile."""

    message = "A named person confirms what a job asks for. Sign in with an account to do so."
