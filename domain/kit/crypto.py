"""Encryption at rest for personal data, blind indexes for finding it again, and token hashes."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FORMAT = "g1:"


class Unreadable(Exception):
    """Stored personal data does not open with any of the configured keys."""


class Keyring:
    """Seals and opens personal text with the newest and the older ``PII_ENCRYPTION_KEY``.

    Sealed text starts with a format mark, so that keys per person can join later without
    touching what is already stored.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Take Fernet keys, newest first. Raises ValueError for none or a malformed one."""
        if not keys:
            raise ValueError("at least one PII_ENCRYPTION_KEY is needed")
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._index_key = _derive(keys[-1], b"greenroom blind index")
        self._content_key = _derive(keys[-1], b"greenroom content index")

    def seal(self, text: str) -> str:
        """Return ``text`` encrypted under the newest key."""
        return _FORMAT + self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Return the text in ``sealed``; raises Unreadable if no key fits or it was altered."""
        if not sealed.startswith(_FORMAT):
            raise Unreadable("not sealed by this product")
        try:
            return self._fernet.decrypt(sealed.removeprefix(_FORMAT)).decode()
        except InvalidToken as error:
            raise Unreadable("no configured PII_ENCRYPTION_KEY opens this") from error

    def blind_index(self, value: str) -> str:
        """Return a keyed fingerprint (64 hex digits) that finds ``value`` without storing it.

        Case and surrounding space do not matter.
        """
        folded = value.strip().casefold().encode()
        return hmac.new(self._index_key, folded, hashlib.sha256).hexdigest()

    def content_index(self, content: bytes) -> str:
        """Return a keyed fingerprint (64 hex digits) by which the same file is known again."""
        return hmac.new(self._content_key, content, hashlib.sha256).hexdigest()


def _derive(secret: str, purpose: bytes) -> bytes:
    """Return 32 bytes bound to ``purpose`` by HKDF (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())


def derive_key(secret: str, purpose: str) -> str:
    """Return a URL-safe key derived from ``secret`` for one purpose."""
    return base64.urlsafe_b64encode(_derive(secret, purpose.encode())).decode()


def new_token() -> str:
    """Return an unguessable URL-safe token of 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return the SHA-256 of ``token``; enough for tokens that cannot be guessed."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class _Installed:
    keyring: Keyring | None = None


def install_keyring(keyring: Keyring) -> None:
    """Make ``keyring`` the one that encrypted columns of this process use."""
    _Installed.keyring = keyring


def keyring() -> Keyring:
    """Return the installed keyring; RuntimeError before the wiring has run."""
    if _Installed.keyring is None:
        raise RuntimeError("install_keyring() must run before personal data is touched")
    return _Installed.keyring
