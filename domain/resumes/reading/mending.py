"""Repairs what typesetting does to words: ligatures, hyphens, spaced letters, icons, marks."""

import re
import unicodedata

_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys(
    [
        *range(9, 14),
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    ],
    " ",
)
SOFT_HYPHEN = "\u00ad"
_TABLE = str.maketrans(_LIGATURES) | _SPACES | {0x2010: "-", 0x2011: "-"}
_TAGS = range(0xE0000, 0xE0080)
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Control and format characters (zero-width, direction), surrogates, icons of private use."""
_JOINERS = {"\u200c", "\u200d"}
_FIRST_SHAPED = "\u0600"
_FEWEST_SPACED = 4
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] )+[^\W\d_](?!\S)")
_ENDS_BROKEN = re.compile(r"([^\W\d_]+)-$")
_GOES_ON = re.compile(r"[^\W\d_]+\S*")
_KEEPS_HYPHEN = re.compile(
    "full|front|back|cross|self|well|end|real|time|high|low|long|short|non|on|off|multi|object|test"
    "|data|cost|customer|client|user|decision|problem|part|third|first|second|large|small|open"
    "|cloud|award|hands|team|detail|solution|results|business|health|state|event|role|best",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Return ``text`` as read, in composed letters, with plain spaces and without invisible marks.

    Joiners stay between letters of scripts that need them. Runs of spaces are kept.
    """
    plain = text.translate(_TABLE)
    kept = [
        letter
        for at, letter in enumerate(plain)
        if unicodedata.category(letter) not in _DROPPED or _joins(plain, at)
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def _joins(text: str, at: int) -> bool:
    """Tell whether a joiner follows a letter of a script that shapes its letters by joiners."""
    before = text[at - 1 : at]
    return text[at] in _JOINERS and before.isalpha() and before >= _FIRST_SHAPED


def tidy(text: str) -> str:
    """Return one line with single spaces, spaced letters joined; tabs stand between its cells.

    A soft hyphen at its end stays, for ``mend_break``.
    """
    cells = (_single_spaces(join_spaced(clean(cell))) for cell in text.split("\t"))
    ending = SOFT_HYPHEN if text.rstrip().endswith(SOFT_HYPHEN) else ""
    return "\t".join(cell for cell in cells if cell) + ending


def join_spaced(text: str) -> str:
    """Return ``text`` with words written as ``J O H N`` joined; two spaces part such words.

    A few letters alone (*Grade A B C*) are left as they are.
    """
    tokens = text.split()
    all_single = len(tokens) >= _FEWEST_SPACED and all(len(token) == 1 for token in tokens)
    fewest = 1 if all_single else _FEWEST_SPACED

    def joined(found: re.Match[str]) -> str:
        letters = found.group().split(" ")
        return "".join(letters) if len(letters) >= fewest else found.group()

    return _SPACED.sub(joined, text)


def smuggled(text: str) -> str:
    """Return the words that are written in invisible tag characters."""
    return "".join(chr(ord(letter) - 0xE0000) for letter in text if ord(letter) in _TAGS).strip()


def mend_break(line: str, following: str, everything: str) -> tuple[str, str]:
    """Return two lines with a word that was broken between them put on the first.

    The hyphen stays when the whole text, or good sense, spells the word with it.
    """
    if line.endswith(SOFT_HYPHEN):
        start, hyphen = line[:-1], ""
    else:
        broken = _ENDS_BROKEN.search(line)
        if not broken or not following[:1].islower():
            return line, following
        start, hyphen = line[:-1], "-"
    rest = _GOES_ON.match(following)
    if not rest:
        return line.rstrip(SOFT_HYPHEN), following
    if hyphen and not _stays(start.split()[-1], rest.group(), everything):
        hyphen = ""
    return start + hyphen + rest.group(), following[rest.end() :].lstrip()


def _stays(first: str, second: str, everything: str) -> bool:
    word = second.rstrip(".,;:)")
    if f"{first}-{word}" in everything:
        return True
    return f"{first}{word}" not in everything and bool(_KEEPS_HYPHEN.fullmatch(first))


def _single_spaces(text: str) -> str:
    return " ".join(text.split())
