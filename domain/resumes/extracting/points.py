"""One date as a résumé writes it: its pattern, and what it means."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_PIVOT = 40
"""Two digits below it are years after 2000, others before."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner jän januari janvier janv",
            "february feb februar februari février fevrier févr fév fevr",
            "march mar märz maerz mär mrz mars",
            "april apr avril avr",
            "may mai",
            "june jun juni juin",
            "july jul juli juillet juil",
            "august aug août aout",
            "september sept sep septembre",
            "october oct oktober okt octobre",
            "november nov novembre",
            "december dec dezember dez décembre decembre déc",
        ),
        1,
    )
    for name in names.split()
}
SEASONS = {
    name: months
    for months, names in (
        ((3, 5), "spring frühjahr frühling printemps"),
        ((6, 8), "summer sommer été"),
        ((9, 11), "autumn fall herbst automne"),
        ((12, 12), "winter hiver"),
    )
    for name in names.split()
}
_PARTS = {"q": 3, "t": 3, "h": 6}


class Point(NamedTuple):
    """A month as written; ``month`` is None for a bare year."""

    year: int
    month: int | None


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


YEAR = r"(?<!\d)(?:1[89]|2[01])\d\d(?![\d%])"
MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
MONTH_NAME = rf"(?:(?:{_any(MONTHS)})(?![^\W\d_])\.?)"
_SHORT = r"['’‘´]\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:\.|st|nd|rd|th|er)?"
_WORD_START = r"(?<![^\W_])"
_THIRDS = r"(?:[QTH][1-4]|[1-4](?:\.|er|e|ère)?\s?(?:Quartal|trimestre))"
_STYLES = (
    # 2019年3月1日, 19年3月
    rf"(?P<zh_year>{YEAR})\s*年(?:\s*度?\s*(?P<zh_month>{MONTH_NUMBER})\s*月(?:\s*\d{{1,2}}\s*[日号])?)?",
    rf"(?P<zh_short>\d\d)\s*年\s*(?P<zh_short_month>{MONTH_NUMBER})\s*月",
    # 31.12.2019, 12/31/2019
    rf"(?<![\d.])(?P<day>{_DAY})[./-]\s?(?P<day_month>{_DAY})[./-]\s?(?P<day_year>{YEAR})",
    # 2019-03, 2019.03.01
    rf"(?P<iso_year>{YEAR})\s?[-./]\s?(?P<iso_month>{MONTH_NUMBER})(?:[-./]{_DAY})?(?!\d)",
    # 03/2019, 03/19
    (
        rf"(?<![\d.,])(?P<num_month>{MONTH_NUMBER})\s?[./-]\s?"
        rf"(?P<num_year>{YEAR}|['’]\d\d(?!\d)|(?<=/)\d\d(?![\d.,%/]))"
    ),
    # Jan 2019, 1er mars 2020, March 5th, 2021, Jan-19
    (
        rf"{_WORD_START}(?:{_DAY}{_ORDINAL}\s+)?(?P<name>{MONTH_NAME})"
        rf"(?:\s+{_DAY}(?:st|nd|rd|th)?,\s*|[\s,/-]*(?:of\s+|de\s+)?)"
        rf"(?P<name_year>{YEAR}|{_SHORT}|(?<=[-\s])\d\d(?![\w.]))"
    ),
    # Summer 2018
    rf"{_WORD_START}(?P<season>{_any(SEASONS)})(?:\s?semester)?[\s,]*(?P<season_year>{YEAR}|{_SHORT})",
    # Q1 2019, 2019 Q1
    rf"{_WORD_START}(?P<part>{_THIRDS})[\s/,-]*(?P<part_year>{YEAR}|{_SHORT})",
    rf"(?P<late_part_year>{YEAR})[\s/-]*(?P<late_part>[QTH][1-4])(?!\w)",
    # 2019, '19
    rf"(?P<year>{YEAR}|(?<!\w){_SHORT})",
)


def point_pattern(tag: str) -> str:
    """Return the pattern of one date; the names of its groups end in ``tag``."""
    return "(?:" + re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{tag}>", "|".join(_STYLES)) + ")"


def read_point(match: re.Match[str], tag: str, *, is_end: bool) -> Point | None:
    """Return the date of the groups ``tag``; ``is_end`` takes the last month of a season."""
    said = {
        name.removesuffix(f"_{tag}"): words
        for name, words in match.groupdict().items()
        if words is not None and name.endswith(f"_{tag}")
    }
    year = next((words for name, words in said.items() if name.endswith("year")), None)
    if year is None and "zh_short" not in said:
        return None
    return Point(_year(year or said["zh_short"]), _month(said, is_end=is_end))


def is_loose(match: re.Match[str], tag: str) -> bool:
    """Whether the year is two bare digits, which mean a year only within a range."""
    groups = match.groupdict()
    return any(
        (groups[f"{name}_{tag}"] or "0000").isdigit()
        and len(groups[f"{name}_{tag}"] or "0000") == len("19")
        for name in ("num_year", "name_year")
    )


def _year(words: str) -> int:
    digits = words.lstrip("'’‘´")
    number = int(digits)
    if len(digits) > len("19"):
        return number
    return number + (2000 if number < _PIVOT else 1900)


def _month(said: dict[str, str], *, is_end: bool) -> int | None:
    if "day" in said:
        day, month = int(said["day"]), int(said["day_month"])
        # American order shows itself only where the second number can be no month.
        return month if month <= 12 else day if day <= 12 else None
    if "name" in said:
        return MONTHS[said["name"].casefold().rstrip(".")]
    if "season" in said:
        return SEASONS[said["season"].casefold()][int(is_end)]
    if part := said.get("part") or said.get("late_part"):
        return _month_of_part(part, is_end=is_end)
    number = next((words for name, words in said.items() if name.endswith("_month")), None)
    return int(number) if number else None


def _month_of_part(part: str, *, is_end: bool) -> int:
    length = _PARTS.get(part[0].casefold(), 3)
    number = int(re.sub(r"\D", "", part))
    return min(12, number * length if is_end else (number - 1) * length + 1)
