"""What generating questions refuses."""

from domain.kit.errors import DomainError, Kind


class NoSkills(DomainError):
    """The job names no skill, and none was given."""

    kind = Kind.INVALID
    message = "This job names no skills. Add some to the job, or name the skills to test."


class GenerationOver(DomainError):
    """There is nothing left to cancel."""

    kind = Kind.CONFLICT
    message = "These questions have been drafted already. Delete the drafts you do not want."
