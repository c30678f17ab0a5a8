"""Answers are given again for a while, from a bounded memory."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from domain.language.caching import LARGEST_BYTES, AnswerCache
from domain.language.ports import Reply
from tests.factories.clock import SettableClock


class Words(BaseModel):
    words: list[str]


class Others(BaseModel):
    words: list[str]


def reply(*words: str) -> Reply[Words]:
    return Reply(Words(words=list(words)), "openai", "made-up")


def cache(clock: SettableClock | None = None, most_bytes: int = 100) -> AnswerCache:
    return AnswerCache(clock or SettableClock(), timedelta(seconds=60), most_bytes)


def test_an_answer_is_given_again_and_says_so() -> None:
    kept = cache()

    kept.keep("a", reply("yes"))

    found = kept.recall("a", Words)
    assert found is not None
    assert found.is_cached
    assert found.value == Words(words=["yes"])
    assert kept.recall("b", Words) is None
    assert kept.recall("a", Others) is None


def test_changing_an_answer_does_not_change_what_others_get() -> None:
    kept, given_out = cache(), reply("yes")
    kept.keep("a", given_out)
    given_out.value.words.append("changed")

    first = kept.recall("a", Words)
    assert first is not None
    first.value.words.append("changed")

    again = kept.recall("a", Words)
    assert again is not None
    assert again.value.words == ["yes"]


def test_an_answer_expires() -> None:
    clock = SettableClock()
    kept = cache(clock)
    kept.keep("a", reply("yes"))

    clock.pass_by(59)
    assert kept.recall("a", Words)
    clock.pass_by(1)

    assert kept.recall("a", Words) is None


def test_the_answer_that_nobody_asked_for_longest_goes_first() -> None:
    kept = cache(most_bytes=45)
    for name in "abc":
        kept.keep(name, reply("x"))
    kept.recall("a", Words)

    kept.keep("d", reply("x"))

    found = [name for name in "abcd" if kept.recall(name, Words)]
    assert found == ["a", "c", "d"]


def test_an_answer_that_is_too_large_is_not_kept() -> None:
    kept = cache(most_bytes=LARGEST_BYTES * 4)

    kept.keep("a", reply("x" * LARGEST_BYTES))

    assert kept.recall("a", Words) is None


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 60))))
def test_memory_is_bounded_whatever_is_kept(answers: list[tuple[str, int]]) -> None:
    kept = cache()

    for name, length in answers:
        kept.keep(name, reply("x" * length))
        held = [found for each in "abcdef" if (found := kept.recall(each, Words))]
        sizes = [len(each.value.model_dump_json()) for each in held]

        assert sum(sizes) <= 100
        assert sum(sizes) == kept._bytes
