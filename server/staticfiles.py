"""Where the browser's files are."""

from pathlib import Path

_IN_CHECKOUT = Path(__file__).resolve().parent.parent / "static"
_IN_WHEEL = Path(__file__).resolve().parent / "_static"


def static_dir() -> Path:
    """Return the folder that is served under ``/static``, in a wheel or in a checkout."""
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT
