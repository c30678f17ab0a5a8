"""Takes out of a text what must not move a score: who somebody is, when they were born, where.

Both of a pair lose the same words (*he* and *she*, *Nigerian* and *Swedish*), and gendered titles
become one, so a text does not change when such words are swapped.
"""

import re

from domain.matching import identity

_LABELLED = re.compile(
    rf"^[\s•*\-–·|]*(?:{identity.LABELS})\s*[:\uff1a\t].*$", re.IGNORECASE | re.MULTILINE
)
_CONTACT = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\+?\d[\d\s()./\-]{6,}\d")
_AGE = re.compile(
    r"\baged?\s+\d{1,2}\b|\b\d{1,2}[\s-]*(?:years?|yrs?)[\s-]*(?:old|of age)\b"
    r"|\b\d{1,2}\s*(?:jahre alt|ans\b)|\d{1,2}\s*岁",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STREET = re.compile(
    rf"\b\d+[a-z]?,?\s+(?:[^\W\d]+\s+){{1,3}}(?:{identity.STREETS})(?!\w)"
    r"|\b[^\W\d]+(?:straße|strasse|weg|gasse|allee)\s+\d+[a-z]?",
    re.IGNORECASE,
)
_ENDS_STREET = re.compile(
    rf"(?:\s|^)(?:{identity.STREETS})$|(?:straße|strasse|weg|gasse|allee|路|街|号)$", re.IGNORECASE
)
_WORDS = re.compile(
    r"(?<![\w/])(?:"
    + "|".join(
        re.escape(word)
        for listed in (identity.GENDER, identity.ORIGIN, identity.BELIEF_AND_STATE)
        for word in sorted(listed.split(), key=len, reverse=True)
    )
    + r")(?:['’]s)?(?![\w/])",
    re.IGNORECASE,
)
_CHINESE = re.compile("|".join(identity.CHINESE.split()))
_TITLES = re.compile(rf"\b(?:{'|'.join(identity.NEUTRAL_TITLES)})\b", re.IGNORECASE)
_PERSONS = re.compile(
    rf"\b({'|'.join(identity.PERSON_STEMS.split())})(?:wo)?(?:man|men)\b", re.IGNORECASE
)
# German names a woman's trade with an ending of its own: Entwicklerin.
_GERMAN = re.compile(r"\b(\w+(?:ler|ker|ner|ger|ter|her|rer|cher|eur|ist|tor))in(?:nen)?\b")
_GERMAN_PERSONS = re.compile(
    r"(\w*kauf|\bfach|\bkamera|\bzimmer)(?:frau|mann|leute)\b", re.IGNORECASE
)
# French as well: développeuse, intégratrice, infirmière, technicienne, diplômée.
_FRENCH = tuple(
    (re.compile(rf"(?<=\w\w){woman}(s?)\b", re.IGNORECASE), rf"{man}\1")
    for woman, man in (
        ("trice", "teur"),
        ("euse", "eur"),
        ("ière", "ier"),
        ("ienne", "ien"),
        ("ée", "é"),
    )
)
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SPACES = re.compile(r"\s+")
_SHORTEST_NAME = 2


def scrub(text: str, names: tuple[str, ...] = ()) -> str:
    """Return ``text`` without words that say who somebody is; ``names`` are taken out as well.

    Names are taken out as they are written or in capitals, since many are words too. White space
    is run together.
    """
    for unwanted in (_LABELLED, _CONTACT, _STREET, _AGE, _YEAR):
        text = unwanted.sub(" ", text)
    for name in _parts(names):
        text = _naming(name).sub(" ", text)
    text = _TITLES.sub(lambda found: identity.NEUTRAL_TITLES[found.group().lower()], text)
    text = _PERSONS.sub(r"\1person", text)
    text = _GERMAN_PERSONS.sub(r"\1person", _GERMAN.sub(r"\1", text))
    for woman, man in _FRENCH:
        text = woman.sub(man, text)
    text = _CHINESE.sub(" ", _WORDS.sub(" ", text))
    return _SPACES.sub(" ", text).strip()


def town_of(location: str) -> tuple[str, ...]:
    """Return the parts of a place that are no street, house number or postal code, in order."""
    parts = (part.strip() for part in re.split(r"[,;|\n]", location))
    return tuple(p for p in parts if p and not re.search(r"\d", p) and not _ENDS_STREET.search(p))


def _naming(name: str) -> re.Pattern[str]:
    either = f"(?:{re.escape(name)}|{re.escape(name.upper())})"
    # Chinese and its neighbours put no space around a name.
    return re.compile(either if _HAN.search(name) else rf"(?<!\w){either}(?!\w)")


def _parts(names: tuple[str, ...]) -> list[str]:
    found = {part for name in names for part in [name, *re.split(r"[\s,.]+", name)]}
    return sorted((p for p in found if len(p) >= _SHORTEST_NAME), key=lambda p: (-len(p), p))
