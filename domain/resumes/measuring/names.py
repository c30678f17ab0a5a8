"""When two spellings of a skill, a name or an address are the same."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\s._/’'\-–&]+")
_SPACES = re.compile(r"\s+")


def skill_key(skill: str) -> str:
    """Return a skill without case, spaces and hyphens: ``Node.js`` is ``nodejs``, ``C++`` stays."""
    return _BETWEEN.sub("", plain(skill))


def plain(text: str) -> str:
    """Return the text in one Unicode form, without case and with single spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()
