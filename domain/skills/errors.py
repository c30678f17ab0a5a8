"""What can be wrong with a skill that is to be added."""

from domain.kit.errors import DomainError, Kind


class SkillTaken(DomainError):
    """A name or an alias already belongs to a skill, which ``details`` names."""

    kind = Kind.CONFLICT
    message = "That name already belongs to a skill. Choose another one, or use that skill."
