"""Encryption at rest: what is sealed opens with the right keys only."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from domain.kit.crypto import Keyring, Unreadable, derive_key, new_token, token_hash

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
RING = Keyring([NEW, OLD])


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_again(text: str) -> None:
    assert RING.open(RING.seal(text)) == text


def test_the_same_text_is_never_sealed_alike() -> None:
    assert RING.seal("Amina Rahimi") != RING.seal("Amina Rahimi")


def test_older_keys_still_open_and_the_newest_seals() -> None:
    before = Keyring([OLD]).seal("Amina Rahimi")

    assert RING.open(before) == "Amina Rahimi"
    assert Keyring([NEW]).open(RING.seal("Amina Rahimi")) == "Amina Rahimi"
    with pytest.raises(Unreadable):
        Keyring([OLD]).open(RING.seal("Amina Rahimi"))


def test_a_retired_key_opens_nothing_any_more() -> None:
    with pytest.raises(Unreadable):
        Keyring([NEW]).open(Keyring([OLD]).seal("Amina Rahimi"))


@pytest.mark.parametrize("position", [0, 3, 10, 60, -1])
def test_altered_text_does_not_open(position: int) -> None:
    sealed = list(RING.seal("Amina Rahimi"))
    sealed[position] = "A" if sealed[position] != "A" else "B"

    with pytest.raises(Unreadable):
        RING.open("".join(sealed))


@pytest.mark.parametrize("sealed", ["", "g1:", "g1:not base64!", "Amina Rahimi", "g2:x"])
def test_what_was_never_sealed_does_not_open(sealed: str) -> None:
    with pytest.raises(Unreadable):
        RING.open(sealed)


@pytest.mark.parametrize("keys", [[], ["short"], [NEW, "not a key"]])
def test_a_keyring_needs_good_keys(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Keyring(keys)


@pytest.mark.parametrize("same", ["AMINA@example.org", " amina@example.org ", "Amina@Example.Org"])
def test_a_blind_index_finds_a_value_in_any_case(same: str) -> None:
    assert RING.blind_index(same) == RING.blind_index("amina@example.org")


def test_a_blind_index_tells_values_and_installations_apart() -> None:
    index = RING.blind_index("amina@example.org")

    assert len(index) == 64
    assert index != RING.blind_index("amine@example.org")
    assert index != Keyring([OTHER]).blind_index("amina@example.org")


def test_a_blind_index_survives_a_new_key() -> None:
    assert RING.blind_index("amina") == Keyring([OLD]).blind_index("amina")


def test_derived_keys_differ_by_secret_and_purpose() -> None:
    keys = {derive_key(secret, use) for secret in ("one", "two") for use in ("a", "b")}

    assert len(keys) == 4
    assert derive_key("one", "a") in keys


def test_tokens_cannot_be_guessed_and_are_kept_as_hashes() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(len(token) >= 43 for token in tokens)
    assert token_hash("token") == token_hash("token") != token_hash("Token")
