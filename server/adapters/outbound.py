"""The one way out to addresses that people name: looked up, checked, and connected to as checked.

The check happens where the connection is made, on the addresses that the name has at that moment,
and the connection goes to a checked address and not to the name: a name that changes its mind in
between (DNS rebinding) or a URL that two parsers read differently gains nothing.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from domain.kit.addresses import AddressRefused, AddressRules

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""Returns the addresses that a name has now; OSError if it has none."""
MOST_CONNECTIONS = 100


class Unanswered(Exception):
    """There was no usable answer; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class OutboundReply:
    """An answer: ``body`` holds its first bytes, up to the limit that was asked for."""

    status: int
    headers: Mapping[str, str]
    body: bytes


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of ``host``, as the system's resolver knows them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Outbound:
    """Sends requests within a total time; no redirect is followed and no proxy is used."""

    def __init__(
        self, rules: AddressRules, *, within_s: float = 10, resolver: Resolver = resolve
    ) -> None:
        """Nothing is connected and no certificate is loaded before the first request."""
        self.rules = rules
        self._within_s = within_s
        self._resolver = resolver
        self._opening = asyncio.Lock()
        self._client: httpx.AsyncClient | None = None

    async def post(
        self, url: str, content: bytes, headers: Mapping[str, str], *, most_bytes: int
    ) -> OutboundReply:
        """Post ``content``; raises Unanswered, also for an address that is not allowed."""
        try:
            async with asyncio.timeout(self._within_s):
                self.rules.target(url)
                client = await self._ready()
                plain = {"Accept-Encoding": "identity"} | dict(headers)
                request = client.stream("POST", url, content=content, headers=plain)
                async with request as response:
                    body = await _beginning(response.aiter_raw(), most_bytes)
                    return OutboundReply(response.status_code, response.headers, body)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise Unanswered(f"No complete answer within {self._within_s:g} s.") from error
        except AddressRefused as error:
            raise Unanswered(str(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise Unanswered(_reason(error)) from error

    @asynccontextmanager
    async def download(self, url: str, headers: Mapping[str, str]) -> AsyncIterator[httpx.Response]:
        """Begin to get ``url``; its content is read with ``aiter_raw`` within the block.

        Each step has the time that ``post`` has as a whole, since a file may be long.
        Raises AddressRefused for an address that is not allowed, otherwise Unanswered.
        """
        self.rules.target(url)
        client = await self._ready()
        plain = {"Accept-Encoding": "identity"} | dict(headers)
        try:
            async with client.stream("GET", url, headers=plain) as response:
                yield response
        except httpx.TimeoutException as error:
            raise Unanswered(f"No answer for {self._within_s:g} s.") from error
        except (httpx.HTTPError, httpx.InvalidURL, socket.gaierror) as error:
            raise Unanswered(_reason(error)) from error

    async def close(self) -> None:
        """Close what is open."""
        if self._client is not None:
            await self._client.aclose()

    async def _ready(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._client is None:
                # Loading the authorities' certificates takes a while: not in the loop.
                context = await asyncio.to_thread(httpx.create_ssl_context)
                transport = _CheckedTransport(context, _CheckedNetwork(self.rules, self._resolver))
                self._client = httpx.AsyncClient(
                    transport=transport,
                    timeout=self._within_s,
                    trust_env=False,
                    follow_redirects=False,
                )
            return self._client


class _CheckedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport on a network of ours: every request opens a connection, checked."""

    def __init__(self, context: Any, network: httpcore.AsyncNetworkBackend) -> None:
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=MOST_CONNECTIONS,
            max_keepalive_connections=0,
            network_backend=network,
        )


class _CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Looks a name up, has its addresses checked, and connects to one of those."""

    def __init__(self, rules: AddressRules, resolver: Resolver) -> None:
        self._rules = rules
        self._resolver = resolver
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the library's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = self._rules.checked(host, port, await self._resolver(host, port))
        refusal: httpcore.ConnectError | None = None
        for address in addresses:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except httpcore.ConnectError as error:
                refusal = error
        raise refusal or httpcore.ConnectError("no address")

    async def connect_unix_socket(self, path: str, *args: Any, **options: Any) -> Any:
        raise AddressRefused("Sockets of this machine are not reached from outside addresses.")

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


async def _beginning(chunks: AsyncIterator[bytes], most_bytes: int) -> bytes:
    kept = b""
    async for chunk in chunks:
        kept += chunk[: most_bytes - len(kept)]
        if len(kept) >= most_bytes:
            break
    return kept


def _reason(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "The name of the host does not resolve."
    return f"The connection failed: {str(error) or type(error).__name__}"
