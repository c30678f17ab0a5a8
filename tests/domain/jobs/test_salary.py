"""Salaries as people write them, and the numbers in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.jobs.salary import PER_YEAR, Period, Salary, parse_salary


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("$90,000 - $120,000", (90_000, 120_000, "USD", "year")),
        ("60k–80k EUR", (60_000, 80_000, "EUR", "year")),
        ("60-80k", (60_000, 80_000, None, "year")),
        ("£45k", (45_000, 45_000, "GBP", "year")),
        ("£45kpa", (45_000, 45_000, "GBP", "year")),
        ("4.500 €/Monat", (4_500, 4_500, "EUR", "month")),
        ("1,200 EUR/month", (1_200, 1_200, "EUR", "month")),
        ("90.000,00 € p.a.", (90_000, 90_000, "EUR", "year")),
        ("£41,000 – £48,000 pro rata", (41_000, 48_000, "GBP", "year")),
        ("60 000 – 80 000 zł", (60_000, 80_000, "PLN", "year")),
        ("CHF 100'000.– bis 120'000.–", (100_000, 120_000, "CHF", "year")),
        ("USD 90k to 120k", (90_000, 120_000, "USD", "year")),
        ("A$110k", (110_000, 110_000, "AUD", "year")),
        ("₹12 lakh", (1_200_000, 1_200_000, "INR", "year")),
        ("12–18 LPA", (1_200_000, 1_800_000, None, "year")),
        ("$25/hour", (25, 25, "USD", "hour")),
        ("£18ph", (18, 18, "GBP", "hour")),
        ("€12.50 per hour", (12.5, 12.5, "EUR", "hour")),
        ("up to €70k", (None, 70_000, "EUR", "year")),
        ("from £30,000", (30_000, None, "GBP", "year")),
        ("100K+", (100_000, None, None, "year")),
        ("$90,000 + 401k", (90_000, 90_000, "USD", "year")),
        ("3–5 years, £60k", (60_000, 60_000, "GBP", "year")),
        ("100% bonus £30k", (30_000, 30_000, "GBP", "year")),
        ("€120,000 - 90,000", (90_000, 120_000, "EUR", "year")),
        ("80000", (80_000, 80_000, None, "year")),
        ("٣٠ €", (30, 30, "EUR", None)),
        ("€ 4.500", (4_500, 4_500, "EUR", None)),
    ],
)
def test_a_salary_is_read_as_it_is_meant(
    written: str, expected: tuple[float | None, float | None, str | None, Period | None]
) -> None:
    assert parse_salary(written) == Salary(*expected)


@pytest.mark.parametrize(
    "written",
    [None, "", "competitive", "25 days of holiday", "40%", "0 EUR", "9" * 50 + " €", "30"],
)
def test_what_names_no_amount_has_no_numbers(written: str | None) -> None:
    assert parse_salary(written) is None


@pytest.mark.parametrize(
    ("written", "yearly"),
    [("£60k", 60_000), ("$20/hour", 41_600), ("3,000 €/month", 36_000), ("€ 4.500", 0)],
)
def test_salaries_compare_by_the_year(written: str, yearly: int) -> None:
    salary = parse_salary(written)

    assert salary is not None
    assert salary.yearly == yearly


SEPARATORS = st.sampled_from([",", ".", " ", "'", "’", ""])
MONEY = st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("CHF ", "CHF"), ("₹", "INR")])
DASHES = st.sampled_from([" - ", "-", "–", " — ", " to ", " bis "])


@given(
    bounds=st.tuples(st.integers(10_000, 9_999_999), st.integers(10_000, 9_999_999)),
    separator=SEPARATORS,
    money=MONEY,
    dash=DASHES,
)
def test_a_range_is_read_in_every_spelling(
    bounds: tuple[int, int], separator: str, money: tuple[str, str], dash: str
) -> None:
    sign, currency = money
    first, second = (f"{sign}{bound:,}".replace(",", separator) for bound in bounds)

    assert parse_salary(first + dash + second) == Salary(min(bounds), max(bounds), currency, "year")


@given(
    amount=st.integers(1, 999),
    period=st.sampled_from(list(PER_YEAR)),
    between=st.sampled_from(["/", " per ", " a "]),
)
def test_a_period_is_read(amount: int, period: Period, between: str) -> None:
    salary = parse_salary(f"€{amount}{between}{period}")

    assert salary == Salary(amount, amount, "EUR", period)


@given(st.text(max_size=50) | st.text("0123456789.,'k€$-–+ mperhour", max_size=50))
def test_no_text_breaks_the_reader(written: str) -> None:
    salary = parse_salary(written)

    if salary is not None:
        bounds = [bound for bound in (salary.low, salary.high) if bound is not None]
        assert bounds
        assert bounds == sorted(bounds)
        assert all(0 < bound < 10**9 for bound in bounds)
        assert 0 <= salary.yearly < 2**31
