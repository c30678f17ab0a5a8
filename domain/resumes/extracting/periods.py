"""Judges periods against the calendar, and adds them up.

Months count from their first day to their last: Jan 2019 – Mar 2021 is 27 months. A bare year
stands for its middle, so 2019 – 2021 is 24 months and jobs named by years alone follow each other
without gap or overlap; two bare equal years are half a year. Where a bare year meets a month of
the same year, it stands for the middle of what the year leaves. Today counts to its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.resumes.extracting.dates import Period
from domain.resumes.extracting.points import Point
from domain.resumes.facts import Month

_EARLIEST = 1940
_LONGEST_MONTHS = 60 * 12
_AHEAD_MONTHS = 12
"""A contract may end a year ahead; what ends later was not worked yet."""

Stretch = tuple[float, float]
"""From and to, in months since year 0."""


@dataclass(frozen=True, slots=True)
class Times:
    """A period that the calendar can hold; ``stretch`` is None where it cannot be measured."""

    start: Month | None
    end: Month | None
    is_current: bool
    stretch: Stretch | None
    is_plausible: bool = True


UNDATED = Times(None, None, is_current=False, stretch=None)
_REFUSED = Times(None, None, is_current=False, stretch=None, is_plausible=False)


def judge(period: Period, today: date) -> Times:
    """Return the period as months, refused when it is absurd, upside down or in the future."""
    now = _now(today)
    first, last = period.first, period.last
    if any(point and not _EARLIEST <= point.year <= 2100 for point in (first, last)):
        return _REFUSED
    is_current = period.is_current
    if last and _begin(last) > now:
        if _begin(last) > now + _AHEAD_MONTHS:
            return _REFUSED
        is_current = first is not None
    if first is None:
        return Times(None, _month(last), is_current=False, stretch=None)
    stretch = _stretch(first, last, now, is_current=is_current)
    if not 0 <= stretch[1] - stretch[0] <= _LONGEST_MONTHS or _begin(first) > now:
        return _REFUSED
    if last and _is_before(last, first):
        return _REFUSED
    end = _month(last) if period.is_range or period.first != period.last else _month(first)
    return Times(_month(first), end, is_current, stretch)


def years(stretches: Iterable[Stretch]) -> float | None:
    """Return the years the stretches cover together, one decimal; None when there are none."""
    total, reached = 0.0, float("-inf")
    ordered = sorted(stretches)
    for start, end in ordered:
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return round(total / 12, 1) if ordered else None


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share time."""
    return one[0] < other[1] and other[0] < one[1]


def _stretch(first: Point, last: Point | None, now: float, *, is_current: bool) -> Stretch:
    start, end = _from(first, last), now if is_current or last is None else _to(first, last)
    if last and first.year == last.year and not first.month and not last.month:
        start, end = first.year * 12 + 3.0, first.year * 12 + 9.0
    if first.month is None and is_current and first.year * 12 + 6 >= now:
        start = (first.year * 12 + now) / 2
    return start, min(end, now)


def _from(first: Point, last: Point | None) -> float:
    if first.month:
        return float(_begin(first))
    if last and last.month and last.year == first.year:
        return first.year * 12 + last.month / 2
    return first.year * 12 + 6.0


def _to(first: Point, last: Point) -> float:
    if last.month:
        return _begin(last) + 1.0
    if first.month and first.year == last.year:
        return (_begin(first) + (last.year + 1) * 12) / 2
    return last.year * 12 + 6.0


def _is_before(last: Point, first: Point) -> bool:
    if last.year != first.year or not (last.month and first.month):
        return last.year < first.year
    return last.month < first.month


def _begin(point: Point) -> int:
    return point.year * 12 + (point.month or 1) - 1


def _now(today: date) -> float:
    return today.year * 12 + today.month - 1 + min(today.day, 30) / 30


def _month(point: Point | None) -> Month | None:
    return Month(year=point.year, month=point.month) if point else None
