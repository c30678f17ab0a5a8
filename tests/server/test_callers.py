"""Whose address counts: the connection's, or what a trusted proxy says."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.callers import client_address

PROXIES = [ip_network("10.0.0.0/8"), ip_network("::1/128")]


def scope(peer: str, *forwarded: str) -> dict[str, object]:
    headers = [(b"x-forwarded-for", line.encode("latin-1", "replace")) for line in forwarded]
    return {"client": (peer, 50_000), "headers": [(b"host", b"green.room"), *headers]}


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", (), "203.0.113.9"),
        ("203.0.113.9", ("198.51.100.1",), "203.0.113.9"),
        ("10.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("10.0.0.1", ("198.51.100.1, 203.0.113.5",), "203.0.113.5"),
        ("10.0.0.1", ("198.51.100.1", "203.0.113.5, 10.9.9.9"), "203.0.113.5"),
        ("10.0.0.1", ("10.1.1.1, 10.2.2.2",), "10.1.1.1"),
        ("10.0.0.1", ("nonsense",), "10.0.0.1"),
        ("10.0.0.1", ("198.51.100.1, nonsense",), "10.0.0.1"),
        ("10.0.0.1", ("",), "10.0.0.1"),
        ("::1", ("198.51.100.1",), "198.51.100.1"),
        ("::ffff:10.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", (), "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", (), "2001:db8:1:2::/64"),
        ("10.0.0.1", ("[2001:db8::7]",), "2001:db8::/64"),
        ("", ("198.51.100.1",), "local"),
    ],
)
def test_the_address_is_the_last_that_nobody_could_forge(
    peer: str, forwarded: tuple[str, ...], address: str
) -> None:
    assert client_address(scope(peer, *forwarded), PROXIES) == address


@given(st.lists(st.text(max_size=40), max_size=4))
def test_a_stranger_cannot_choose_the_address(forwarded: list[str]) -> None:
    assert client_address(scope("203.0.113.9", *forwarded), PROXIES) == "203.0.113.9"


def test_a_connection_without_an_address_is_local() -> None:
    assert client_address({"client": None, "headers": []}, PROXIES) == "local"
