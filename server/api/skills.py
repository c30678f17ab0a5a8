"""The taxonomy of skills: read by everybody with an account, extended by administrators."""

from quart import Blueprint

from domain.kit.paging import Page
from domain.skills import editing
from domain.skills import schemas as s
from domain.skills import service as skills
from server.api.route import ADMIN, SIGNED_IN, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("skills", __name__, url_prefix="/api")


@route(blueprint, "GET", "/skills", guard=SIGNED_IN, query=s.SkillQuery, answer=Page[s.SkillView])
async def list_skills(query: s.SkillQuery) -> Page[s.SkillView]:
    """List skills by name; `q` finds beginnings of words, also of aliases."""
    async with begin_look() as work:
        return await skills.list_skills(work, current_actor(), query)


# A path and not a segment: CI/CD is a skill.
@route(
    blueprint,
    "GET",
    "/skills/<path:skill_name>",
    guard=SIGNED_IN,
    answer=s.SkillDetail,
    errors=(404,),
)
async def read_skill(skill_name: str) -> s.SkillDetail:
    """Get a skill by its name or an alias; for an unknown one, the refusal names similar ones."""
    async with begin_look() as work:
        return await skills.read_skill(work, current_actor(), skill_name)


@route(
    blueprint,
    "GET",
    "/admin/skills",
    guard=ADMIN,
    query=s.EntryQuery,
    answer=Page[s.EntryView],
)
async def list_entries(query: s.EntryQuery) -> Page[s.EntryView]:
    """List the skills that were added, newest first."""
    async with begin_look() as work:
        return await editing.list_entries(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "/admin/skills",
    guard=ADMIN,
    body=s.AddSkill,
    answer=s.EntryView,
    status=201,
    errors=(409,),
)
async def add_skill(data: s.AddSkill) -> s.EntryView:
    """Add a skill; all servers know it from the next request on."""
    async with begin_work() as work:
        return await editing.add_skill(work, current_actor(), data)


@route(
    blueprint,
    "PATCH",
    "/admin/skills/<id:entry_id>",
    guard=ADMIN,
    body=s.ChangeSkill,
    answer=s.EntryView,
    errors=(404, 409),
)
async def change_skill(entry_id: int, data: s.ChangeSkill) -> s.EntryView:
    """Change an added skill, or switch it off."""
    async with begin_work() as work:
        return await editing.change_skill(work, current_actor(), entry_id, data)


@route(
    blueprint,
    "DELETE",
    "/admin/skills/<id:entry_id>",
    guard=ADMIN,
    answer=s.SkillGone,
    errors=(404,),
)
async def delete_skill(entry_id: int) -> s.SkillGone:
    """Delete an added skill; nothing may stand under it."""
    async with begin_work() as work:
        return await editing.delete_skill(work, current_actor(), entry_id)
