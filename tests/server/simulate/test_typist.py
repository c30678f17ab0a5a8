"""Typing as people do: at human speed, with slips, and the intended text in the end."""

from random import Random
from typing import Any

import pytest

from server.simulate.draft import fold
from server.simulate.typist import FASTEST, SLOWEST, Habits, Stroke, sentences, strokes

TEXT = (
    "Everything is a resource with its own address. Clients use the verbs of HTTP on it, "
    "and the server remembers nothing in between! Does that scale? Yes, rather well."
)


def typed(text: str, seed: int, **habits: Any) -> list[Stroke]:
    return list(strokes(text, Habits(**habits), Random(seed)))


def folded(made: list[Stroke]) -> str:
    return fold("", [(stroke.at, stroke.remove, stroke.insert) for stroke in made])


@pytest.mark.parametrize("seed", range(25))
def test_the_strokes_make_exactly_the_text(seed: int) -> None:
    made = typed(TEXT, seed, slips=0.2, forgets_word=1.0, hesitates=0.3)

    assert folded(made) == TEXT


@pytest.mark.parametrize(
    "text", ["", "a", ".", "No stop at the end", "Größe 字 🙂 stays whole. Yes.", "  two  spaces "]
)
def test_unusual_texts_are_typed_as_they_are(text: str) -> None:
    made = typed(text, 1, slips=0.5, forgets_word=1.0)

    assert folded(made) == text


def test_every_stroke_is_one_key() -> None:
    made = typed(TEXT, 3, slips=0.3)

    assert {(stroke.remove, len(stroke.insert)) for stroke in made} == {(0, 1), (1, 0)}


def test_slips_are_taken_back() -> None:
    made = typed(TEXT, 5, slips=0.2)

    removed = sum(stroke.remove for stroke in made)
    assert removed > 0
    assert len(made) == len(TEXT) + 2 * removed


def test_a_forgotten_word_is_put_in_later() -> None:
    made = typed(TEXT, 7, slips=0.0, forgets_word=1.0)

    at = [stroke.at for stroke in made]
    assert at != sorted(at)
    assert folded(made) == TEXT


@pytest.mark.parametrize("speed", [SLOWEST, 4.5, FASTEST])
def test_bursts_have_the_speed_of_the_hand(speed: float) -> None:
    no_thinking = {"hesitates": 0.0, "slips": 0.0, "forgets_word": 0.0, "thinks_s": (0.0, 0.0)}

    made = typed(TEXT * 20, 11, letters_per_s=speed, **no_thinking)

    seconds = sum(stroke.pause_s for stroke in made)
    assert len(made) / seconds == pytest.approx(speed, rel=0.05)


def test_everybody_types_between_the_slowest_and_the_fastest() -> None:
    people = [Habits.of(Random(seed)) for seed in range(200)]

    assert all(SLOWEST <= person.letters_per_s <= FASTEST for person in people)


def test_the_same_seed_types_the_same() -> None:
    assert typed(TEXT, 13) == typed(TEXT, 13)
    assert typed(TEXT, 13) != typed(TEXT, 14)


def test_sentences_join_to_the_text() -> None:
    cut = sentences(TEXT)

    assert "".join(cut) == TEXT
    assert [sentence.strip()[-1] for sentence in cut] == [".", "!", "?", "."]
