"""Tags: the organisation's own words for sorting people."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import delete, func, insert, select

from domain.candidates.models import CandidateTag
from domain.candidates.people import find_person, touch
from domain.candidates.schemas import SetTags, TagCount, TagQuery, TagsView
from domain.kit.actor import Actor, Role
from domain.kit.paging import Page, page_of, text_value
from domain.kit.work import Work


async def set_tags(work: Work, actor: Actor, person_id: int, command: SetTags) -> TagsView:
    """Give a person exactly these tags; for recruiters and above."""
    person = await find_person(work, actor, person_id, lock=True)
    wanted = set(command.tags)
    known = set((await tags_of(work, [person.id])).get(person.id, []))
    await drop_tags(work, person.id, known - wanted)
    await add_tags(work, person.id, wanted - known)
    if wanted != known:
        touch(person, work.now)
        work.note("tag", "candidates", person.id)
    await work.session.flush()
    return TagsView(tags=sorted(wanted))


async def suggest_tags(work: Work, actor: Actor, query: TagQuery) -> Page[TagCount]:
    """Return one page of the tags in use, in alphabetical order; for recruiters and above."""
    actor.require(Role.RECRUITER)
    counted = select(CandidateTag.tag, func.count().label("people")).group_by(CandidateTag.tag)
    if query.q is not None:
        counted = counted.where(CandidateTag.tag.startswith(query.q, autoescape=True))
    counts = [
        TagCount(tag=tag, people=people) for tag, people in await work.session.execute(counted)
    ]
    items, cursor = page_of(
        counts, lambda count: (count.tag,), [text_value], query, descending=False
    )
    return Page(items=items, next_cursor=cursor, total=len(counts))


async def tags_of(work: Work, person_ids: Collection[int]) -> dict[int, list[str]]:
    """Return people's tags in alphabetical order; people without any are left out."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = await work.session.execute(
        select(CandidateTag.person_id, CandidateTag.tag).where(
            CandidateTag.person_id.in_(person_ids)
        )
    )
    for person_id, tag in sorted((row.person_id, row.tag) for row in rows):
        found[person_id].append(tag)
    return found


async def add_tags(work: Work, person_id: int, tags: Collection[str]) -> None:
    """Give a person tags they do not have yet."""
    if tags:
        rows = [{"person_id": person_id, "tag": tag} for tag in sorted(tags)]
        await work.session.execute(insert(CandidateTag), rows)


async def drop_tags(work: Work, person_id: int, tags: Collection[str]) -> None:
    """Take tags away from a person."""
    own = CandidateTag.person_id == person_id
    await work.session.execute(delete(CandidateTag).where(own, CandidateTag.tag.in_(tags)))
