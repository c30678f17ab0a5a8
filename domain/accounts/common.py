"""Passwords that attackers try first, known by their making instead of by a long list.

Most of the passwords in any leak are a common word, with letters swapped for digits and something
put at its end, or a walk along the keyboard. Undoing that covers tens of thousands of them with a
few hundred words, needs no library, and takes microseconds.
"""

from functools import cache
from pathlib import Path

_WALKS = (
    "01234567890",
    "09876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "zaq12wsxcde34rfv",
    "poiuytrewq",
    "lkjhgfdsa",
    "mnbvcxz",
    "147258369",
    "123321",
)
_SWAPS = str.maketrans("013457@$!|", "oleastasil")
_ENDS = "0123456789 !?.,;:*#@$%&+-_=/"
# An end of this many characters, digits and symbols mixed, is more than an ornament.
_TELLING_END = 6
_FEWEST_SYMBOLS = 2
_LONGEST_UNIT = 4
# A password that repeats this long is at least not on the lists.
_LONGEST_REPETITION = 24


def is_common(password: str) -> bool:
    """Tell whether ``password`` is one of those that are guessed first."""
    folded = password.casefold()
    return _is_repetition(folded) or _is_walk(folded) or _is_word(folded)


def _is_repetition(folded: str) -> bool:
    """Tell whether it is a few characters again and again, such as ``abcabcabc``."""
    if len(folded) > _LONGEST_REPETITION:
        return False
    return any(
        folded == (folded[:size] * len(folded))[: len(folded)]
        for size in range(1, _LONGEST_UNIT + 1)
    )


def _is_walk(folded: str) -> bool:
    """Tell whether it is a walk along the keyboard, at most with something at its ends."""
    parts = {folded, folded.strip(_ENDS), folded.strip("!?.*#")}
    return any(part and part in walk for part in parts for walk in _WALKS) or folded in _pairs()


def _is_word(folded: str) -> bool:
    bare = folded.strip(_ENDS)
    if _has_telling_end(folded[len(folded.rstrip(_ENDS)) :]):
        return False
    forms = {folded, bare, folded.translate(_SWAPS), bare.translate(_SWAPS)}
    forms |= {form.strip(_ENDS) for form in forms}
    return any(_is_made_of_words(form) for form in forms if form)


def _has_telling_end(end: str) -> bool:
    symbols = {char for char in end if not char.isdigit()}
    mixed = len(symbols) >= _FEWEST_SYMBOLS and any(char.isdigit() for char in end)
    return mixed and len(end) >= _TELLING_END


def _is_made_of_words(form: str) -> bool:
    words = _words()
    return form in words or any(
        form[:at] in words and form[at:].lstrip(_ENDS) in words for at in range(3, len(form) - 2)
    )


@cache
def _pairs() -> frozenset[str]:
    """Return the walks that people put together: ``qwerty123``, ``abc12345``, ``asdf1234``."""
    letters = [walk[:n] for walk in _WALKS if walk[0].isalpha() for n in range(3, 11)]
    letters += ["asdf", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm"]
    digits = ["01234567890"[at:end] for at in (0, 1) for end in range(at + 1, 11)]
    both = {(a + b) for a in letters for b in digits} | {(b + a) for a in letters for b in digits}
    return frozenset(both)


@cache
def _words() -> frozenset[str]:
    path = Path(__file__).with_name("common_words.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
