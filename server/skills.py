"""What this installation knows about skills."""

from domain.matching.plain_skills import PlainSkills
from domain.matching.ports import SkillSpace


def open_skills() -> SkillSpace:
    """Return what is known about skills; the same in every process."""
    return PlainSkills()
