"""Which questions are like another: by vectors that are kept beside the questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotAllowed, NotFound
from domain.kit.work import WorkShop
from domain.questions import similar
from domain.questions.checking import CheckQuestion, CheckView, check_question
from domain.questions.models import InterviewQuestion, QuestionVector
from domain.questions.similar import QuestionBank
from domain.scoring.schemas import ScoringPolicy
from server.adapters.minilm import MODEL_DIR_NAME
from server.scoring import ScoringRoom
from tests.conftest import MODELS
from tests.factories.people import open_job
from tests.factories.questions import add_question

RECRUITER = Actor(key="user:1", role=Role.RECRUITER, user_id=1)
REST = "Explain the principles of REST."


@pytest.fixture
def words(tmp_path: Path) -> Iterator[ScoringRoom]:
    """A scorer without a model, which compares words alone."""
    room = ScoringRoom(tmp_path / "none", ScoringPolicy(), processes=0)
    yield room
    room.close()


@pytest.fixture(scope="module")
def meaning() -> Iterator[ScoringRoom]:
    room = ScoringRoom(MODELS / MODEL_DIR_NAME, ScoringPolicy(), processes=0)
    yield room
    room.close()


@pytest.fixture
def bank(workshop: WorkShop, words: ScoringRoom) -> QuestionBank:
    return QuestionBank(workshop, words)


async def ask(workshop: WorkShop, job_id: int | None = None, *texts: str) -> list[int]:
    async with workshop.begin(SYSTEM) as work:
        job = job_id or await open_job(work)
        return [await add_question(work, job, question_text=text) for text in texts]


async def check(workshop: WorkShop, bank: QuestionBank, text: str, **fields: int) -> CheckView:
    async with workshop.look(RECRUITER) as work:
        command = CheckQuestion(question_text=text, **fields)
        return await check_question(work, RECRUITER, command, bank)


async def stored(workshop: WorkShop) -> list[QuestionVector]:
    async with workshop.look(SYSTEM) as work:
        return list(await work.session.scalars(select(QuestionVector)))


async def test_a_new_question_is_compared_before_and_after_its_vector_is_stored(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    [rest, _] = await ask(workshop, None, REST, "How do you calm an angry guest?")

    before = await check(workshop, bank, "Explain REST principles.")
    await bank.remember()
    after = await check(workshop, bank, "Explain REST principles.")

    assert [one.id for one in before.similar] == [rest]
    assert [one.id for one in after.similar] == [rest]
    assert (after.compared, after.waiting, len(await stored(workshop))) == (2, 0, 2)
    assert after.similar[0].similarity == pytest.approx(before.similar[0].similarity, abs=0.01)
    assert after.similar[0].similarity >= after.similar_from


async def test_a_question_is_not_like_itself_and_a_job_may_be_looked_at_alone(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    async with workshop.begin(SYSTEM) as work:
        here, there = await open_job(work), await open_job(work)
    [one] = await ask(workshop, here, REST)
    [other] = await ask(workshop, there, REST)
    await bank.remember()

    everywhere = await check(workshop, bank, REST)
    edited = await check(workshop, bank, REST, question_id=one)
    only_here = await check(workshop, bank, REST, job_id=here)

    assert [near.id for near in everywhere.similar] == [one, other]
    assert [near.id for near in edited.similar] == [other]
    assert [near.id for near in only_here.similar] == [one]
    assert only_here.compared == 1


async def test_an_edited_question_is_found_by_its_new_words_only(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    [key] = await ask(workshop, None, REST)
    await bank.remember()
    await check(workshop, bank, REST)
    async with workshop.begin(SYSTEM) as work:
        question = await work.session.get_one(InterviewQuestion, key)
        question.question_text = "How do you calm an angry guest?"

    assert await stored(workshop) == []
    assert (await check(workshop, bank, REST)).similar == []
    await bank.remember()
    assert (await check(workshop, bank, REST)).similar == []
    assert [near.id for near in (await check(workshop, bank, "Calm an angry guest")).similar] == [
        key
    ]


async def test_a_change_of_other_fields_keeps_the_vector(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    [key] = await ask(workshop, None, REST)
    await bank.remember()
    async with workshop.begin(SYSTEM) as work:
        (await work.session.get_one(InterviewQuestion, key)).time_limit_s = 90

    assert [row.question_id for row in await stored(workshop)] == [key]


async def test_a_deleted_question_takes_its_vector_along(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    [key] = await ask(workshop, None, REST)
    await bank.remember()
    await check(workshop, bank, REST)
    async with workshop.begin(SYSTEM) as work:
        await work.session.delete(await work.session.get_one(InterviewQuestion, key))

    assert await stored(workshop) == []
    assert (await check(workshop, bank, REST)).compared == 0


async def test_more_new_questions_than_a_check_encodes_wait_and_are_counted(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    await ask(workshop, None, *(f"Question number {n}?" for n in range(similar.AT_ONCE + 8)))

    before = await check(workshop, bank, REST)
    await bank.remember()
    after = await check(workshop, bank, REST)

    assert (before.compared, before.waiting) == (similar.AT_ONCE, 8)
    assert (after.compared, after.waiting) == (similar.AT_ONCE + 8, 0)


async def test_vectors_of_another_encoder_are_made_anew(
    workshop: WorkShop, bank: QuestionBank, words: ScoringRoom
) -> None:
    [key] = await ask(workshop, None, REST)
    async with workshop.begin(SYSTEM) as work:
        old = {"question_id": key, "text_hash": "0", "model": "older:1", "vector": bytes(384)}
        await work.session.execute(insert(QuestionVector), [old])

    await bank.remember()

    assert [(row.model, len(row.vector)) for row in await stored(workshop)] == [
        (words.encoder, 384)
    ]


async def test_the_bank_in_memory_follows_what_others_store(
    workshop: WorkShop, bank: QuestionBank, words: ScoringRoom
) -> None:
    [first] = await ask(workshop, None, REST)
    await bank.remember()
    await check(workshop, bank, REST)

    [second] = await ask(workshop, None, REST)
    await QuestionBank(workshop, words).remember()
    both = await check(workshop, bank, REST)
    async with workshop.begin(SYSTEM) as work:
        await work.session.execute(
            delete(QuestionVector).where(QuestionVector.question_id == first)
        )
    still = await check(workshop, bank, REST)

    assert [near.id for near in both.similar] == [first, second]
    assert [near.id for near in still.similar] == [first, second]


async def test_a_bank_that_must_stop_stores_nothing_more(
    workshop: WorkShop, words: ScoringRoom
) -> None:
    await ask(workshop, None, REST)

    await QuestionBank(workshop, words, lambda: True).remember()

    assert await stored(workshop) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_with_the_language_model_other_words_for_the_same_are_found(
    workshop: WorkShop, meaning: ScoringRoom
) -> None:
    bank = QuestionBank(workshop, meaning)
    [customer, _] = await ask(
        workshop,
        None,
        "How do you handle a difficult customer?",
        "How do you handle a large set of data?",
    )
    await bank.remember()

    found = await check(workshop, bank, "What do you do when a customer is angry?")

    assert [near.id for near in found.similar] == [customer]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_check_answers_flags_and_is_for_recruiters(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    view = await check(workshop, bank, "Are you married?")
    assert [flag.kind for flag in view.flags] == ["family"]

    candidate = Actor(key="user:9", role=Role.CANDIDATE)
    async with workshop.look(candidate) as work:
        with pytest.raises(NotAllowed):
            await check_question(work, candidate, CheckQuestion(question_text=REST), bank)
    for unknown in ({"job_id": 999}, {"question_id": 999}):
        with pytest.raises(NotFound):
            await check(workshop, bank, REST, **unknown)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_words_without_any_letters_are_like_nothing(
    workshop: WorkShop, bank: QuestionBank
) -> None:
    await ask(workshop, None, REST, "?!")

    assert (await check(workshop, bank, "…")).similar == []
