"""People who may be one: found by fingerprints alone, so that nothing is decrypted to look."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Bundle, aliased

from domain.candidates.models import Candidate
from domain.candidates.rules import Traits, suspicion
from domain.candidates.schemas import CandidateLabel, DuplicatePair, DuplicateView
from domain.kit.actor import Actor, Role
from domain.kit.paging import Order, Page, SortedQuery, fetch_sorted, whole_value
from domain.kit.work import Work

MOST_SHOWN = 20
_First, _Second = aliased(Candidate), aliased(Candidate)


async def list_duplicates(work: Work, actor: Actor, query: SortedQuery) -> Page[DuplicatePair]:
    """Return one page of pairs who may be one person, newest first; for recruiters and above."""
    actor.require(Role.RECRUITER)
    pairs = _pairs()
    wanted: Select[tuple[int, int]] = select(Bundle("pair", pairs.c.first, pairs.c.second))
    newest = Order(pairs.c.second, pairs.c.first, whole_value, descending=True)
    page, cursor, total = await fetch_sorted(work.session, wanted, newest, query)
    people = await _people(work, {one for pair in page for one in pair})
    items = [_pair_view(people[first], people[second]) for first, second in page]
    return Page(items=items, next_cursor=cursor, total=total)


async def duplicates_of(work: Work, person: Candidate) -> list[DuplicateView]:
    """Return up to twenty people who may be ``person``, the surest first."""
    alike = [_same(Candidate.phone_index, person.phone_index)]
    same_name = _same(Candidate.name_index, person.name_index)
    alike.append(and_(same_name, _same(Candidate.mailbox_index, person.mailbox_index)))
    others = select(Candidate).where(
        or_(*alike), Candidate.id != person.id, Candidate.merged_into_id.is_(None)
    )
    rows = await work.session.scalars(others.order_by(Candidate.id.desc()).limit(MOST_SHOWN))
    found = [_view(person, other) for other in rows]
    return sorted(found, key=lambda view: (-view.confidence, view.id))


def _same(column: Any, value: str | None) -> ColumnElement[bool]:
    # Unlike IS NULL, equality with a missing value never holds.
    condition: ColumnElement[bool] = column == (value or "")
    return condition


def _pairs() -> Any:
    by_phone = _pairs_alike("phone_index")
    by_name = _pairs_alike("name_index", "mailbox_index")
    return by_phone.union(by_name).subquery()


def _pairs_alike(*names: str) -> Select[int, int]:
    """Return the pairs whose fingerprints of these ``names`` are all the same."""
    # What several share is found first: it is little, and the index alone tells.
    keys = [getattr(Candidate, name) for name in names]
    shared = select(*keys).group_by(*keys).having(func.count() > 1).subquery()
    first = and_(*(getattr(_First, name) == shared.c[name] for name in names))
    second = and_(*(getattr(_Second, name) == shared.c[name] for name in names))
    return (
        select(_First.id.label("first"), _Second.id.label("second"))
        .select_from(shared)
        .join(_First, first)
        .join(_Second, and_(second, _First.id < _Second.id))
        .where(_First.merged_into_id.is_(None), _Second.merged_into_id.is_(None))
    )


async def _people(work: Work, ids: set[int]) -> dict[int, Candidate]:
    rows = await work.session.scalars(select(Candidate).where(Candidate.id.in_(ids)))
    return {row.id: row for row in rows}


def _traits(person: Candidate) -> Traits:
    return Traits(person.phone_index, person.name_index, person.mailbox_index)


def _pair_view(first: Candidate, second: Candidate) -> DuplicatePair:
    view = _view(first, second)
    return DuplicatePair(
        first=CandidateLabel.model_validate(first),
        second=CandidateLabel.model_validate(second),
        reasons=view.reasons,
        confidence=view.confidence,
    )


def _view(person: Candidate, other: Candidate) -> DuplicateView:
    found = suspicion(_traits(person), _traits(other))
    if found is None:
        raise LookupError("two people were paired who share nothing")
    return DuplicateView(
        id=other.id,
        name=other.name,
        email=other.email,
        reasons=list(found.reasons),
        confidence=found.confidence,
    )
