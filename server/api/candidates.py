"""Candidates as people: finding them, their page, notes, tags, status, and merging doubles."""

from quart import Blueprint

from domain.candidates import (
    duplicates,
    listing,
    merging,
    moving,
    notes,
    profile,
    tags,
    timeline,
)
from domain.candidates import schemas as s
from domain.candidates.entries import AnyEntry
from domain.kit.paging import Page, PageQuery, SortedQuery
from server.api.route import RECRUITER, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("candidates", __name__, url_prefix="/api")


@route(
    blueprint,
    "GET",
    "/candidates",
    guard=RECRUITER,
    query=s.CandidateQuery,
    answer=Page[s.CandidateGlance],
)
async def list_candidates(query: s.CandidateQuery) -> Page[s.CandidateGlance]:
    """List people by filters and words, newest, oldest or most recently active first.

    ``q`` finds words of names and e-mail addresses by how they begin, up to twelve letters.
    There is no order by name: names are stored encrypted, and the database cannot compare them.
    """
    async with begin_look() as work:
        return await listing.list_candidates(work, current_actor(), query)


@route(
    blueprint,
    "GET",
    "/candidates/duplicates",
    guard=RECRUITER,
    query=SortedQuery,
    answer=Page[s.DuplicatePair],
)
async def list_duplicates(query: SortedQuery) -> Page[s.DuplicatePair]:
    """List pairs of people who may be one, with the reasons."""
    async with begin_look() as work:
        return await duplicates.list_duplicates(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "/candidates/merge",
    guard=RECRUITER,
    body=s.MergeCandidates,
    answer=s.MergeView,
    status=201,
    errors=(404, 409),
)
async def merge_candidates(data: s.MergeCandidates) -> s.MergeView:
    """Make one person of two; everything of ``merge_id`` goes to ``keep_id``."""
    async with begin_work() as work:
        return await merging.merge_candidates(work, current_actor(), data)


@route(
    blueprint,
    "POST",
    "/candidates/merges/<id:past_merge_id>/undo",
    guard=RECRUITER,
    answer=s.MergeView,
    errors=(404, 409),
)
async def undo_merge(past_merge_id: int) -> s.MergeView:
    """Bring both people back as they were before a merge."""
    async with begin_work() as work:
        return await merging.undo_merge(work, current_actor(), past_merge_id)


@route(
    blueprint,
    "GET",
    "/candidates/<id:person_id>",
    guard=RECRUITER,
    answer=s.CandidateView,
    errors=(404,),
)
async def read_candidate(person_id: int) -> s.CandidateView:
    """Get a person with applications, interviews, tags and likely doubles."""
    async with begin_look() as work:
        return await profile.read_candidate(work, current_actor(), person_id)


@route(
    blueprint,
    "GET",
    "/candidates/<id:person_id>/timeline",
    guard=RECRUITER,
    query=SortedQuery,
    answer=Page[AnyEntry],
    errors=(404,),
)
async def read_timeline(person_id: int, query: SortedQuery) -> Page[AnyEntry]:
    """List everything that happened to a person, newest first."""
    async with begin_look() as work:
        return await timeline.read_timeline(work, current_actor(), person_id, query)


@route(
    blueprint,
    "PUT",
    "/candidates/<id:person_id>/status",
    guard=RECRUITER,
    body=s.MoveStatus,
    answer=s.StatusView,
    errors=(404, 409),
)
async def move_status(person_id: int, data: s.MoveStatus) -> s.StatusView:
    """Move a person's application; a rejection needs a reason."""
    async with begin_work() as work:
        return await moving.move_status(work, current_actor(), person_id, data)


@route(
    blueprint,
    "POST",
    "/candidates/<id:person_id>/status/undo",
    guard=RECRUITER,
    body=s.UndoMove,
    answer=s.StatusView,
    errors=(404, 409),
)
async def undo_status(person_id: int, data: s.UndoMove) -> s.StatusView:
    """Take one's own last move back, within five minutes."""
    async with begin_work() as work:
        return await moving.undo_move(work, current_actor(), person_id, data)


@route(
    blueprint,
    "GET",
    "/candidates/<id:person_id>/notes",
    guard=RECRUITER,
    query=PageQuery,
    answer=Page[s.NoteView],
    errors=(404,),
)
async def list_notes(person_id: int, query: PageQuery) -> Page[s.NoteView]:
    """List the notes about a person, newest first."""
    async with begin_look() as work:
        return await notes.list_notes(work, current_actor(), person_id, query)


@route(
    blueprint,
    "POST",
    "/candidates/<id:person_id>/notes",
    guard=RECRUITER,
    body=s.WriteNote,
    answer=s.NoteView,
    status=201,
    errors=(404,),
)
async def write_note(person_id: int, data: s.WriteNote) -> s.NoteView:
    """Write a note about a person; candidates never see it."""
    async with begin_work() as work:
        return await notes.write_note(work, current_actor(), person_id, data)


@route(
    blueprint,
    "PUT",
    "/candidates/<id:person_id>/notes/<id:note_id>",
    guard=RECRUITER,
    body=s.WriteNote,
    answer=s.NoteView,
    errors=(404,),
)
async def edit_note(person_id: int, note_id: int, data: s.WriteNote) -> s.NoteView:
    """Write one's own note anew."""
    async with begin_work() as work:
        return await notes.edit_note(work, current_actor(), person_id, note_id, data)


@route(
    blueprint,
    "DELETE",
    "/candidates/<id:person_id>/notes/<id:note_id>",
    guard=RECRUITER,
    answer=s.NoteView,
    errors=(404,),
)
async def delete_note(person_id: int, note_id: int) -> s.NoteView:
    """Delete one's own note; the answer is the note as it was."""
    async with begin_work() as work:
        return await notes.delete_note(work, current_actor(), person_id, note_id)


@route(
    blueprint,
    "PUT",
    "/candidates/<id:person_id>/tags",
    guard=RECRUITER,
    body=s.SetTags,
    answer=s.TagsView,
    errors=(404,),
)
async def set_tags(person_id: int, data: s.SetTags) -> s.TagsView:
    """Give a person exactly these tags."""
    async with begin_work() as work:
        return await tags.set_tags(work, current_actor(), person_id, data)


@route(blueprint, "GET", "/tags", guard=RECRUITER, query=s.TagQuery, answer=Page[s.TagCount])
async def suggest_tags(query: s.TagQuery) -> Page[s.TagCount]:
    """List the tags in use, for suggestions."""
    async with begin_look() as work:
        return await tags.suggest_tags(work, current_actor(), query)
