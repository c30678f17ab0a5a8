"""Knows a place when it is written as one: city, region, country, in four languages."""

import re
from functools import cache

from phonenumbers.geodata.locale import LOCALE_DATA

from domain.resumes.extracting.place_words import ALSO_CALLED, CITIES, NOT_ALONE, REGIONS, STATES
from domain.resumes.extracting.sheet import Piece

_TONGUES = ("en", "de", "fr", "zh")
_POSTCODE = (
    r"(?:(?:[A-Z]{1,2}-)?(?!(?:19|20)\d\d(?!\d))\d{4,6}(?:-\d{4})?"
    r"|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)"
)
_TOWN = r"[^\W\d_][^\W\d_.'’-]*(?:[\s.'’-]{1,2}[^\W\d_]+){0,3}"
_POSTED = re.compile(
    rf"(?P<town>{_TOWN}),?\s+{_POSTCODE}(?!\w)|(?<!\w){_POSTCODE}\s+(?P<late>{_TOWN})"
)
_OUTWARD = r"[A-Z]{1,2}\d[A-Z\d]?"
_MARKED = re.compile(rf"(?P<town>{_TOWN})\s+(?:(?P<state>[A-Z]{{2,3}})|{_OUTWARD})")
"""A town with its state or postal district behind it: ``Chicago IL``, ``London N16``."""
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|square"
    r"|rue|chemin|allée|quai|apt|suite)\b\.?$|(?:straße|strasse|str\.|weg|platz|allee|gasse)$",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,3})市|[\u4e00-\u9fff]{2}(?=$|\W)"
)
_PARTS = re.compile(r"\s*[,，/]\s*|\s+[-–]\s+|\s*[()]\s*")


@cache
def _countries() -> dict[str, str]:
    names = dict(ALSO_CALLED)
    for region, by_tongue in LOCALE_DATA.items():
        for tongue in _TONGUES:
            name = by_tongue.get(tongue, "")
            # A star means: as in that other tongue.
            name = by_tongue.get(name[1:], "") if name.startswith("*") else name
            if len(name) > 1 and not name.startswith("*"):
                names.setdefault(name.casefold(), region)
    return names


def country_of(words: str) -> str | None:
    """Return the ISO code of a country or of a city we know; None for other words."""
    plain = " ".join(words.casefold().split())
    return _countries().get(plain) or CITIES.get(plain) or CITIES.get(plain.removesuffix("市"))


def is_place(words: str) -> bool:
    """Whether the words are a country, region, state or city we know, alone or joined."""
    parts = [part for part in _PARTS.split(words.strip(" .,()")) if part]
    return bool(parts) and all(_is_known(_unposted(part)) for part in parts)


def find_place(piece: Piece) -> tuple[str, Piece, float] | None:
    """Return city, region and country as the piece writes them, where, and how sure.

    Streets and postcodes are left out of the value; None when no known place ends the words.
    """
    parts = _split(piece)
    known = [index for index, part in enumerate(parts) if _is_known(_unposted(part.text))]
    posted = [index for index, part in enumerate(parts) if _is_posted(part.text)]
    anchors = sorted({*known, *posted})
    if not anchors:
        return _chinese(piece)
    last = anchors[-1]
    first = anchors[0]
    if first > 0 and not _is_city(parts[first].text) and _is_town(parts[first - 1].text):
        first -= 1
    chosen = [_unposted(part.text) for part in parts[first : last + 1]]
    if len(chosen) == 1 and chosen[0].casefold() in NOT_ALONE | {
        state.casefold() for state in STATES
    }:
        return None
    begin = parts[first].start + parts[first].text.find(chosen[0])
    end = parts[last].start + parts[last].text.find(chosen[-1]) + len(chosen[-1])
    whole = piece.part(begin - piece.start, end - piece.start)
    return ", ".join(dict.fromkeys(chosen)), whole, 0.9 if len(chosen) > 1 else 0.75


def _chinese(piece: Piece) -> tuple[str, Piece, float] | None:
    for match in _CHINESE.finditer(piece.text):
        city = match["city"] or match[0]
        if match["city"] or city in CITIES:
            found = piece.part(match.start(), match.end())
            return found.text, found, 0.8
    return None


def _split(piece: Piece) -> list[Piece]:
    parts, at = [], 0
    for gap in _PARTS.finditer(piece.text):
        parts.append(piece.part(at, gap.start()))
        at = gap.end()
    parts.append(piece.part(at, len(piece.text)))
    return [part for part in parts if part.text]


def _is_posted(words: str) -> bool:
    """Whether a postcode stands beside a town; a house number beside a street looks alike."""
    return bool(_POSTED.fullmatch(words)) and not _STREET.search(words)


def _unposted(words: str) -> str:
    match = _POSTED.fullmatch(words) if _is_posted(words) else None
    if match:
        return match["town"] or match["late"] or words
    marked = _MARKED.fullmatch(words)
    is_town = marked and country_of(marked["town"]) and (marked["state"] or "IL") in STATES
    return marked["town"] if marked and is_town else words


def _is_known(words: str) -> bool:
    return (
        words in STATES
        or words.casefold() in REGIONS
        or (country_of(words) is not None and (words != words.casefold() or not words.isascii()))
        or words in CITIES
    )


def _is_city(words: str) -> bool:
    plain = _unposted(words)
    return plain != words or plain.casefold() in CITIES


def _is_town(words: str) -> bool:
    """A town's name: capital words without digits, at most four."""
    return bool(re.fullmatch(_TOWN, words)) and words[0].isupper() and len(words.split()) <= 4
