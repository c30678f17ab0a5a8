"""Names, addresses and numbers brought to one form, so that spellings of the same thing meet."""

import re
import unicodedata
from collections.abc import Iterable

import phonenumbers

SHORTEST_PREFIX = 2
LONGEST_PREFIX = 12
_WORDS = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Return ``text`` without accents and case: ``Sørensen`` and ``SORENSEN`` become the same."""
    parts = text
    for _ in range(2):
        # Twice, since compatibility forms such as circled letters turn into capitals.
        parts = unicodedata.normalize("NFKD", parts.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)).translate(_PLAIN)


def words_of(text: str) -> list[str]:
    """Return the folded words (letters and digits) of a name or an address, in order."""
    return _WORDS.findall(fold(text))


def beginnings(words: Iterable[str]) -> set[str]:
    """Return what finds ``words``: their first 2 to 12 letters, or the one letter they have."""
    return {
        word[:length]
        for word in words
        for length in range(min(SHORTEST_PREFIX, len(word)), min(LONGEST_PREFIX, len(word)) + 1)
    }


def asked_beginnings(text: str) -> set[str]:
    """Return the beginnings that all must be found for a search of ``text``.

    Letters after a word's twelfth do not matter, and single letters only where nothing longer is
    asked for: they are too common to narrow anything.
    """
    words = {word[:LONGEST_PREFIX] for word in words_of(text)}
    return {word for word in words if len(word) >= SHORTEST_PREFIX} or words


def name_key(name: str) -> str:
    """Return the words of a name in alphabetical order: first and last names may change places."""
    return " ".join(sorted(words_of(name)))


def mailbox_key(email: str) -> str:
    """Return the bare name of a mailbox: no host, dots, digits, nor anything behind a plus."""
    local = email.rpartition("@")[0].partition("+")[0]
    return "".join(char for char in "".join(words_of(local)) if not char.isdigit())


def phone_key(phone: str | None) -> str | None:
    """Return a number in E.164 (``+441174960142``); None for one without its country's code."""
    if phone is None:
        return None
    dialled = phone.strip()
    if dialled.startswith("00"):
        dialled = f"+{dialled[2:]}"
    try:
        number = phonenumbers.parse(dialled)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
