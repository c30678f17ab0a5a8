"""Where recorded files may come from."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from domain.kit.addresses import AddressRules
from domain.kit.errors import DomainError
from domain.video.errors import HostDown, HostRefused, MeetingGone
from server.adapters.outbound import Outbound
from server.adapters.zoom_files import ZoomFiles, is_zooms
from tests.fakes.receiver import Behaviour, Receiver, answer, babble, hang, receiving

TOKEN = SecretStr("canary-token")


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


async def all_of(files: ZoomFiles, url: str) -> bytes:
    try:
        return b"".join([chunk async for chunk in files.fetch(url, TOKEN)])
    finally:
        await files.close()


def own(receiver: Receiver, most_bytes: int = 1_000, within_s: float = 5) -> ZoomFiles:
    """Return files whose host is the receiver."""
    url = f"http://{receiver.place}/v2"
    return ZoomFiles(url, within_s=within_s, most_bytes=most_bytes)


async def test_a_file_comes_with_the_token_as_proof(receiver: Receiver) -> None:
    receiver.script = [answer(200, b"content")]

    assert await all_of(own(receiver), f"http://{receiver.place}/file") == b"content"

    [got] = receiver.received
    assert got.headers["authorization"] == "Bearer canary-token"


async def test_a_redirect_to_the_same_host_is_followed(receiver: Receiver) -> None:
    receiver.script = [answer(302, Location="/elsewhere?" + "x" * 900), answer(200, b"content")]

    assert await all_of(own(receiver), f"http://{receiver.place}/file") == b"content"


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:1/",
        "https://evil.example/file",
        "https://zoom.us.evil.example/file",
        "http://zoom.us/file",
        "file:///etc/passwd",
        "//evil.example/",
        "https://zoom.us@evil.example/",
        "https://zoom.us:8443/",
    ],
)
async def test_a_redirect_elsewhere_is_refused(receiver: Receiver, location: str) -> None:
    receiver.script = [answer(302, Location=location)]

    with pytest.raises(HostRefused, match=r"not one of Zoom's|not on the public internet"):
        await all_of(own(receiver), f"http://{receiver.place}/file")

    assert receiver.connections == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://zoom.us/rec",
        "https://evilzoom.us/rec",
        "https://zoom.us.evil.example/rec",
        "https://10.0.0.1/rec",
        "https://[::1]/rec",
        "https://us02web.zoom.us:8443/rec",
        "https://zoom.us@10.0.0.1/",
        "ftp://zoom.us/",
        "",
        "not a url",
    ],
)
async def test_another_place_is_never_asked(url: str) -> None:
    files = ZoomFiles("https://api.zoom.us/v2")

    with pytest.raises(HostRefused, match="not one of Zoom's"):
        await all_of(files, url)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
async def test_a_name_of_zoom_that_leads_to_a_private_address_is_refused(address: str) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return [address]

    files = ZoomFiles("https://api.zoom.us/v2")
    files._outbound = Outbound(AddressRules(), resolver=resolve)

    with pytest.raises(HostRefused, match="public internet"):
        await all_of(files, "https://us02web.zoom.us/rec/download/x")


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (answer(401), HostRefused),
        (answer(403), HostRefused),
        (answer(404), MeetingGone),
        (answer(410), MeetingGone),
        (answer(503), HostDown),
        (answer(206, b"part"), HostDown),
        (babble, HostDown),
        (hang, HostDown),
    ],
)
async def test_an_answer_without_the_file_is_told_in_our_words(
    receiver: Receiver, behaviour: Behaviour, error: type[DomainError]
) -> None:
    receiver.script = [behaviour]

    with pytest.raises(error):
        await all_of(own(receiver, within_s=0.3), f"http://{receiver.place}/file")


async def test_a_file_that_is_too_large_is_refused(receiver: Receiver) -> None:
    receiver.script = [answer(200, b"x" * 1_001)]

    with pytest.raises(HostRefused, match="too large"):
        await all_of(own(receiver), f"http://{receiver.place}/file")


async def test_redirects_without_end_are_refused(receiver: Receiver) -> None:
    receiver.script = [answer(302, Location="/again") for _ in range(9)]

    with pytest.raises(HostRefused, match="without end"):
        await all_of(own(receiver), f"http://{receiver.place}/file")

    assert receiver.connections == 4


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("zoom.us", True),
        ("US02web.Zoom.US", True),
        ("file-paa.zoom.com", True),
        ("evilzoom.us", False),
        ("zoom.us.example", False),
        ("", False),
    ],
)
def test_zooms_names_are_told_from_others(host: str, ours: bool) -> None:  # noqa: FBT001  # a table
    assert is_zooms(host) is ours
