"""Whatever is asked: the same each time, never two alike, never more than wanted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.questions.drafting import ORDER, Claim, DraftBrief, draft
from domain.questions.drafting.likeness import is_alike, words_of
from domain.questions.drafting.values import TYPES
from domain.questions.drafting.wording import fill, in_sentence
from domain.skills.service import taxonomy_with

NAMES = [skill.name for skill in taxonomy_with().named]
skills = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True).map(tuple)
claims = st.builds(
    Claim,
    skill=st.sampled_from(NAMES),
    years=st.none() | st.floats(0, 80),
    sentence=st.none() | st.text(max_size=80),
    position=st.none() | st.text(max_size=30),
)
briefs = st.builds(
    DraftBrief,
    job_title=st.text(max_size=40),
    skills=skills,
    difficulty=st.sampled_from(ORDER),
    count=st.integers(1, 50),
    types=st.lists(st.sampled_from(TYPES), min_size=1, unique=True).map(tuple),
    level=st.none() | st.text(max_size=20),
    description=st.text(max_size=200),
    claims=st.lists(claims, max_size=4).map(tuple),
    taken=st.lists(st.text(max_size=100), max_size=5).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(asked=briefs, seed=st.integers())
def test_any_brief_is_answered_the_same_way_twice_with_questions_that_differ(
    asked: DraftBrief, seed: int
) -> None:
    drafted = draft(asked, seed)

    assert drafted == draft(asked, seed)
    assert len(drafted.drafts) <= asked.count
    assert (drafted.shortfall is None) == (len(drafted.drafts) == asked.count)
    texts = [words_of(one.question_text) for one in drafted.drafts]
    assert len(set(texts)) == len(texts)
    assert all(3 <= len(one.key_points) <= 6 for one in drafted.drafts)
    assert all(set(one.skills_tested) <= set(asked.skills) for one in drafted.drafts)
    assert all(one.question_type in asked.types for one in drafted.drafts)


@settings(max_examples=60, deadline=None)
@given(asked=briefs, seed=st.integers())
def test_all_types_together_always_suffice(asked: DraftBrief, seed: int) -> None:
    whole = DraftBrief(job_title="Any", skills=asked.skills, difficulty=asked.difficulty, count=50)

    assert draft(whole, seed).shortfall is None


@given(text=st.text(max_size=80))
def test_a_question_is_like_itself_and_like_its_capitals(text: str) -> None:
    words = words_of(text)

    assert is_alike(words, [words_of(text)])
    assert words_of(text.casefold()) == words


@given(name=st.sampled_from(NAMES))
def test_each_skill_fills_its_places(name: str) -> None:
    skill = taxonomy_with().skills[name]

    filled = fill("{Skill}: {work}, {skill}.", skill)

    assert "{" not in filled
    assert in_sentence(skill).casefold().endswith(name.casefold())
