"""Files in a folder and in a bucket behave alike, and neither ever holds a readable one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.kit.crypto import Keyring, install_keyring
from domain.kit.files import FileMissing, FilesDown, FileStore, new_file_name
from domain.kit.sealed_files import CHUNK, WrongSize
from server.adapters.storage import check_storage_url, open_files
from tests.conftest import PII_KEY
from tests.fakes.bucket import serving_bucket

CONTENT = b"Zaynab Quill, keeper of lenses. " * 6_000


@pytest.fixture(params=["folder", "bucket"])
async def files(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[FileStore]:
    install_keyring(Keyring([PII_KEY]))
    if request.param == "folder":
        yield open_files("", tmp_path / "uploads")
        return
    async with serving_bucket() as bucket:
        yield open_files(bucket.url, tmp_path)


async def test_a_file_is_kept_read_in_parts_and_forgotten(files: FileStore) -> None:
    name = new_file_name()

    await files.put(name, CONTENT)

    assert await files.exists(name)
    assert await files.get(name) == CONTENT
    for start, end in [(0, 5), (CHUNK - 3, CHUNK + 3), (CHUNK, None), (7, 7), (10**6, None)]:
        assert await files.get(name, start, end) == CONTENT[start:end]
    await files.delete(name)
    await files.delete(name)
    assert not await files.exists(name)
    with pytest.raises(FileMissing):
        await files.get(name)


@pytest.mark.parametrize("name", ["", "../secret", "a/b", "A" * 32, "\x00" * 32, "0" * 33])
async def test_a_name_that_we_never_gave_leads_nowhere(files: FileStore, name: str) -> None:
    with pytest.raises(FileMissing):
        await files.get(name)
    with pytest.raises(FileMissing):
        await files.put(name, b"x")


async def test_an_empty_file_is_a_file(files: FileStore) -> None:
    name = new_file_name()

    await files.put(name, b"")

    assert await files.get(name) == b""
    assert await files.get(name, 0, 10) == b""


def lying_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_nothing_readable_lies_in_the_folder(tmp_path: Path) -> None:
    install_keyring(Keyring([PII_KEY]))
    files = open_files("", tmp_path)
    name = new_file_name()

    await files.put(name, CONTENT)

    assert list(lying_in(tmp_path)) == [name]
    assert b"Zaynab" not in lying_in(tmp_path)[name]


async def test_an_altered_file_is_not_handed_out(tmp_path: Path) -> None:
    install_keyring(Keyring([PII_KEY]))
    files = open_files("", tmp_path)
    name = new_file_name()
    await files.put(name, CONTENT)
    raw = bytearray((tmp_path / name).read_bytes())
    raw[-1] ^= 1
    (tmp_path / name).write_bytes(raw)

    with pytest.raises(FilesDown):
        await files.get(name)


async def test_the_bucket_gets_signed_requests_and_only_the_chunks_it_needs(tmp_path: Path) -> None:
    install_keyring(Keyring([PII_KEY]))
    async with serving_bucket() as bucket:
        files = open_files(bucket.url, tmp_path)
        name = new_file_name()
        await files.put(name, CONTENT)
        bucket.asked.clear()

        await files.get(name, CHUNK, CHUNK + 10)

        [(path, sealed)] = bucket.objects.items()
        assert path == f"/resumes/files/{name}"
        assert b"Zaynab" not in sealed
        assert bucket.signed
        assert [method for method, ranged in bucket.asked if not ranged] == ["HEAD"]


async def test_a_bucket_that_fails_is_said_to_be_down(tmp_path: Path) -> None:
    install_keyring(Keyring([PII_KEY]))
    async with serving_bucket() as bucket:
        files = open_files(bucket.url, tmp_path)
        bucket.is_down = True

        with pytest.raises(FilesDown):
            await files.put(new_file_name(), b"x")


@pytest.mark.parametrize(
    "url",
    ["ftp://bucket", "s3://", "/var/files", "s3://bucket?surprise=1", "https://bucket/prefix"],
)
def test_a_storage_url_that_cannot_work_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="STORAGE_URL"):
        check_storage_url(url)


async def _in_pieces(content: bytes, step: int = 70_001) -> AsyncIterator[bytes]:
    for start in range(0, len(content), step):
        yield content[start : start + step]


async def test_a_stream_is_kept_as_it_comes_and_read_in_any_part(files: FileStore) -> None:
    name = new_file_name()

    await files.put_stream(name, len(CONTENT), _in_pieces(CONTENT))

    assert await files.get(name) == CONTENT
    for start, end in [(0, 5), (CHUNK - 3, 3 * CHUNK + 3), (7, 7), (0, len(CONTENT) + 9)]:
        pieces = [piece async for piece in files.stream(name, start, end)]
        assert b"".join(pieces) == CONTENT[start:end]


@pytest.mark.parametrize("announced", [len(CONTENT) - 1, len(CONTENT) + 1])
async def test_a_stream_of_another_size_than_announced_leaves_nothing(
    files: FileStore, announced: int
) -> None:
    name = new_file_name()

    with pytest.raises(WrongSize):
        await files.put_stream(name, announced, _in_pieces(CONTENT))

    assert not await files.exists(name)


async def test_a_stream_that_breaks_off_leaves_nothing(files: FileStore) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield CONTENT[:100_000]
        raise ConnectionError("the line is gone")

    name = new_file_name()

    with pytest.raises(ConnectionError):
        await files.put_stream(name, len(CONTENT), broken())

    assert not await files.exists(name)
