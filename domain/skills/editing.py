"""Adding skills to the taxonomy, for administrators."""

from uuid import uuid4

from sqlalchemy import select, update

from domain.kit.actor import Actor, Role
from domain.kit.errors import FieldsInvalid, NotFound
from domain.kit.paging import Page, fetch_page
from domain.kit.work import Work
from domain.skills.catalogue import base_skills, taxonomy_with
from domain.skills.errors import SkillTaken
from domain.skills.models import SkillCatalogue, SkillEntry
from domain.skills.schemas import AddSkill, ChangeSkill, EntryQuery, EntryView, SkillGone
from domain.skills.words import key_of


async def list_entries(work: Work, actor: Actor, query: EntryQuery) -> Page[EntryView]:
    """Return one page of the added skills, newest first, also those that are not active."""
    actor.require(Role.ADMIN)
    rows, cursor, total = await fetch_page(work.session, select(SkillEntry), SkillEntry.id, query)
    items = [EntryView.model_validate(row) for row in rows]
    return Page(items=items, next_cursor=cursor, total=total)


async def add_skill(work: Work, actor: Actor, command: AddSkill) -> EntryView:
    """Add a skill. Raises SkillTaken, or FieldsInvalid for parents that nobody knows."""
    actor.require(Role.ADMIN)
    others = await _begin_change(work)
    _check(command, others)
    times = {"created_at": work.now, "updated_at": work.now}
    entry = SkillEntry(**command.model_dump(), **times, created_by=actor.user_id)
    work.session.add(entry)
    await work.session.flush()
    return EntryView.model_validate(entry)


async def change_skill(work: Work, actor: Actor, entry_id: int, command: ChangeSkill) -> EntryView:
    """Change the fields that were sent. Raises NotFound, SkillTaken or FieldsInvalid."""
    actor.require(Role.ADMIN)
    others = await _begin_change(work)
    entry = _find(others, entry_id)
    now = {name: getattr(entry, name) for name in AddSkill.model_fields}
    wanted = AddSkill(**now | command.model_dump(exclude_unset=True))
    if wanted.name != entry.name:
        _require_childless(entry, others, "name")
    _check(wanted, [other for other in others if other.id != entry_id])
    for name, value in wanted.model_dump().items():
        setattr(entry, name, value)
    entry.updated_at = work.now
    await work.session.flush()
    return EntryView.model_validate(entry)


async def delete_skill(work: Work, actor: Actor, entry_id: int) -> SkillGone:
    """Delete an added skill. Raises NotFound, or FieldsInvalid while others stand under it."""
    actor.require(Role.ADMIN)
    others = await _begin_change(work)
    entry = _find(others, entry_id)
    _require_childless(entry, others, "parents")
    await work.session.delete(entry)
    await work.session.flush()
    return SkillGone(id=entry_id)


async def _begin_change(work: Work) -> list[SkillEntry]:
    """Wait for others who change skills, tell all nodes of a change, return what there is."""
    await work.session.execute(update(SkillCatalogue).values(mark=uuid4().hex))
    return list(await work.session.scalars(select(SkillEntry)))


def _find(entries: list[SkillEntry], entry_id: int) -> SkillEntry:
    for entry in entries:
        if entry.id == entry_id:
            return entry
    raise NotFound("There is no such skill among those that were added.")


def _check(entry: AddSkill, others: list[SkillEntry]) -> None:
    """Refuse names that are taken, also by skills that are switched off, and impossible parents."""
    base = taxonomy_with()
    taken = {key_of(name): other.name for other in others for name in (other.name, *other.aliases)}
    groups = {key_of(skill.name): skill.name for skill in base_skills()}
    names = dict.fromkeys([entry.name, *entry.aliases])
    for name in names:
        key = key_of(name)
        meanings = base.meanings_of(name)
        owner = meanings[0].skill.name if meanings else groups.get(key) or taken.get(key)
        if owner is not None:
            field = "name" if name == entry.name else "aliases"
            raise SkillTaken(
                f"{name} already belongs to the skill {owner}. Choose another name, or use it.",
                fields={field: f"belongs to {owner}"},
                details={"skill": owner},
            )
    if len({key_of(name) for name in names}) != len(entry.aliases) + 1:
        raise FieldsInvalid(fields={"aliases": "Give each way of writing once."})
    _check_parents(entry, others)


def _check_parents(entry: AddSkill, others: list[SkillEntry]) -> None:
    parents = {skill.name: skill.parents for skill in base_skills()}
    parents |= {other.name: tuple(other.parents) for other in others}
    for parent in entry.parents:
        if parent not in parents:
            near = taxonomy_with().closest(parent, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise FieldsInvalid(fields={"parents": f"There is no skill {parent}.{hint}"})
    waiting, seen = list(entry.parents), set[str]()
    while waiting:
        name = waiting.pop()
        if name == entry.name:
            raise FieldsInvalid(fields={"parents": "A skill cannot stand above itself."})
        if name not in seen:
            seen.add(name)
            waiting += parents.get(name, ())


def _require_childless(entry: SkillEntry, others: list[SkillEntry], field: str) -> None:
    beneath = [other.name for other in others if entry.name in other.parents]
    if beneath:
        hint = f"{beneath[0]} stands under it. Give that one another parent first."
        raise FieldsInvalid(fields={field: hint})
