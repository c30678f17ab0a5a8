"""Where the browser's files are."""

from pathlib import Path

_IN_CHECKOUT = Path(__file__).resolve().parent.parent / "static"
_IN_WHEEL = Path(__file__).resolve().parent / "_static"


def static_dir() -> Path:
    """Return the folder that is served under ``/static``, in a checkout or in a wheel."""
    return _IN_CHECKOUT if _IN_CHECKOUT.is_dir() else _IN_WHEEL
