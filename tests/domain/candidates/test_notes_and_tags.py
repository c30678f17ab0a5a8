"""What recruiters write about people."""

import pytest

from domain.candidates.errors import NoSuchCandidate, NotYourNote
from domain.candidates.notes import delete_note, edit_note, list_notes, write_note
from domain.candidates.profile import read_candidate
from domain.candidates.schemas import SetTags, TagQuery, WriteNote
from domain.candidates.tags import set_tags, suggest_tags
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.paging import PageQuery
from tests.factories.clock import SettableClock
from tests.factories.hiring import Hiring


async def test_all_recruiters_read_a_note_and_its_author_changes_it(
    hiring: Hiring, clock: SettableClock
) -> None:
    person_id = await hiring.newcomer()
    note = await hiring.do(write_note, person_id, WriteNote(text="Knows Postgres."))
    clock.pass_by(60)

    with pytest.raises(NotYourNote):
        await hiring.do(edit_note, person_id, note.id, WriteNote(text="No."), by=hiring.colleague)
    with pytest.raises(NotYourNote):
        await hiring.do(delete_note, person_id, note.id, by=hiring.colleague)
    await hiring.do(edit_note, person_id, note.id, WriteNote(text="Knows PostgreSQL."))

    page = await hiring.look(list_notes, person_id, PageQuery(), by=hiring.colleague)
    [read] = page.items
    assert (read.text, read.by, read.own) == ("Knows PostgreSQL.", "beatriz", False)
    assert read.edited_at == clock.now
    gone = await hiring.do(delete_note, person_id, note.id)
    assert gone.text == "Knows PostgreSQL."
    assert (await hiring.look(read_candidate, person_id)).note_count == 0


async def test_a_note_belongs_to_its_person(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()
    other = await hiring.newcomer(applicant_email="b@example.org")
    note = await hiring.do(write_note, person_id, WriteNote(text="a"))

    with pytest.raises(NotFound):
        await hiring.do(delete_note, other, note.id)
    with pytest.raises(NoSuchCandidate):
        await hiring.do(write_note, 999_999, WriteNote(text="a"))


async def test_tags_are_set_whole_and_suggested_by_how_they_begin(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()
    other = await hiring.newcomer(applicant_email="b@example.org")
    await hiring.do(set_tags, person_id, SetTags(tags=["Go", "go ", "Remote", "50% now"]))
    await hiring.do(set_tags, other, SetTags(tags=["remote", "rust"]))

    kept = await hiring.do(set_tags, person_id, SetTags(tags=["remote", "50% now"]))

    assert kept.tags == ["50% now", "remote"]
    page = await hiring.look(suggest_tags, TagQuery(q="R"))
    assert [(one.tag, one.people) for one in page.items] == [("remote", 2), ("rust", 1)]
    assert (await hiring.look(suggest_tags, TagQuery(q="%"))).total == 0
    first = await hiring.look(suggest_tags, TagQuery(limit=2))
    rest = await hiring.look(suggest_tags, TagQuery(limit=2, cursor=first.next_cursor))
    assert [one.tag for one in first.items + rest.items] == ["50% now", "remote", "rust"]
    assert (first.total, rest.next_cursor) == (3, None)


async def test_candidates_read_and_write_none_of_it(hiring: Hiring) -> None:
    amina = await hiring.account("amina")
    person_id = await hiring.newcomer()

    for service, args in (
        (write_note, (person_id, WriteNote(text="a"))),
        (list_notes, (person_id, PageQuery())),
        (set_tags, (person_id, SetTags(tags=["a"]))),
        (suggest_tags, (TagQuery(),)),
        (read_candidate, (person_id,)),
    ):
        with pytest.raises(NotAllowed):
            await hiring.do(service, *args, by=amina)
