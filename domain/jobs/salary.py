"""Reading the numbers out of a salary as people write it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Period = Literal["hour", "day", "week", "month", "year"]

PER_YEAR: dict[Period, int] = {"hour": 2_080, "day": 260, "week": 52, "month": 12, "year": 1}
"""How often a period is paid in a year of full-time work: 40 hours and 5 days a week."""
LARGEST = 999_999_999
_LARGEST_YEARLY = 2**31 - 1
_SURELY_YEARLY = 10_000
_SURELY_MONEY = 1_000

_SYMBOLS = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₴": "UAH",
    "zł": "PLN",
    "kč": "CZK",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "dollars": "USD",
    "fr.": "CHF",
}
_CODES = (
    "usd|eur|gbp|chf|sek|nok|dkk|isk|pln|czk|huf|ron|bgn|jpy|cny|hkd|sgd|inr|krw|ils|try|uah|"
    "aud|cad|nzd|brl|mxn|ars|clp|zar|ngn|kes|egp|aed|sar"
)
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_SYMBOLS, key=len, reverse=True))
_MONEY = rf"{_SIGNS}|\b(?:{_CODES})(?![a-z])"
_CURRENCY = re.compile(_MONEY)
_AMOUNT = re.compile(
    rf"(?P<before>(?:{_MONEY})\s?)?"
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
    r"\s?(?P<times>k|tsd\.?|thousand|m|mio\.?|million|lakh|lpa)?(?:(?=p[hamw]\b)|(?![a-z0-9%]))"
    rf"(?P<after>\s?(?:{_MONEY}))?"
)
_TIMES = {"k": 1e3, "ts": 1e3, "th": 1e3, "m": 1e6, "mi": 1e6, "la": 1e5, "lp": 1e5}
_BETWEEN = re.compile(r"(?:\.-+)?\s*(?:-+|to|bis|until|till|and|und|à|a)\s*")
_UP_TO = re.compile(r"(?:up to|bis zu|max\.?|maximum|until|under|jusqu'à)\s*$")
_FROM = re.compile(r"(?:from|ab|at least|min\.?|minimum|starting at|over)\s*$")
_MORE = re.compile(r"\s?\+(?!\s*\w)")
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("hour", r"hour|hourly|hr|h|p\.?h|stunde|std|heure"),
    ("day", r"day|daily|tag|jour"),
    ("week", r"week|weekly|wk|p\.?w|woche|semaine"),
    ("month", r"month|monthly|mo|p\.?m|pcm|monat|monatlich|mois|mes"),
    ("year", r"year|yearly|yr|annum|annual|annually|p\.?a|lpa|jahr|jährlich|ans?|año"),
)
_PERIOD = re.compile(
    r"(?<![a-z])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _PERIODS) + r")(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Salary:
    """What a salary says: its bounds in units of ``currency`` (ISO 4217) per ``period``.

    None stands for what is not said. At least one bound is there, and ``low`` is not above
    ``high``.
    """

    low: float | None
    high: float | None
    currency: str | None
    period: Period | None

    @property
    def yearly(self) -> int:
        """The most that is offered, per year of full-time work; 0 where that is not known."""
        most = self.high if self.high is not None else self.low
        if most is None or self.period is None:
            return 0
        return min(round(most * PER_YEAR[self.period]), _LARGEST_YEARLY)


def parse_salary(written: str | None) -> Salary | None:
    """Return the numbers in ``written``, or None where it names no amount of money.

    Understands separators of several countries, ``k``, ranges, open ends, symbols, ISO codes and
    periods. Without a period, amounts from 10,000 are taken as yearly, and below nothing is
    guessed.
    """
    if not written:
        return None
    line = _plain(written)
    amounts = list(_AMOUNT.finditer(line))
    period = _period(line)
    first = _first_amount(amounts, period)
    if first is None:
        return None
    low, high = _bounds(line, first, amounts)
    bounds = [bound for bound in (low, high) if bound is not None]
    if not bounds or not all(0 < bound <= LARGEST for bound in bounds):
        return None
    if period is None and max(bounds) >= _SURELY_YEARLY:
        period = "year"
    return Salary(low, high, _currency(line), period)


def _plain(written: str) -> str:
    line = unicodedata.normalize("NFKC", written).casefold()
    line = re.sub(r"[\u2010-\u2015\u2212~]", "-", line)
    return re.sub(r"\s+", " ", line.replace("’", "'"))


def _period(line: str) -> Period | None:
    found = _PERIOD.search(line)
    if found is None:
        return None
    return next(name for name, _ in _PERIODS if found.group(name) is not None)


def _currency(line: str) -> str | None:
    found = _CURRENCY.search(line)
    if found is None:
        return None
    word = found.group()
    return _SYMBOLS.get(word, word.upper())


def _first_amount(amounts: list[re.Match[str]], period: Period | None) -> re.Match[str] | None:
    """Return the first amount next to a currency, or else the first that can only be money."""
    for amount in amounts:
        if amount["before"] or amount["after"]:
            return amount
    for amount in amounts:
        if amount["times"] or period or _value(amount) >= _SURELY_MONEY:
            return amount
    return None


def _bounds(
    line: str, first: re.Match[str], amounts: list[re.Match[str]]
) -> tuple[float | None, float | None]:
    one = _value(first)
    place = amounts.index(first)
    # A range may name its currency at its end only: 60k-80k EUR.
    if place and _joined(line, amounts[place - 1], first):
        first, second = amounts[place - 1], first
        return _range(first, second)
    if place + 1 < len(amounts) and _joined(line, first, amounts[place + 1]):
        return _range(first, amounts[place + 1])
    before, after = line[: first.start()], line[first.end() :]
    if _UP_TO.search(before):
        return None, one
    if _FROM.search(before) or _MORE.match(after):
        return one, None
    return one, one


def _joined(line: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return _BETWEEN.fullmatch(line[first.end() : second.start()]) is not None


def _range(first: re.Match[str], second: re.Match[str]) -> tuple[float, float]:
    low, high = _value(first), _value(second)
    # 60-80k means 60k-80k.
    if second["times"] and not first["times"] and low <= high / _multiplier(second):
        low *= _multiplier(second)
    return min(low, high), max(low, high)


def _value(amount: re.Match[str]) -> float:
    digits = amount["digits"]
    parts = re.split(r"[.,' ]", digits)
    if len(parts) > 1 and (len(parts[-1]) != 3 or len(parts[0]) > 3):  # noqa: PLR2004  # thousands
        number = float("".join(parts[:-1]) + "." + parts[-1])
    else:
        number = float("".join(parts))
    return round(number * _multiplier(amount), 2)


def _multiplier(amount: re.Match[str]) -> float:
    times = amount["times"]
    return 1.0 if times is None else _TIMES[times[:2]]
