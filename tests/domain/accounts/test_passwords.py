"""Passwords: which are taken, how they are hashed and compared."""

import asyncio
from collections.abc import Iterator

import bcrypt
import pytest

from domain.accounts.passwords import PasswordHasher, TooBusy, check_new_password
from domain.kit.errors import FieldsInvalid


@pytest.fixture
def hasher() -> Iterator[PasswordHasher]:
    hasher = PasswordHasher(cost=4)
    yield hasher
    hasher.close()


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("", id="empty"),
        pytest.param("seven77", id="7 bytes"),
        pytest.param("x" * 73, id="73 bytes"),
        pytest.param("é" * 37, id="37 letters of 2 bytes"),
        pytest.param("password", id="common"),
        pytest.param("PassWord123", id="common in capitals"),
        pytest.param("ｐａｓｓｗｏｒｄ", id="common in full width"),  # noqa: RUF001  # the point
    ],
)
def test_passwords_that_are_refused(password: str) -> None:
    with pytest.raises(FieldsInvalid) as refusal:
        check_new_password(password)

    assert list(refusal.value.fields) == ["password"]


@pytest.mark.parametrize("password", ["eight888", "x" * 72, "é" * 36, "correct horse 7"])
def test_passwords_that_are_taken(password: str) -> None:
    check_new_password(password)


async def test_only_the_right_password_fits(hasher: PasswordHasher) -> None:
    hashed = await hasher.hash("correct horse 7")

    assert await hasher.matches("correct horse 7", hashed)
    assert not await hasher.matches("correct horse 8", hashed)
    assert not await hasher.matches("", hashed)


async def test_the_same_letters_composed_differently_are_the_same_password(
    hasher: PasswordHasher,
) -> None:
    hashed = await hasher.hash("caf\u00e9 noir")

    assert await hasher.matches("cafe\u0301 noir", hashed)


async def test_what_bcrypt_would_cut_off_does_not_pass(hasher: PasswordHasher) -> None:
    hashed = await hasher.hash("x" * 72)

    assert await hasher.matches("x" * 72, hashed)
    assert not await hasher.matches("x" * 73, hashed)


async def test_nobody_has_a_password(hasher: PasswordHasher) -> None:
    assert not await hasher.matches("nobody has this password", None)


async def test_the_hash_says_its_cost(hasher: PasswordHasher) -> None:
    hashed = await hasher.hash("correct horse 7")

    assert hashed.startswith("$2b$04$")
    assert bcrypt.checkpw(b"correct horse 7", hashed.encode())


async def test_a_full_queue_is_refused_and_drains() -> None:
    hasher = PasswordHasher(workers=1, queue=2, cost=4)
    hashed = await hasher.hash("correct horse 7")

    checks = (hasher.matches("correct horse 7", hashed) for _ in range(5))
    outcomes = await asyncio.gather(*checks, return_exceptions=True)

    assert [outcome for outcome in outcomes if outcome is True] == [True, True]
    assert sum(isinstance(outcome, TooBusy) for outcome in outcomes) == 3
    assert await hasher.matches("correct horse 7", hashed)
    hasher.close()
