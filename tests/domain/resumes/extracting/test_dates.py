from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.resumes.extracting.dates import find_periods
from domain.resumes.extracting.periods import judge, overlap, years
from domain.resumes.extracting.points import Point

TODAY = date(2026, 6, 30)
NOW = None
_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {
    "en": "January;February;March;April;May;June;July;August;September;October;November;December",
    "de": "Januar;Februar;März;April;Mai;Juni;Juli;August;September;Oktober;November;Dezember",
    "fr": "janvier;février;mars;avril;mai;juin;juillet;août;septembre;octobre;novembre;décembre",
}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Jan 2019 – Mar 2021", (2019, 1), (2021, 3)),
        ("Sept. 2019 until now", (2019, 9), NOW),
        ("March 5th, 2021 - April 2022", (2021, 3), (2022, 4)),
        ("Jan-19 - Mar-21", (2019, 1), (2021, 3)),
        ("01/2019 - 03/2021", (2019, 1), (2021, 3)),
        ("03/19 – 05/21", (2019, 3), (2021, 5)),
        ("2019–2021", (2019, None), (2021, None)),
        ("from 2019 to 2021", (2019, None), (2021, None)),
        ("2019/20", (2019, None), (2020, None)),
        ("2019-21", (2019, None), (2021, None)),
        ("'19–'21", (2019, None), (2021, None)),
        ("2019.01-2021.03", (2019, 1), (2021, 3)),
        ("2019-01 to present", (2019, 1), NOW),
        ("2019 –\nMar 2021", (2019, None), (2021, 3)),
        ("2019 -\n", (2019, None), NOW),
        ("since 2020", (2020, None), NOW),
        ("seit 03/2020", (2020, 3), NOW),
        ("03.2019 bis heute", (2019, 3), NOW),
        ("March 2019 to Till Date", (2019, 3), NOW),
        ("03/2019 bis zum heutigen Tag", (2019, 3), NOW),
        ("2019年3月至现在", (2019, 3), NOW),
        ("Jän. 2017 – Sept. 2021", (2017, 1), (2021, 9)),
        ("1. März 2019 bis 31.12.2020", (2019, 3), (2020, 12)),
        ("depuis mars 2020", (2020, 3), NOW),
        ("de mars 2019 à aujourd’hui", (2019, 3), NOW),
        ("1er mars 2019 au 31.12.2020", (2019, 3), (2020, 12)),
        ("2019年3月 – 至今", (2019, 3), NOW),
        ("2019年3月至2021年5月", (2019, 3), (2021, 5)),
        ("2018年3月-9月", (2018, 3), (2018, 9)),
        ("Jan – Mar 2019", (2019, 1), (2019, 3)),
        ("03–09/2019", (2019, 3), (2019, 9)),
        ("Summer 2018", (2018, 6), (2018, 8)),
        ("Q1 2019", (2019, 1), (2019, 3)),
        ("Q3 2019 - Q1 2020", (2019, 7), (2020, 3)),
        ("12/31/2019", (2019, 12), (2019, 12)),
    ],
)
def test_a_period_is_read_in_each_style(
    text: str, first: tuple[int, int | None], last: tuple[int, int | None] | None
) -> None:
    [period] = find_periods(text)

    assert period.first == first
    assert period.last == last
    assert period.is_current == (last is NOW)


@pytest.mark.parametrize(
    "text", ["24/7 and 10/10", "a grade of 3.50", "99% of 12 teams", "call 030 1234567", ""]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_periods(text) == []


def _named(language: str) -> Callable[[int, int], str]:
    return lambda year, month: f"{_MONTHS[language].split(';')[month - 1]} {year}"


_styles: dict[str, Callable[[int, int], str]] = {
    "short": lambda year, month: f"{_EN[month - 1]} {year}",
    "en": _named("en"),
    "de": _named("de"),
    "fr": _named("fr"),
    "slash": lambda year, month: f"{month:02}/{year}",
    "dot": lambda year, month: f"{month:02}.{year}",
    "iso": lambda year, month: f"{year}-{month:02}",
    "dotted iso": lambda year, month: f"{year}.{month:02}",
    "zh": lambda year, month: f"{year}年{month}月",
}


@given(
    style=st.sampled_from(sorted(_styles)),
    dash=st.sampled_from([" – ", " - ", " — ", " bis ", " to ", " ~ "]),
    first=st.tuples(st.integers(1950, 2099), st.integers(1, 12)),
    last=st.tuples(st.integers(1950, 2099), st.integers(1, 12)),
)
def test_what_is_written_is_read(
    style: str, dash: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    write = _styles[style]

    [period] = find_periods(f"Engineer  {write(*first)}{dash}{write(*last)}  Acme")

    assert (period.first, period.last) == (Point(*first), Point(*last))


@given(st.text(max_size=300))
def test_any_text_gives_periods_in_order_that_do_not_overlap(text: str) -> None:
    periods = find_periods(text)

    assert all(0 <= period.start < period.end <= len(text) for period in periods)
    assert all(a.end <= b.start for a, b in pairwise(periods))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("01/2019 - 03/2021", 2.2),
        ("2019 - 2021", 2.0),
        ("2019 - 2019", 0.5),
        ("2019", 0.5),
        ("09/2018 - 2018", 0.2),
        ("2018 - 03/2018", 0.1),
        ("2018 - 03/2019", 0.8),
        ("07/2024 - present", 2.0),
        ("2024 - present", 2.0),
        ("2026 - present", 0.2),
        ("Summer 2018", 0.2),
        ("01/2026 - 12/2026", 0.5),
    ],
)
def test_a_period_has_a_length_in_years(text: str, length: float) -> None:
    [period] = find_periods(text)

    times = judge(period, TODAY)

    assert times.is_plausible
    assert years([times.stretch] if times.stretch else []) == length


@pytest.mark.parametrize(
    "text",
    ["2050 - 2060", "1890 - 1990", "2021 - 2019", "05/2020 - 03/2020", "2027 - present",
     "2024 - 2030", "01/1940 - present"],
)  # fmt: skip
def test_absurd_dates_are_refused(text: str) -> None:
    [period] = find_periods(text)

    times = judge(period, TODAY)

    assert not times.is_plausible
    assert (times.start, times.end, times.stretch) == (None, None, None)


def test_a_contract_that_ends_within_a_year_lasts_until_today() -> None:
    [period] = find_periods("07/2025 - 12/2026")

    times = judge(period, TODAY)

    assert times.is_current
    assert years([times.stretch] if times.stretch else []) == 1.0


def test_shared_time_counts_once() -> None:
    assert years([(0.0, 24.0), (12.0, 36.0), (60.0, 72.0)]) == 4.0
    assert years([]) is None


_stretches = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 200)).map(
        lambda pair: (float(pair[0]), float(pair[0] + pair[1]))
    ),
    min_size=1,
    max_size=8,
)


@given(_stretches)
def test_the_union_is_never_longer_than_the_sum_nor_shorter_than_the_longest(
    stretches: list[tuple[float, float]],
) -> None:
    total = years(stretches)

    lengths = [end - start for start, end in stretches]
    assert total is not None
    assert max(lengths) / 12 - 0.06 <= total <= sum(lengths) / 12 + 0.06


@given(_stretches)
def test_stretches_overlap_each_other_or_neither(stretches: list[tuple[float, float]]) -> None:
    assert overlap(stretches[0], stretches[-1]) == overlap(stretches[-1], stretches[0])
