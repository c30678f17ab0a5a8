"""The bank's lists, histories and comments, and what becomes of deleted questions."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.kit.actor import Actor, Role
from domain.kit.errors import FieldsInvalid, NotAllowed, NotFound
from domain.kit.paging import PageQuery
from domain.kits.schemas import KitItem, MakeKit
from domain.kits.service import make_kit
from domain.questions.errors import NotYourComment
from domain.questions.models import InterviewQuestion, QuestionVersion
from domain.questions.schemas import DiffQuery, QuestionQuery, WriteComment
from domain.questions.service import (
    Origin,
    compare_versions,
    delete_comment,
    delete_question,
    edit_comment,
    list_comments,
    list_questions,
    list_versions,
    read_question,
    retire_question,
    write_comment,
    write_question,
)
from tests.domain.questions.conftest import Bank
from tests.factories.questions import question_command

CANDIDATE = Actor(key="user:99", role=Role.CANDIDATE)
QUESTIONS: list[dict[str, Any]] = [
    {"question_text": "How does a cache expire?", "skills_tested": ["Postgres"]},
    {"question_text": "Tell of a conflict.", "question_type": "behavioral", "skills_tested": []},
    {"question_text": "Why stateless?", "difficulty_level": "expert", "submitted": True},
]


async def found(bank: Bank, **query: Any) -> list[int]:
    """Return what a query finds, as places in ``QUESTIONS``, page by page."""
    asked, ids = QuestionQuery.model_validate({"limit": 2} | query), list[int]()
    while True:
        async with bank.workshop.look(bank.expert) as work:
            page = await list_questions(work, bank.expert, asked)
        ids += [view.id for view in page.items]
        if page.next_cursor is None:
            assert len(ids) == page.total
            return [key - 1 for key in ids]
        asked = asked.model_copy(update={"cursor": page.next_cursor})


async def fill(bank: Bank) -> None:
    for fields in QUESTIONS[:2]:
        await bank.write(**fields)
    await bank.write(bank.other, **QUESTIONS[2])


async def test_the_bank_is_filtered_searched_and_sorted(bank: Bank) -> None:
    await fill(bank)

    expected: list[tuple[dict[str, Any], list[int]]] = [
        ({}, [2, 1, 0]),
        ({"sort": "oldest"}, [0, 1, 2]),
        ({"job_id": bank.job_id + 1}, []),
        ({"state": "in_review"}, [2]),
        ({"type": "behavioral"}, [1]),
        ({"difficulty": "expert"}, [2]),
        ({"skill": "postgresql"}, [0]),
        ({"skill": "postgres", "state": "draft"}, [0]),
        ({"author": bank.other.user_id}, [2]),
        ({"q": "caches"}, [0, 2, 1]),
        ({"q": "cache expi"}, [0]),
        ({"q": "?!"}, []),
        ({"q": "stateless", "sort": "newest", "type": "behavioral"}, [1]),
    ]
    for query, places in expected:
        assert await found(bank, **query) == places, query


async def test_a_draft_beside_what_is_in_use_is_found_too(bank: Bank) -> None:
    await fill(bank)
    await bank.approve(1)
    later = bank.workshop.clock() + timedelta(hours=1)
    bank.workshop.clock = lambda: later
    await bank.edit(bank.other, 1, question_text="How does a lighthouse expire?")

    assert await found(bank, q="lighthouse") == [0]
    assert await found(bank, q="expire cache", sort="updated") == [0]
    assert await found(bank, author=bank.other.user_id, sort="updated") == [0, 2]


async def test_relevance_needs_words_and_candidates_see_no_bank(bank: Bank) -> None:
    async with bank.workshop.look(bank.expert) as work:
        with pytest.raises(FieldsInvalid):
            await list_questions(work, bank.expert, QuestionQuery(sort="relevance"))
        with pytest.raises(NotAllowed):
            await list_questions(work, CANDIDATE, QuestionQuery())
        with pytest.raises(NotAllowed):
            await read_question(work, CANDIDATE, 1)


async def test_the_history_tells_who_wrote_what_and_why_and_who_decided(bank: Bank) -> None:
    drafted = Origin(source="gemini", prompt="draft_questions@1")
    command = question_command(bank.job_id, question_text="Why REST?")
    key = (await bank.act(bank.author, write_question, command, drafted)).id
    await bank.decide(bank.expert, key, decision="reject", comment="Too vague.")
    await bank.edit(bank.other, key, question_text="Why not REST?", why="Sharper.")

    async with bank.workshop.look(bank.expert) as work:
        page = await list_versions(work, bank.expert, key, PageQuery())
        diff = await compare_versions(work, bank.expert, key, 2, DiffQuery())
        back = await compare_versions(work, bank.expert, key, 1, DiffQuery(against=2))
        for number in (1, 3):
            with pytest.raises(NotFound):
                await compare_versions(work, bank.expert, key, number, DiffQuery())

    second, first = page.items
    assert (second.number, second.author, second.why) == (2, "other", "Sharper.")
    assert (second.source, second.prompt, second.reviews) == ("person", None, [])
    assert (first.source, first.prompt) == ("gemini", "draft_questions@1")
    [review] = first.reviews
    assert (review.decision, review.comment, review.reviewer) == (
        "reject",
        "Too vague.",
        "expert",
    )
    [field] = diff.fields
    assert [run.text for run in field.runs if run.kind == "added"] == ["not "]
    assert [run.text for run in back.fields[0].runs if run.kind == "removed"] == ["not "]


async def test_comments_stand_on_a_version_and_belong_to_their_author(bank: Bank) -> None:
    key = await bank.write()
    said = await bank.act(bank.expert, write_comment, key, WriteComment(text="Vague."))
    await bank.edit(bank.author, key, question_text="Why, exactly?")
    await bank.act(bank.author, write_comment, key, WriteComment(text="Better?"))

    edited = await bank.act(bank.expert, edit_comment, said.id, WriteComment(text="Too vague."))
    for verb, args in ((edit_comment, (WriteComment(text="Fine."),)), (delete_comment, ())):
        with pytest.raises(NotYourComment):
            await bank.act(bank.author, verb, said.id, *args)
    async with bank.workshop.look(bank.author) as work:
        page = await list_comments(work, bank.author, key, PageQuery())
    await bank.act(bank.expert, delete_comment, said.id)

    assert edited.edited_at is not None
    assert [(one.text, one.version, one.by, one.own) for one in page.items] == [
        ("Better?", 2, "author", True),
        ("Too vague.", 1, "expert", False),
    ]
    with pytest.raises(NotFound):
        await bank.act(bank.expert, delete_comment, said.id)


async def test_an_unused_question_is_deleted_with_all_that_hangs_on_it(bank: Bank) -> None:
    key = await bank.write(submitted=True)
    await bank.act(bank.expert, write_comment, key, WriteComment(text="Vague."))
    await bank.decide(bank.expert, key, decision="reject")

    gone = await bank.act(bank.author, delete_question, key)

    assert gone.outcome == "deleted"
    async with bank.workshop.look(bank.expert) as work:
        for table in (InterviewQuestion, QuestionVersion):
            assert await work.session.scalar(select(func.count(table.id))) == 0
    assert await found(bank, q="REST") == []


async def test_a_question_that_a_kit_asks_is_retired_instead(bank: Bank) -> None:
    key = await bank.write()
    await bank.approve(key)
    kit = MakeKit(job_id=bank.job_id, name="First", questions=[KitItem(question_id=key)])
    await bank.act(bank.author, make_kit, kit)

    for _ in range(2):
        assert (await bank.act(bank.author, delete_question, key)).outcome == "retired"

    async with bank.workshop.look(bank.expert) as work:
        kept = await read_question(work, bank.expert, key)
    assert (kept.state, kept.newest_version) == ("retired", 1)
    assert await found(bank, q="REST", state="retired") == [key - 1]


async def test_retiring_is_seen_in_the_list(bank: Bank) -> None:
    await fill(bank)

    await bank.act(bank.author, retire_question, 2)

    assert await found(bank, state="retired") == [1]
    assert await found(bank, state="draft") == [0]
