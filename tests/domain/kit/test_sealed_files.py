"""Files are sealed in chunks that open one by one, and nothing can be cut, moved or altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kit import sealed_files
from domain.kit.crypto import Keyring, Unreadable, install_keyring
from domain.kit.sealed_files import CHUNK, open_chunks, open_file, read_head, seal_file
from tests.conftest import PII_KEY

SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7)


@pytest.fixture(autouse=True, scope="module")
def _keys() -> None:
    install_keyring(Keyring([PII_KEY]))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_back(size: int) -> None:
    content = bytes(number % 251 for number in range(size))

    sealed = seal_file(content)

    assert open_file(sealed) == content
    assert len(content) < 32 or content[:32] not in sealed


def test_the_same_file_never_looks_the_same() -> None:
    assert seal_file(b"one file") != seal_file(b"one file")


@given(
    size=st.integers(0, 900),
    start=st.integers(0, 1_000),
    end=st.none() | st.integers(0, 1_000),
)
def test_any_part_opens_from_its_chunks_alone(size: int, start: int, end: int | None) -> None:
    content = bytes(number % 251 for number in range(size))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_files, "CHUNK", 64)
        sealed = seal_file(content)

    head = read_head(sealed)
    first, begins, ends = head.place(start, end)
    opened = open_chunks(head, first, sealed[begins:ends])

    offset = first * 64
    assert len(sealed[begins:ends]) <= 80 * (len(content[start:end]) // 64 + 2)
    assert (
        opened[max(start - offset, 0) : None if end is None else end - offset]
        == (content[start:end])
    )


@given(place=st.integers(0, 2**20), bit=st.integers(0, 7))
def test_a_changed_bit_anywhere_is_noticed(place: int, bit: int) -> None:
    sealed = bytearray(seal_file(b"Zaynab Quill" * 20))
    sealed[place % len(sealed)] ^= 1 << bit

    with pytest.raises(Unreadable):
        open_file(bytes(sealed))


def test_chunks_cannot_be_cut_off_or_swapped() -> None:
    sealed = seal_file(bytes(3 * CHUNK))
    base, step = len(read_head(sealed).raw), CHUNK + 16
    chunks = [sealed[base + number * step :][:step] for number in range(3)]

    for kept in (chunks[:2], [chunks[1], chunks[0], chunks[2]], [*chunks, chunks[2]]):
        with pytest.raises(Unreadable):
            open_file(sealed[:base] + b"".join(kept))


def test_an_older_key_still_opens_and_a_foreign_one_does_not() -> None:
    sealed = seal_file(b"before the rotation")

    install_keyring(Keyring(["Z" * 43 + "=", PII_KEY]))
    assert open_file(sealed) == b"before the rotation"

    install_keyring(Keyring(["Z" * 43 + "="]))
    with pytest.raises(Unreadable):
        open_file(sealed)
    install_keyring(Keyring([PII_KEY]))


@pytest.mark.parametrize("raw", [b"", b"GRF", b"%PDF-1.7 plain", b"GRF\x02" + bytes(200)])
def test_what_was_never_sealed_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        open_file(raw)
