"""Where a request comes from: the connection's other end, seen through proxies that are trusted."""

from collections.abc import Iterable, Mapping, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

Network = IPv4Network | IPv6Network
_NO_ADDRESS = "local"
_SUBSCRIBER_BITS = 64


def client_address(scope: Mapping[str, Any], trusted: Sequence[Network]) -> str:
    """Return the address that the request of an ASGI ``scope`` came from, as it is counted.

    X-Forwarded-For is read from its end for as long as a trusted proxy speaks: whatever stands
    before the first untrusted address, anybody can have written. IPv6 is cut to its /64.
    """
    peer = _parse((scope.get("client") or [""])[0])
    if peer is None:
        return _NO_ADDRESS
    for entry in reversed(_forwarded(scope.get("headers", ()))):
        if not _is_trusted(peer, trusted):
            break
        named = _parse(entry)
        if named is None:
            break
        peer = named
    return _counted(peer)


def _forwarded(headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
    lines = [value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for"]
    return [part.strip() for line in lines for part in line.split(",")]


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: IPv4Address | IPv6Address, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)


def _counted(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((int(address), _SUBSCRIBER_BITS), strict=False))
