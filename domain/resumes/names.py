"""Names that people give their files: fit to be shown and sent, never used as a path."""

import unicodedata
from urllib.parse import quote

LONGEST = 120
FALLBACK = "resume"
_SUFFIXES = {"pdf": ".pdf", "docx": ".docx"}
# Invisible, but not harmful: joins emoji.
_KEPT = frozenset("\u200d\ufe0f")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORBIDDEN = frozenset('<>:"|?*%')


def display_name(raw: str | None) -> str:
    """Return ``raw`` without folders, invisible and directing characters, at most 120 long.

    A name that is cut keeps its ending. What is left of nothing is called ``resume``.
    """
    last = (raw or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(letter if _is_shown(letter) else " " for letter in last)
    name = " ".join(shown.split()).strip(". ")
    return _cut(name) or FALLBACK


def download_name(name: str, kind: str) -> str:
    """Return a display name with the ending that fits what the file really is."""
    ending = _SUFFIXES[kind]
    if name.lower().endswith(ending):
        return name
    return name + ending


def attachment(name: str) -> str:
    """Return a ``Content-Disposition`` that saves a file as ``name`` (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain.replace("\\", "_").replace('"', "_").strip() or FALLBACK
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _is_shown(letter: str) -> bool:
    if letter in _FORBIDDEN:
        return False
    return letter in _KEPT or unicodedata.category(letter) not in _HIDDEN


def _cut(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004  # longer than any file type
        return name[:LONGEST].rstrip()
    return stem[: LONGEST - len(ending) - 1].rstrip() + dot + ending
