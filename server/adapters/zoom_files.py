"""Fetching recorded files: only from Zoom's own addresses, in pieces, and never without end."""

from collections.abc import AsyncIterator
from urllib.parse import urljoin, urlsplit

import httpx
from pydantic import SecretStr

from domain.kit.addresses import AddressRefused, AddressRules, place
from domain.video.errors import HostBusy, HostDown, HostRefused, MeetingGone
from server.adapters.outbound import Outbound, Unanswered

MOST_BYTES = 20 * 2**30
MOST_REDIRECTS = 3
_DOMAINS = (".zoom.us", ".zoom.com")
_HTTPS = 443
# Addresses that Zoom redirects to carry long signatures.
_LONGEST_URL = 4_096
_NOT_PUBLIC = "The recording's address is not on the public internet."


def is_zooms(host: str) -> bool:
    """Tell whether ``host`` is one of Zoom's own names."""
    return f".{host.lower()}".endswith(_DOMAINS)


class ZoomFiles:
    """Downloads over connections whose addresses are checked where they are made."""

    def __init__(
        self, base_url: str, *, within_s: float = 30, most_bytes: int = MOST_BYTES
    ) -> None:
        """``base_url`` is trusted besides Zoom's names; settings see that it is Zoom's in earnest.

        Each step of a download has ``within_s``; a file has at most ``most_bytes``.
        """
        parts = urlsplit(base_url)
        self._own = ""
        if not is_zooms(parts.hostname or ""):
            self._own = place(parts.hostname or "", parts.port or _HTTPS)
        allowed = frozenset({self._own} if self._own else ())
        self._outbound = Outbound(AddressRules(allowed, _LONGEST_URL), within_s=within_s)
        self._most_bytes = most_bytes

    async def fetch(self, url: str, token: SecretStr) -> AsyncIterator[bytes]:
        """Yield the bytes of ``url``, following redirects among Zoom's own addresses only.

        Raises HostDown or HostBusy where it may work later; HostRefused for another host, an
        address that is not public, a token that is not accepted, or a file that is too large;
        MeetingGone for a file that is no longer there.
        """
        for _ in range(MOST_REDIRECTS + 1):
            self._check(url)
            headers = {"Authorization": f"Bearer {token.get_secret_value()}"}
            try:
                async with self._outbound.download(url, headers) as response:
                    if not response.is_redirect:
                        async for chunk in self._content(response):
                            yield chunk
                        return
                    url = urljoin(url, response.headers["location"])
            except AddressRefused as error:
                raise HostRefused(_NOT_PUBLIC) from error
            except Unanswered as error:
                raise HostDown from error
        raise HostRefused("The recording's address leads from one place to the next without end.")

    async def close(self) -> None:
        """Let go of connections."""
        await self._outbound.close()

    def _check(self, url: str) -> None:
        try:
            target = self._outbound.rules.target(url)
        except AddressRefused as error:
            raise HostRefused("The recording's address is not one of Zoom's.") from error
        if self._own and place(target.host, target.port) == self._own:
            return
        if target.scheme != "https" or target.port != _HTTPS or not is_zooms(target.host):
            raise HostRefused("The recording's address is not one of Zoom's.")

    async def _content(self, response: httpx.Response) -> AsyncIterator[bytes]:
        _judge(response)
        said = response.headers.get("content-length", "0")
        if said.isdigit() and int(said) > self._most_bytes:
            raise HostRefused("The recording is too large to be kept.")
        got = 0
        async for chunk in response.aiter_raw():
            got += len(chunk)
            if got > self._most_bytes:
                raise HostRefused("The recording is too large to be kept.")
            yield chunk


def _judge(response: httpx.Response) -> None:
    status = response.status_code
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        raise HostRefused("Zoom does not let our account read the recording. Check its scopes.")
    if status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
        raise MeetingGone("The recording is no longer at Zoom.")
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise HostBusy(retry_after_s=60)
    if status != httpx.codes.OK:
        raise HostDown
