"""Recruiters' notes about a person: all recruiters read them, only the author changes them."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select

from domain.accounts.service import usernames
from domain.candidates.errors import NotYourNote
from domain.candidates.models import Candidate, CandidateNote
from domain.candidates.people import find_person, touch
from domain.candidates.schemas import NoteView, WriteNote
from domain.kit.actor import SYSTEM, Actor
from domain.kit.errors import NotFound
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work

PRODUCT = "Greenroom"
SOMEBODY = "Somebody"


async def write_note(work: Work, actor: Actor, person_id: int, command: WriteNote) -> NoteView:
    """Write a note about a person; for recruiters and above."""
    person = await find_person(work, actor, person_id, lock=True)
    note = CandidateNote(person_id=person.id, text=command.text, by=actor.key, at=work.now)
    work.session.add(note)
    touch(person, work.now)
    await work.session.flush()
    return await _view(work, actor, note)


async def list_notes(work: Work, actor: Actor, person_id: int, query: PageQuery) -> Page[NoteView]:
    """Return one page of the notes about a person, newest first."""
    person = await find_person(work, actor, person_id)
    rows, cursor, total = await fetch_page(work.session, _notes_of(person), CandidateNote.id, query)
    names = await names_of(work, (row.by for row in rows))
    items = [note_view(actor, row, names[row.by]) for row in rows]
    return Page(items=items, next_cursor=cursor, total=total)


async def edit_note(
    work: Work, actor: Actor, person_id: int, note_id: int, command: WriteNote
) -> NoteView:
    """Write one's own note anew. Raises NotFound or NotYourNote."""
    note = await _own_note(work, actor, person_id, note_id)
    note.text, note.edited_at = command.text, work.now
    await work.session.flush()
    return await _view(work, actor, note)


async def delete_note(work: Work, actor: Actor, person_id: int, note_id: int) -> NoteView:
    """Delete one's own note and return it as it was. Raises NotFound or NotYourNote."""
    note = await _own_note(work, actor, person_id, note_id)
    view = await _view(work, actor, note)
    await work.session.delete(note)
    await work.session.flush()
    return view


async def count_notes(work: Work, person_id: int) -> int:
    """Return how many notes there are about a person."""
    counted = select(func.count()).where(CandidateNote.person_id == person_id)
    return await work.session.scalar(counted) or 0


async def names_of(work: Work, keys: Iterable[str]) -> dict[str, str]:
    """Return the name behind each actor's key: a username, or the product's."""
    wanted = set(keys)
    ids = {
        key: int(number)
        for key in wanted
        for kind, _, number in [key.partition(":")]
        if kind == "user" and number.isdigit()
    }
    known = await usernames(work, set(ids.values()))
    names = {key: known.get(ids.get(key, 0), SOMEBODY) for key in wanted}
    return names | {SYSTEM.key: PRODUCT}


def note_view(actor: Actor, note: CandidateNote, by: str) -> NoteView:
    """Return a note as ``actor`` reads it."""
    return NoteView(
        id=note.id,
        text=note.text,
        by=by,
        own=note.by == actor.key,
        at=note.at,
        edited_at=note.edited_at,
    )


def _notes_of(person: Candidate) -> Select[CandidateNote]:
    return select(CandidateNote).where(CandidateNote.person_id == person.id)


async def _own_note(work: Work, actor: Actor, person_id: int, note_id: int) -> CandidateNote:
    person = await find_person(work, actor, person_id)
    note = await work.session.scalar(_notes_of(person).where(CandidateNote.id == note_id))
    if note is None:
        raise NotFound("There is no such note.")
    if note.by != actor.key:
        raise NotYourNote
    return note


async def _view(work: Work, actor: Actor, note: CandidateNote) -> NoteView:
    return note_view(actor, note, (await names_of(work, [note.by]))[note.by])
