"""Reading what people state about terms of work: when they can start, and how they like to work.

Only plain statements count; nothing is concluded about a person from how they write.
"""

import re

from domain.kit.fields import View
from domain.matching.wanted import TeamSize, Travel, WorkMode

_WRITTEN = (
    "zero",
    "one a an ein einem un",
    "two zwei deux",
    "three drei trois",
    "four vier quatre",
    "five fünf cinq",
    "six sechs",
    "seven sieben sept",
    "eight acht huit",
    "nine neun neuf",
    "ten zehn dix",
    "eleven elf",
    "twelve zwölf",
)
_NUMBERS = {word: number for number, words in enumerate(_WRITTEN) for word in words.split()}
_DAYS = {"day": 1, "tag": 1, "jour": 1, "week": 7, "woche": 7, "semaine": 7}
_DAYS |= {"month": 30, "monat": 30, "mois": 30}
_UNIT = "|".join(_DAYS)
_PERIOD = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)})(?:\s+|-)(?:{_UNIT})", re.IGNORECASE)
_UNIT_IN = re.compile(_UNIT, re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\b(?:immediate(?:ly)?|at once|right away|now|asap|straight away|any ?time|sofort|"
    r"ab sofort|tout de suite|immédiate(?:ment)?|no notice)\b",
    re.IGNORECASE,
)
_WISH = (
    r"(?:prefer(?:ring|ably)?|want(?:ing)?|wish|looking for|would like|like to|hope|seek(?:ing)?|"
    r"open to|happy (?:to|with)|willing to|able to|can|only|am free to)"
)
_MODES: tuple[tuple[WorkMode, str], ...] = (
    ("remote", r"(?:fully |work(?:ing)? )?remote(?:ly)?|work(?:ing)? from home|home office"),
    ("hybrid", r"hybrid|(?:some|two|three|a few) days? (?:a week )?(?:in|at) the office"),
    ("on_site", r"on[- ]?site|in the office|in person"),
)
_TEAMS: tuple[tuple[TeamSize, str], ...] = (
    ("small", r"(?:a )?small(?:er)? (?:team|company|group)s?"),
    ("large", r"(?:a )?(?:large|big)(?:r|ger)? (?:team|company|organi[sz]ation)s?"),
)
_TRAVELS: tuple[tuple[Travel, str], ...] = (
    ("none", r"(?:do not|don't|cannot|can't|no) (?:want to |wish to |like to )?travel|no travel"),
    ("much", r"travel (?:a lot|often|frequently|widely|anywhere)"),
    ("some", r"travel"),
)
_MOVES = re.compile(
    r"\b(?:willing|happy|ready|able|open|planning|prepared) to (?:relocate|move)\b"
    r"|\b(?:will|would|am|i'm) (?:relocat|mov)(?:e|ing)\b|\bopen to relocation\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\bnot\s+(?:willing|happy|ready|able|open|planning|prepared)\b", re.IGNORECASE
)


class Preferences(View):
    """How somebody says they want to work; None where they say nothing."""

    work_mode: WorkMode | None = None
    team_size: TeamSize | None = None
    travel: Travel | None = None
    relocates: bool | None = None


def days_until_start(stated: str | None) -> int | None:
    """Return in how many days somebody can start; None where it cannot be told."""
    if not stated:
        return None
    period = _PERIOD.search(stated)
    if period is not None:
        written = period.group(1).lower()
        number = _NUMBERS[written] if written in _NUMBERS else int(written)
        unit = _UNIT_IN.search(period.group().lower(), period.end(1) - period.start())
        return None if unit is None else number * _DAYS[unit.group()]
    return 0 if _AT_ONCE.search(stated) else None


def preferences_in(text: str) -> Preferences:
    """Return the preferences that ``text`` states in so many words."""
    sentences = [part for part in re.split(r"(?<=[.!?;])\s+|\n", text) if part.strip()]
    return Preferences(
        work_mode=_stated(sentences, _MODES),
        team_size=_stated(sentences, _TEAMS),
        travel=_stated(sentences, _TRAVELS),
        relocates=_moves(sentences),
    )


def _stated(sentences: list[str], choices: tuple[tuple[str, str], ...]) -> str | None:
    for sentence in sentences:
        for value, words in choices:
            said = value == "none" and re.search(rf"\b(?:{words})\b", sentence, re.IGNORECASE)
            wish = rf"\b{_WISH}\b[^.!?;]{{0,40}}?\b(?:{words})\b"
            suits = rf"\b(?:{words})\b[^.!?;]{{0,20}}?\b(?:suits me|works for me|is fine)"
            wished = re.search(f"{wish}|{suits}", sentence, re.IGNORECASE)
            if said or (wished and not _REFUSAL.search(sentence)):
                return value
    return None


def _moves(sentences: list[str]) -> bool | None:
    for sentence in sentences:
        if _REFUSAL.search(sentence) and re.search(r"relocat|move", sentence, re.IGNORECASE):
            return False
        if _MOVES.search(sentence):
            return True
    return None
