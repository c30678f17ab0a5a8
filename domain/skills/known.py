"""The taxonomy as this installation knows it: Greenroom's own skills and those in the database."""

from collections import OrderedDict

from sqlalchemy import select

from domain.kit.work import Work
from domain.skills.catalogue import Skill, Taxonomy, base_rules, base_skills, taxonomy_with
from domain.skills.models import SkillCatalogue, SkillEntry

UNTOUCHED = ""
_MOST_KEPT = 4
_kept: OrderedDict[str, Taxonomy] = OrderedDict()


async def known_skills(work: Work) -> Taxonomy:
    """Return the taxonomy that holds now, of this node's own or another one's making.

    One row is read. A mark is never used twice, so what was built for it can be kept; that of a
    change which was rolled back does not come again.
    """
    mark = await work.session.scalar(select(SkillCatalogue.mark)) or UNTOUCHED
    if mark == UNTOUCHED:
        return taxonomy_with()
    if mark not in _kept:
        # A task may have built the same meanwhile; both are equal.
        _kept[mark] = await _build(work)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return _kept[mark]


async def added_skills(work: Work) -> list[Skill]:
    """Return the skills that administrators added to Greenroom's own."""
    return [skill for skill in (await known_skills(work)).skills.values() if skill.entry_id]


async def _build(work: Work) -> Taxonomy:
    entries = await work.session.scalars(
        select(SkillEntry).where(SkillEntry.active).order_by(SkillEntry.id)
    )
    return Taxonomy((*base_skills(), *map(as_skill, entries)), base_rules())


def as_skill(entry: SkillEntry) -> Skill:
    """Return an added skill as the taxonomy holds it."""
    return Skill(
        entry.name,
        entry.category,
        tuple(entry.aliases),
        tuple(entry.parents),
        entry_id=entry.id,
    )
