"""What others ask about skills: find, normalise, compare and list them."""

from collections.abc import Iterator

from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound
from domain.kit.paging import Page, page_of, text_value
from domain.kit.work import Work
from domain.skills.catalogue import VERSION, Skill, Taxonomy, taxonomy_with
from domain.skills.finding import SkillHit, find_skills, find_with
from domain.skills.kinship import distance, relatedness
from domain.skills.known import added_skills, known_skills
from domain.skills.schemas import SkillDetail, SkillQuery, SkillView
from domain.skills.suggesting import SuggestedSkills, accept_skills, ask_for_skills
from domain.skills.words import key_of

__all__ = [
    "VERSION",
    "Skill",
    "SkillHit",
    "SuggestedSkills",
    "Taxonomy",
    "accept_skills",
    "added_skills",
    "ask_for_skills",
    "closest",
    "distance",
    "find_skills",
    "find_with",
    "known_skills",
    "list_skills",
    "normalise",
    "read_skill",
    "relatedness",
    "skill_names",
    "taxonomy_with",
]
_LONGEST_ASKED = 200


def normalise(name: str, taxonomy: Taxonomy | None = None) -> str | None:
    """Return the name that stands for all ways to write a skill; None for an unknown one."""
    return (taxonomy or taxonomy_with()).normalise(name)


def closest(name: str, limit: int = 5, taxonomy: Taxonomy | None = None) -> list[str]:
    """Return up to ``limit`` skills whose names are written like ``name``, the best first."""
    return (taxonomy or taxonomy_with()).closest(name, limit)


def skill_names(taxonomy: Taxonomy, written: list[str]) -> list[str]:
    """Return the skills that ``written`` names, once each, in order; unknown words are left out."""
    names = (taxonomy.normalise(word) for word in written)
    return list(dict.fromkeys(name for name in names if name is not None))


async def list_skills(work: Work, actor: Actor, query: SkillQuery) -> Page[SkillView]:
    """Return one page of the skills, by name."""
    actor.require(Role.CANDIDATE)
    taxonomy = await known_skills(work)
    wanted = key_of(query.q or "")
    found = [
        skill
        for skill in taxonomy.named
        if (query.category is None or skill.category.casefold() == query.category.casefold())
        and (not (query.q or "").strip() or _begins(skill, wanted))
    ]
    rows, cursor = page_of(
        found, lambda skill: (skill.name.casefold(),), (text_value,), query, descending=False
    )
    return Page(items=[_view(skill) for skill in rows], next_cursor=cursor, total=len(found))


async def read_skill(work: Work, actor: Actor, name: str) -> SkillDetail:
    """Return a skill by its name or an alias.

    NotFound names the skills that are written like it.
    """
    actor.require(Role.CANDIDATE)
    taxonomy = await known_skills(work)
    known = taxonomy.normalise(name)
    if known is None:
        near = taxonomy.closest(name[:_LONGEST_ASKED])
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise NotFound(f"There is no such skill.{hint}", details={"closest": near})
    skill = taxonomy.skills[known]
    beneath = sorted(other.name for other in taxonomy.named if known in other.parents)
    view = _view(skill).model_dump()
    return SkillDetail(**view, above=list(_above(taxonomy, skill)), beneath=beneath)


def _above(taxonomy: Taxonomy, skill: Skill) -> Iterator[str]:
    waiting, seen = list(skill.parents), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            known = taxonomy.skills.get(name)
            waiting += known.parents if known else ()


def _begins(skill: Skill, wanted: tuple[str, ...]) -> bool:
    """Tell whether a name has words that are ``wanted``, the last of which may be unfinished."""
    if not wanted:
        return False
    *whole, last = wanted
    size = len(wanted)
    for name in (skill.name, *skill.aliases):
        key = key_of(name)
        for start in range(len(key) - size + 1):
            part = key[start : start + size]
            if list(part[:-1]) == whole and part[-1].startswith(last):
                return True
    return False


def _view(skill: Skill) -> SkillView:
    return SkillView(
        name=skill.name,
        category=skill.category,
        aliases=list(skill.aliases),
        parents=list(skill.parents),
        entry_id=skill.entry_id,
    )
