"""Finds the periods a résumé writes in four languages and many styles.

A pure parser: it says what is written, also when no calendar could hold it; ``periods.py`` judges.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.resumes.extracting.points import (
    MONTH_NAME,
    MONTH_NUMBER,
    MONTHS,
    YEAR,
    Point,
    is_loose,
    point_pattern,
    read_point,
)


@dataclass(frozen=True, slots=True)
class Period:
    """Two ends of a time and where they stand.

    A single date is a period too, with ``is_range`` False. ``is_current`` means that the text
    says it lasts: until today, since 2020, 2020 –.
    """

    first: Point | None
    last: Point | None
    is_current: bool
    is_range: bool
    start: int
    end: int


_NOW = (
    r"(?:(?:bis(?:\s+zum)?\s+|à\s+|until\s+|till\s+|to\s+)?(?<!\w)(?:(?:the\s+)?present(?:\s+day)?|now|current(?:ly)?"
    r"|today|ongoing|continuing|date|heute|heutigen\s+tage?|jetzt|aktuell|laufend|dato|gegenwart|andauernd"
    r"|aujourd['’]hui|pr[ée]sent|actuel(?:lement|le)?|(?:ce\s+)?jour|en\s+cours|maintenant)(?!\w)"
    r"|至今|迄今|至现在|现在|目前|今)"
)
_DASHES = "-–—−‒―~〜～→"
_DASH = (
    rf"(?:\s*[{_DASHES}至到]+\s*"
    r"|\s+(?:to|until|till|through|bis(?:\s+zu[mr])?|à|au|and|und|et|jusqu['’](?:à|en|au))\s+)"
)
_LONGEST_WORD_BEFORE = len("jusqu'en depuis le ")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SINGLE = _compiled(point_pattern("a"))
_RANGE = _compiled(rf"{point_pattern('a')}{_DASH}(?:(?P<now>{_NOW})|{point_pattern('b')})")
_NAMED_MONTHS = _compiled(rf"(?<![^\W_])(?P<first>{MONTH_NAME}){_DASH}(?={MONTH_NAME})")
_MONTHS_OF_YEAR = (
    _compiled(
        rf"(?<![\d./])(?P<first>{MONTH_NUMBER})\s?[–—-]\s?(?P<last>{MONTH_NUMBER})[./](?P<year>{YEAR})"
    ),
    _compiled(
        rf"(?P<year>{YEAR})\s*年\s*(?P<first>{MONTH_NUMBER})\s*月?{_DASH}(?P<last>{MONTH_NUMBER})\s*月"
    ),
)
_SHORT_END = _compiled(rf"(?P<year>{YEAR})\s?(?P<by>[/–-])\s?(?P<last>\d\d)(?!\d|[./-]\d)")
_SINCE = _compiled(r"(?<!\w)(?:since|seit|depuis|d[eè]s|ab)\s+(?:le\s+|dem\s+)?$")
_UNTIL = _compiled(r"(?<!\w)(?:until|till|bis|jusqu['’](?:en|à|au))\s+$")
_LASTS = _compiled(r"\s*(?:起|以来|开始)|\s*[–—-](?=\s*$|\s*\n|\s*\t)")


def find_periods(text: str) -> list[Period]:
    """Return the periods of a text in their order; none overlaps another."""
    found: list[Period] = []
    taken = bytearray(len(text))
    for seek in (_within_a_year, _ranges, _short_ends, _alone):
        for period in seek(text):
            if not any(taken[period.start : period.end]):
                taken[period.start : period.end] = b"\1" * (period.end - period.start)
                found.append(period)
    return sorted(found, key=lambda period: period.start)


def _ranges(text: str) -> Iterator[Period]:
    for match in _RANGE.finditer(text):
        first = read_point(match, "a", is_end=False)
        is_current = bool(match["now"])
        last = None if is_current else read_point(match, "b", is_end=True)
        yield Period(
            first, last, is_current=is_current, is_range=True, start=match.start(), end=match.end()
        )


def _within_a_year(text: str) -> Iterator[Period]:
    """Periods whose year is written once: ``Jan – Mar 2019``, ``03–09/2019``."""
    for match in _NAMED_MONTHS.finditer(text):
        rest = _SINGLE.match(text, match.end())
        last = rest and read_point(rest, "a", is_end=True)
        if rest and last:
            first = Point(last.year, MONTHS[match["first"].casefold().rstrip(".")])
            yield Period(
                first, last, is_current=False, is_range=True, start=match.start(), end=rest.end()
            )
    for pattern in _MONTHS_OF_YEAR:
        for match in pattern.finditer(text):
            year = int(match["year"])
            first, last = Point(year, int(match["first"])), Point(year, int(match["last"]))
            yield Period(
                first, last, is_current=False, is_range=True, start=match.start(), end=match.end()
            )


def _short_ends(text: str) -> Iterator[Period]:
    """``2019/20`` and ``2019–21``, where the second number can be no month."""
    for match in _SHORT_END.finditer(text):
        year, short = int(match["year"]), int(match["last"])
        last = year - year % 100 + short
        is_next = match["by"] != "-" and last == year + 1
        if last > year and (is_next or short > 12):
            yield Period(
                Point(year, None),
                Point(last, None),
                is_current=False,
                is_range=True,
                start=match.start(),
                end=match.end(),
            )


def _alone(text: str) -> Iterator[Period]:
    """Single dates, and those that begin or end something: since 2020, 2020 –, bis 2018."""
    for match in _SINGLE.finditer(text):
        start, end = match.span()
        first = read_point(match, "a", is_end=False)
        last = read_point(match, "a", is_end=True)
        before = text[max(0, start - _LONGEST_WORD_BEFORE) : start]
        since, until = _SINCE.search(before), _UNTIL.search(before)
        lasts = _LASTS.match(text, end)
        if since or lasts:
            start -= len(since[0]) if since else 0
            end = lasts.end() if lasts else end
            yield Period(first, None, is_current=True, is_range=True, start=start, end=end)
        elif until:
            start -= len(until[0])
            yield Period(None, last, is_current=False, is_range=False, start=start, end=end)
        elif not is_loose(match, "a"):
            yield Period(first, last, is_current=False, is_range=False, start=start, end=end)
