"""Names, addresses and numbers in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.candidates.folding import (
    asked_beginnings,
    beginnings,
    mailbox_key,
    name_key,
    phone_key,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Margit Sørensen", ["margit", "sorensen"]),
        ("PIOTR WÓJCIK-ŁUCZAK", ["piotr", "wojcik", "luczak"]),
        ("Straße", ["strasse"]),
        ("amina.rahimi+cv@example.org", ["amina", "rahimi", "cv", "example", "org"]),
        ("Nguyễn Thị Mai", ["nguyen", "thi", "mai"]),
        ("\U0001d409ane Ⓓoe", ["jane", "doe"]),
        ("李明", ["李明"]),
        ("...", []),
    ],
)
def test_words_lose_accents_case_and_signs(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_word_is_found_by_its_first_two_to_twelve_letters() -> None:
    assert beginnings(["wolfeschlegelstein"]) == {"wolfeschlegelstein"[:n] for n in range(2, 13)}
    assert beginnings(["a"]) == {"a"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Amina R", {"amina"}),
        ("r", {"r"}),
        ("WOLFESCHLEGELSTEIN", {"wolfeschlege"}),
        ("?!", set()),
    ],
)
def test_single_letters_count_only_alone(asked: str, words: set[str]) -> None:
    assert asked_beginnings(asked) == words


@given(name=st.text(max_size=60), cut=st.integers(min_value=2, max_value=12))
def test_whatever_begins_a_word_of_a_name_finds_it(name: str, cut: int) -> None:
    indexed = beginnings(words_of(name))

    for word in words_of(name):
        assert asked_beginnings(word[:cut]) <= indexed


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("+44 117 496 0142", "+441174960142"),
        ("+44 (0)117 496-0142", "+441174960142"),
        ("0044 117 496 0142", "+441174960142"),
        (" +1 202.555.0147 ", "+12025550147"),
        ("0117 496 0142", None),
        ("+44", None),
        ("+999 12345", None),
        ("call me", None),
        ("", None),
        (None, None),
    ],
)
def test_a_number_has_one_form_when_its_country_is_known(
    phone: str | None, key: str | None
) -> None:
    assert phone_key(phone) == key


@given(st.text(max_size=30))
def test_no_number_breaks_the_reading(phone: str) -> None:
    key = phone_key(phone)

    assert key is None or key.startswith("+")


def test_names_may_change_places_and_mailboxes_their_numbers() -> None:
    assert name_key("Rahimi, Amina") == name_key("amina RAHIMI")
    assert mailbox_key("amina.rahimi+jobs@example.org") == mailbox_key("AminaRahimi94@example.com")
    assert mailbox_key("1234@example.org") == ""
