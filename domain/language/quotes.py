"""Finding what a model claims to quote; a quote that is not there proves nothing."""

import unicodedata
from typing import Final

Span = tuple[int, int]
_SHORTEST: Final = 3
_LOOKALIKES: Final = str.maketrans("\u2019\u2018\u201c\u201d\u2013\u2014", "''\"\"--")


def find_quote(text: str, quote: str) -> Span | None:
    """Return where ``quote`` stands in ``text`` as code points, None if it does not.

    Letters must agree; case, runs of blanks and the shapes of quotation marks and dashes may
    differ. Fewer than three letters or digits are no evidence.
    """
    if sum(character.isalnum() for character in quote) < _SHORTEST:
        return None
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    folded, places = _fold(text)
    wanted = _fold(quote)[0].strip()
    at = folded.find(wanted)
    if at < 0:
        return None
    return places[at], places[at + len(wanted) - 1] + 1


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the text as it is compared, and for each of its characters the original's place."""
    letters: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        folded = unicodedata.normalize("NFKC", original).casefold().translate(_LOOKALIKES)
        for character in folded:
            blank = character.isspace()
            if blank and letters and letters[-1] == " ":
                continue
            letters.append(" " if blank else character)
            places.append(place)
    return "".join(letters), places
