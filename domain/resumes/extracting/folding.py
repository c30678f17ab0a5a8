"""Names as they are compared, and as they are spelt."""

import re
import unicodedata

_SPELT_OUT = str.maketrans(
    {
        "ä": "a",
        "ö": "o",
        "ü": "u",
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)
_GERMAN = re.compile(r"([aou])e(?=[a-z])")


def fold(words: str) -> str:
    """Return the words small and without accents."""
    plain = unicodedata.normalize("NFD", words.casefold().translate(_SPELT_OUT))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def letters_of(words: str) -> str:
    """Return nothing but a name's letters, with ``ae oe ue`` as plain vowels."""
    return _GERMAN.sub(r"\1", re.sub(r"[^a-z]", "", fold(words)))


def name_cased(words: str, particles: frozenset[str]) -> str:
    """Return a name in capitals or of mixed shouting as people write it: ``Marie Dupont``."""
    return " ".join(_cased(token, particles) for token in words.split())


def _cased(token: str, particles: frozenset[str]) -> str:
    if len(token) < 2 or not token.isupper() or (token.endswith(".") and len(token) <= 3):
        return token
    if token.casefold() in particles:
        return token.casefold()
    words = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), token)
    return re.sub(r"^Mc([a-z])", lambda part: f"Mc{part[1].upper()}", words)
