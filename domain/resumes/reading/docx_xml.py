"""Names and values in the XML of Word documents."""

from typing import Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = {"0", "false", "off", "none"}


def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{_W}}}{name}"


def name_of(element: Any) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, name: str) -> Any:
    """Return the first child of that name in any namespace, or None."""
    if element is None:
        return None
    return next((each for each in element if name_of(each) == name), None)


def value(element: Any, name: str = "val") -> str | None:
    """Return an attribute in Word's namespace."""
    found: str | None = None if element is None else element.get(w(name))
    return found


def is_on(element: Any) -> bool | None:
    """Return what a switch says, None when it is not there."""
    if element is None:
        return None
    return (value(element) or "1").lower() not in _OFF


def number(text: str | None) -> float | None:
    """Return a number as Word writes it, None for anything else."""
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None
