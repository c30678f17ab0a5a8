"""How names and texts become words that can be compared: any script, any case, any symbol."""

import re
import unicodedata
from typing import NamedTuple

_HAN = "\u3040-\u30ff\u3400-\u9fff"
_WORD = f"[^\\W{_HAN}]+(?:[\u0300-\u036f][^\\W{_HAN}]*)*"
# Han characters stand alone, for nobody writes spaces between Chinese words. Of the symbols, only
# those that names are made of are words.
_TOKEN = re.compile(f"{_WORD}|[{_HAN}]|[+#.&/!*\uff0b\uff03\uff0e\uff06\uff0f]")
_LINK = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*|[-\u2010-\u2013]")
_LOOSE = frozenset("&/")


class Token(NamedTuple):
    """A word or symbol of a text: how it is compared, and where it stands."""

    key: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words of ``text``; offsets are code points of it as it was given."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few capitals become two characters; offsets must not move.
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return [Token(_key(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(lower)]


def key_of(name: str) -> tuple[str, ...]:
    """Return what two spellings of one name have in common."""
    return tuple(token.key for token in tokens(name))


def linked(text: str, left: Token, right: Token) -> bool:
    """Tell whether two neighbouring words may belong to one name.

    Words may stand apart by a space, a hyphen or one line break. Symbols cling to their words,
    but ``CI / CD`` and ``R & D`` have room.
    """
    if left.end == right.start:
        return True
    if not (_is_word(left) and _is_word(right)) and not {left.key, right.key} & _LOOSE:
        return False
    return _LINK.fullmatch(text, left.end, right.start) is not None


def _is_word(token: Token) -> bool:
    return token.key[0].isalnum()


def _key(lower: str) -> str:
    if lower.isascii():
        return lower
    return unicodedata.normalize("NFKC", lower).casefold()
