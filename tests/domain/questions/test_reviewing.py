"""Review: somebody else decides, on words that they saw, and what is in use stays until then."""

import pytest
from pydantic import ValidationError

from domain.kit.errors import NotFound
from domain.kit.paging import PageQuery
from domain.questions.errors import ImpossibleStep, OwnEdit, OwnQuestion, QuestionChanged
from domain.questions.events import QuestionMoved
from domain.questions.schemas import ApproveQuestions
from domain.questions.service import (
    list_approved,
    read_question,
    restore_question,
    retire_question,
    submit_question,
)
from tests.domain.questions.conftest import Bank
from tests.factories.questions import RUBRIC


async def test_a_draft_is_handed_in_and_approved(bank: Bank) -> None:
    key = await bank.write(rubric=RUBRIC)

    submitted = await bank.act(bank.author, submit_question, key)
    approved = await bank.approve(key, comment="Clear.")

    assert (submitted.state, submitted.own, submitted.is_approved) == ("in_review", True, False)
    assert (approved.state, approved.is_approved) == ("approved", True)
    assert (approved.approved_by, approved.version) == (bank.expert.user_id, 1)
    assert [level.level for level in approved.rubric] == [1, 2, 3, 4]


async def test_an_approved_question_stays_in_use_while_its_new_version_is_reviewed(
    bank: Bank,
) -> None:
    key = await bank.write(question_text="Old?")
    await bank.approve(key)

    edited = await bank.edit(bank.author, key, question_text="New?", why="Shorter.")
    async with bank.workshop.look(bank.other) as work:
        [asked] = (await list_approved(work, bank.other, bank.job_id, PageQuery())).items
    approved = await bank.approve(key)

    assert (edited.state, edited.is_approved, edited.version) == ("draft", True, 1)
    assert edited.draft is not None
    assert (edited.question_text, edited.draft.question_text) == ("Old?", "New?")
    assert asked.question_text == "Old?"
    assert (approved.question_text, approved.version, approved.draft) == ("New?", 2, None)


async def test_a_rejected_version_leaves_the_approved_one_in_use(bank: Bank) -> None:
    key = await bank.write(question_text="Old?")
    await bank.approve(key)
    await bank.edit(bank.author, key, question_text="New?")

    [rejected] = (await bank.decide(bank.expert, key, decision="reject")).questions
    again = await bank.edit(bank.author, key, question_text="Newer?")

    assert (rejected.state, rejected.is_approved, rejected.question_text) == (
        "rejected",
        True,
        "Old?",
    )
    assert (again.state, again.newest_version) == ("draft", 3)


async def test_who_edited_last_is_an_author_and_so_is_who_wrote_the_rest(bank: Bank) -> None:
    key = await bank.write()
    await bank.edit(bank.expert, key, question_text="Why, exactly?")

    for writer in (bank.expert, bank.author):
        with pytest.raises(OwnQuestion):
            await bank.decide(writer, key)

    [approved] = (await bank.decide(bank.other, key)).questions
    assert approved.approved_by == bank.other.user_id


async def test_the_author_of_an_old_version_may_approve_a_new_one(bank: Bank) -> None:
    key = await bank.write()
    await bank.approve(key)
    await bank.edit(bank.expert, key, question_text="Why, exactly?")

    [approved] = (await bank.decide(bank.author, key)).questions

    assert (approved.version, approved.approved_by) == (2, bank.author.user_id)


async def test_each_question_answers_for_itself(bank: Bank) -> None:
    foreign, own = await bank.write(), await bank.write(bank.expert)
    retired = await bank.write()
    await bank.act(bank.author, retire_question, retired)

    outcome = await bank.decide(bank.expert, retired, 999, foreign, own, foreign)

    assert [view.id for view in outcome.questions] == [foreign]
    assert [(one.id, one.code) for one in outcome.refused] == [
        (retired, "ImpossibleStep"),
        (999, "NotFound"),
        (own, "OwnQuestion"),
    ]
    assert "retired" in outcome.refused[0].message


async def test_where_nothing_was_decided_the_first_refusal_is_the_answer(bank: Bank) -> None:
    own = await bank.write(bank.expert)

    with pytest.raises(OwnQuestion) as refusal:
        await bank.decide(bank.expert, own, 999)

    refused = refusal.value.details["refused"]
    assert isinstance(refused, list)
    assert [one["code"] for one in refused] == ["OwnQuestion", "NotFound"]


async def test_a_reviewer_may_set_the_time_but_not_the_words(bank: Bank) -> None:
    key = await bank.write(time_limit_s=60)

    with pytest.raises(OwnEdit):
        await bank.approve(key, edits={"time_limit_s": 90, "gold_standard_answer": "Mine."})
    approved = await bank.approve(key, edits={"time_limit_s": 90, "why_asked": "Depth."})

    assert (approved.time_limit_s, approved.why_asked) == (90, "Depth.")
    assert (approved.state, approved.version, approved.draft) == ("approved", 2, None)


