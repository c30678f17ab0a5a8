"""Which passwords count as common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts.common import is_common


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Passw0rd!",
        "p@$$word2026",
        "Summer2026!",
        "ILoveYou123",
        "trustno1",
        "letmein1!",
        "dragonmonkey",
        "master.admin",
        "12345678",
        "987654321",
        "qwertyuiop",
        "1q2w3e4r5t",
        "qwerty123",
        "123abcdef",
        "asdf1234",
        "aaaaaaaaaa",
        "abababab",
        "abcabcabc1"[:9],
        "greenroom1",
        "Test123456",
        "Test123!",
    ],
)
def test_what_is_guessed_first_is_common(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse 7",
        "purple lampshade",
        "eight888",
        "tr0ub4dor&3",
        "Xk9#mQ2vLp",
        "we met in june under the pier",
        "x" * 72,
        "Test123!@#",
    ],
)
def test_what_nobody_lists_is_not(password: str) -> None:
    assert not is_common(password)


@given(st.text())
def test_any_text_gets_an_answer(password: str) -> None:
    assert is_common(password) in {True, False}
