"""The way out to addresses that people name, over real sockets."""

from collections.abc import AsyncIterator

import pytest

from domain.kit.addresses import AddressRules
from server.adapters.outbound import Outbound, Resolver, Unanswered, resolve
from tests.fakes.receiver import Behaviour, Receiver, answer, babble, drip, flood, hang, receiving


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


def out(*allowed: str, within_s: float = 5, resolver: Resolver = resolve) -> Outbound:
    return Outbound(AddressRules(frozenset(allowed)), within_s=within_s, resolver=resolver)


def names(**addresses: str) -> Resolver:
    """Return a resolver that knows ``addresses`` by the first label of a name."""

    async def look_up(host: str, port: int) -> list[str]:
        return [addresses[host.partition(".")[0]]]

    return look_up


async def test_a_post_arrives_and_its_answer_comes_back(receiver: Receiver) -> None:
    receiver.script = [answer(201, b"kept", X_Number="7")]
    outbound = out(receiver.place)

    reply = await outbound.post(receiver.url, b"{}", {"X-Mine": "yes"}, most_bytes=100)

    assert (reply.status, reply.body, reply.headers["x-number"]) == (201, b"kept", "7")
    [got] = receiver.received
    assert (got.path, got.body, got.headers["x-mine"]) == ("/hooks?team=people", b"{}", "yes")
    assert got.headers["accept-encoding"] == "identity"
    await outbound.close()


async def test_loopback_is_refused_unless_it_is_listed(receiver: Receiver) -> None:
    with pytest.raises(Unanswered, match="OUTBOUND_ALLOW"):
        await out().post(receiver.url, b"", {}, most_bytes=1)

    assert receiver.connections == 0


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3"])
async def test_a_name_that_leads_home_is_refused(receiver: Receiver, address: str) -> None:
    outbound = out(resolver=names(innocent=address))

    with pytest.raises(Unanswered, match="not on the public internet"):
        await outbound.post(f"http://innocent.example:{receiver.port}/", b"", {}, most_bytes=1)

    assert receiver.connections == 0
    await outbound.close()


async def test_the_connection_goes_to_the_address_that_was_checked(receiver: Receiver) -> None:
    asked = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["192.0.2.1"]

    # No resolver of this machine knows the name, so only the checked address can have been used.
    outbound = out(f"rebind.invalid:{receiver.port}", resolver=rebinding)

    await outbound.post(f"http://rebind.invalid:{receiver.port}/", b"", {}, most_bytes=1)

    assert asked == ["rebind.invalid"]
    assert receiver.received[0].headers["host"] == f"rebind.invalid:{receiver.port}"
    await outbound.close()


async def test_every_request_looks_the_name_up_anew(receiver: Receiver) -> None:
    asked = []

    async def counting(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    place = f"often.invalid:{receiver.port}"
    outbound = out(place, resolver=counting)

    for _ in range(2):
        await outbound.post(f"http://{place}/", b"", {}, most_bytes=10)

    assert (len(asked), receiver.connections) == (2, 2)
    await outbound.close()


async def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.script = [answer(302, b"", Location=receiver.url)]
    outbound = out(receiver.place)

    reply = await outbound.post(receiver.url, b"", {}, most_bytes=10)

    assert (reply.status, receiver.connections) == (302, 1)
    await outbound.close()


async def test_a_body_without_end_is_cut(receiver: Receiver) -> None:
    receiver.script = [flood]
    outbound = out(receiver.place)

    reply = await outbound.post(receiver.url, b"", {}, most_bytes=1_024)

    assert (reply.status, len(reply.body)) == (500, 1_024)
    await outbound.close()


@pytest.mark.parametrize("behaviour", [hang, drip])
async def test_the_whole_exchange_has_one_time_limit(
    receiver: Receiver, behaviour: Behaviour
) -> None:
    receiver.script = [behaviour]
    outbound = out(receiver.place, within_s=0.2)

    with pytest.raises(Unanswered, match=r"No complete answer within 0\.2 s"):
        await outbound.post(receiver.url, b"", {}, most_bytes=10)
    await outbound.close()


async def test_what_is_no_http_is_no_answer(receiver: Receiver) -> None:
    receiver.script = [babble]
    outbound = out(receiver.place)

    with pytest.raises(Unanswered, match="The connection failed"):
        await outbound.post(receiver.url, b"", {}, most_bytes=10)
    await outbound.close()


async def test_a_closed_port_is_no_answer() -> None:
    async with receiving() as receiver:
        pass

    outbound = out(receiver.place)
    with pytest.raises(Unanswered, match="The connection failed"):
        await outbound.post(receiver.url, b"", {}, most_bytes=10)
    await outbound.close()


async def test_an_unknown_name_is_no_answer() -> None:
    outbound = out()

    with pytest.raises(Unanswered, match="does not resolve"):
        await outbound.post("http://nowhere.invalid/", b"", {}, most_bytes=10)
    await outbound.close()


async def test_a_proxy_of_the_environment_is_not_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{receiver.place}")
    outbound = out(resolver=names(innocent="10.0.0.1"))

    with pytest.raises(Unanswered, match="not on the public internet"):
        await outbound.post("http://innocent.example/", b"", {}, most_bytes=10)

    assert receiver.connections == 0
    await outbound.close()