async def test_an_edit_takes_a_question_out_of_review(bank: Bank) -> None:
    key = await bank.write(submitted=True)

    edited = await bank.edit(bank.author, key, key_points=[{"id": "k1", "text": "Caching"}])

    assert (edited.state, edited.version, edited.newest_version) == ("draft", 2, 2)
    assert edited.key_points[0].weight == 1.0


async def test_an_edit_that_changes_nothing_is_no_version(bank: Bank) -> None:
    key = await bank.write(submitted=True, question_text="Why?")

    same = await bank.edit(bank.author, key, question_text="Why?")

    assert (same.state, same.newest_version) == ("in_review", 1)


async def test_an_edit_of_an_older_version_is_refused(bank: Bank) -> None:
    key = await bank.write()
    await bank.edit(bank.other, key, question_text="Why?", expected_version=1)

    with pytest.raises(QuestionChanged) as refusal:
        await bank.edit(bank.author, key, question_text="How?", expected_version=1)

    assert refusal.value.details == {"version": 2}


async def test_nobody_approves_words_that_were_changed_since_they_were_read(bank: Bank) -> None:
    key = await bank.write()
    await bank.edit(bank.author, key, question_text="Something else?")

    with pytest.raises(QuestionChanged):
        await bank.approve(key, seen=[{"question_id": key, "version": 1}])
    approved = await bank.approve(key, seen=[{"question_id": key, "version": 2}])

    assert approved.is_approved


async def test_a_retired_question_comes_back_as_it_was_approved(bank: Bank) -> None:
    key = await bank.write(question_text="Old?")
    await bank.approve(key)
    retired = await bank.act(bank.author, retire_question, key)

    with pytest.raises(ImpossibleStep):
        await bank.edit(bank.author, key, question_text="New?")
    restored = await bank.act(bank.author, restore_question, key)

    assert (retired.state, retired.is_approved, retired.approved_by) == ("retired", False, None)
    assert (restored.state, restored.approved_by) == ("approved", bank.expert.user_id)


async def test_a_retired_draft_comes_back_as_a_draft_beside_what_was_approved(bank: Bank) -> None:
    key = await bank.write(question_text="Old?")
    await bank.approve(key)
    await bank.edit(bank.author, key, question_text="New?")
    await bank.act(bank.author, retire_question, key)

    restored = await bank.act(bank.author, restore_question, key)

    assert (restored.state, restored.is_approved, restored.question_text) == ("draft", True, "Old?")
    assert restored.draft is not None


async def test_what_was_taken_back_is_not_restored_into_use(bank: Bank) -> None:
    key = await bank.write()
    await bank.approve(key)
    await bank.decide(bank.expert, key, decision="reject")
    await bank.act(bank.author, retire_question, key)

    restored = await bank.act(bank.author, restore_question, key)

    assert (restored.state, restored.is_approved) == ("draft", False)


async def test_others_hear_of_every_step_after_it_is_stored(bank: Bank) -> None:
    heard: list[tuple[str, int, bool]] = []

    def hear(news: object) -> None:
        if isinstance(news, QuestionMoved):
            heard.append((news.state, news.version, news.is_approved))

    bank.workshop.listen(hear)
    key = await bank.write(submitted=True)
    await bank.approve(key)
    await bank.edit(bank.author, key, question_text="New?")

    assert heard == [
        ("draft", 1, False),
        ("in_review", 1, False),
        ("approved", 1, True),
        ("draft", 2, True),
    ]


async def test_a_reviewer_is_told_what_to_look_at(bank: Bank) -> None:
    twice = [{"id": "a", "text": "It caches."}, {"id": "b", "text": "it caches"}]
    key = await bank.write(
        question_text="word " * 81, key_points=twice, skills_tested=["Basket weaving of code"]
    )

    async with bank.workshop.look(bank.expert) as work:
        shown = (await read_question(work, bank.expert, key)).warnings
    bare = await bank.edit(bank.author, key, question_text="Why?", key_points=[], skills_tested=[])

    assert [(one.kind, one.words) for one in shown] == [
        ("repeated_point", "it caches"),
        ("long_question", None),
        ("unknown_skill", "Basket weaving of code"),
    ]
    assert [one.kind for one in bare.warnings] == ["no_key_points", "no_skills"]


async def test_an_unknown_question_is_not_found(bank: Bank) -> None:
    for verb in (read_question, submit_question, retire_question, restore_question):
        with pytest.raises(NotFound):
            await bank.act(bank.expert, verb, 999)


@pytest.mark.parametrize(
    "wrong",
    [
        {"edits": {"time_limit_s": 90}, "decision": "reject"},
        {"edits": {"is_approved": True}},
        {"edits": {"rubric": RUBRIC[:3]}},
        {"edits": {"rubric": RUBRIC[::-1]}},
        {"edits": {"question_text": None}},
        {"question_ids": []},
        {"decision": "maybe"},
    ],
)
def test_a_malformed_decision_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ApproveQuestions.model_validate({"question_ids": [1], "decision": "approve"} | wrong)
