"""Secrets for machines that are not production: made once, kept in the data folder."""

import json
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def keep_secrets(data_dir: Path) -> dict[str, str]:
    """Return the installation's secrets, making and keeping them (mode 0600) at the first call."""
    path = data_dir / "secrets.json"
    data_dir.mkdir(parents=True, exist_ok=True)
    made = {
        "secret_key": secrets.token_urlsafe(48),
        "pii_encryption_key": Fernet.generate_key().decode(),
        "demo_password": secrets.token_urlsafe(9),
    }
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return kept
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(made, file, indent=2)
    return made
