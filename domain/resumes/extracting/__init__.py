"""Facts from a résumé's visible text: ``extract_facts`` is the way in."""

from domain.resumes.extracting.extract import extract_facts
from domain.resumes.extracting.ports import SkillFinder, SkillHit

__all__ = ["SkillFinder", "SkillHit", "extract_facts"]
