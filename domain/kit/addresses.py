"""Where this server may connect to when a person names the address: the public internet only."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LONGEST_URL = 500
_PORTS = {"http": 80, "https": 443}
_LONGEST_NAME = 253
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
_PRINTABLE = re.compile(r"[!-\[\]-~]+")
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
# Each carries an IPv4 address inside that would be reached behind the check's back.
_TUNNELS = tuple(map(ipaddress.IPv6Network, ("2001::/32", "2002::/16")))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(ValueError):
    """This server does not connect there; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """The place a URL leads to: lower-case host without brackets or final dot, and port."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class AddressRules:
    """``allowed`` are the places (``host:port``, IPv6 in brackets) that need not be public.

    A URL has at most ``longest`` characters.
    """

    allowed: frozenset[str] = frozenset()
    longest: int = LONGEST_URL

    def target(self, url: str) -> Target:
        """Return where ``url`` leads; AddressRefused for what no connection may be made to.

        Names are not looked up here: ``checked`` judges what they resolve to, when it counts.
        """
        target = _read(url, self.longest)
        literal = _as_address(target.host)
        if literal is not None and not self.allows(target.host, target.port):
            _require_public(literal)
        return target

    def checked(self, host: str, port: int, resolved: Iterable[str]) -> list[str]:
        """Return the addresses of ``host`` to connect to; AddressRefused if one is not public."""
        addresses = list(dict.fromkeys(resolved))
        if not addresses:
            raise AddressRefused("The name does not resolve to any address.")
        if not self.allows(host, port):
            _refuse_odd_number(host)
            for address in addresses:
                _require_public(ipaddress.ip_address(address))
        return addresses

    def allows(self, host: str, port: int) -> bool:
        """Tell whether the operator listed this very place."""
        return place(host, port) in self.allowed


def place(host: str, port: int) -> str:
    """Return ``host:port`` as it stands in the operator's list."""
    host = host.lower().removesuffix(".")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_public(address: Address) -> bool:
    """Tell whether ``address`` belongs to one host on the public internet."""
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    return address in _GLOBAL_V6 and not any(address in tunnel for tunnel in _TUNNELS)


def _read(url: str, longest: int) -> Target:
    if len(url) > longest or not _PRINTABLE.fullmatch(url):
        raise AddressRefused(
            "Use a URL of plain ASCII characters; write other names in their xn-- form."
        )
    parts, port = _split(url)
    if parts.scheme not in _PORTS:
        raise AddressRefused("Use a URL that begins with https:// or http://.")
    if "@" in parts.netloc:
        raise AddressRefused("Leave user names and passwords out of the URL.")
    host = (parts.hostname or "").removesuffix(".")
    if _as_address(host) is None:
        _refuse_odd_number(host)
        if len(host) > _LONGEST_NAME or not _NAME.fullmatch(host):
            raise AddressRefused("The URL needs the name of a host.")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme])


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        return (parts := urlsplit(url)), parts.port
    except ValueError as error:
        raise AddressRefused("This is not a URL.") from error


def _refuse_odd_number(host: str) -> None:
    """Refuse what resolvers read as a number: 2130706433, 0x7f.1, 0177.0.0.1, 127.1."""
    last = host.lower().removesuffix(".").rpartition(".")[2]
    if _NUMBER.fullmatch(last) and _as_address(host) is None:
        raise AddressRefused("Write an IP address in its usual form of four decimal numbers.")


def _as_address(host: str) -> Address | None:
    if "%" in host:
        return None
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _require_public(address: Address) -> None:
    if not is_public(address):
        raise AddressRefused(
            "The address is not on the public internet. An operator can list it in OUTBOUND_ALLOW."
        )
