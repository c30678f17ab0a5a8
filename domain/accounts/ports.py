"""What the outside must provide: an OpenID provider that says who somebody is."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OutsidePerson:
    """Somebody whom a provider has signed in, by its verified word."""

    issuer: str
    subject: str
    email: str | None
    email_verified: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """The secrets of one trip to the provider: against forged, replayed and stolen answers."""

    state: str
    nonce: str
    verifier: str


class IdentityProvider(Protocol):
    """An OpenID provider. Raises ProviderDown when it does not answer."""

    async def address(self, visit: Visit) -> str:
        """Return where to send the browser so that it comes back with ``visit``'s state."""

    async def identify(self, visit: Visit, code: str) -> OutsidePerson:
        """Swap ``code`` for who this is; ProviderRefused unless everything checks out."""
