"""How names and texts become words that can be compared: any script, any case, any symbol."""

import re
import unicodedata
from dataclasses import dataclass

_HAN = "\u3040-\u30ff\u3400-\u9fff"
_WORD = f"[^\\W{_HAN}]+(?:[\u0300-\u036f][^\\W{_HAN}]*)*"
# Han characters stand alone, for nobody writes spaces between Chinese words. Of the symbols, only
# those that names are made of are words.
_ENDING = "(?<=\\w)['\u2019](?:[dmst]|ll|re|ve)\\b"
_TOKEN = re.compile(f"{_ENDING}|{_WORD}|[{_HAN}]|[+#.&/!*\uff0b\uff03\uff0e\uff06\uff0f]")
_LINK = re.compile(
    r"[ \t\u00a0]*\n?[ \t\u00a0]*|[-\u2010\u2011][ \t]*\n?[ \t]*|['\u2012\u2013\u2019]"
)
_LOOSE = frozenset("&/")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and symbols of a text: how each is compared, and where it stands.

    Three lists and no list of objects: a text has a hundred thousand of them.
    """

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def are_linked(self, left: int) -> bool:
        """Tell whether word ``left`` and the one after it may belong to one name.

        Words may stand apart by a space, a hyphen (also one that ends a line, and that of ``Be- und
        Entladen``), an apostrophe or one line break. Symbols
        cling to their words, but ``CI / CD`` and ``R & D`` have room.
        """
        end, start = self.ends[left], self.starts[left + 1]
        if end == start:
            return True
        keys = self.keys[left : left + 2]
        if not all(key[-1].isalnum() for key in keys) and _LOOSE.isdisjoint(keys):
            return False
        return _LINK.fullmatch(self.text, end, start) is not None


def words_of(text: str) -> Words:
    """Return the words of ``text``; offsets are code points of it as it was given."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few capitals become two characters; offsets must not move.
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    keys, starts, ends = [], [], []
    for found in _TOKEN.finditer(lower):
        keys.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    if not text.isascii():
        keys = [key if key.isascii() else _key(key) for key in keys]
    return Words(text, keys, starts, ends)


def key_of(name: str) -> tuple[str, ...]:
    """Return what two spellings of one name have in common."""
    return tuple(words_of(name).keys)


def _key(lower: str) -> str:
    return unicodedata.normalize("NFKC", lower).casefold()
