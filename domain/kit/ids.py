"""Names for things that need to be found again in logs."""

import secrets


def new_request_id() -> str:
    """Return a short random id for one request or command."""
    return secrets.token_hex(8)
