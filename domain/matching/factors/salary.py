"""What somebody expects to earn beside what the job pays, per year of full-time work."""

from domain.matching.batch import Batch, Judged
from domain.matching.digest import Digest
from domain.matching.evidence import Reasons, plain
from domain.matching.wanted import Pay

TOO_FAR = 0.25
"""An expectation this share above the most that is paid is worth nothing; less is in between."""


def judge(pay: Pay | None, batch: Batch) -> Judged | None:
    """Return 1 for what is within or below the range; unknown where currencies differ."""
    if pay is None or _most(pay) is None:
        return None
    return batch.each(lambda digest: _key(digest.pay), lambda stated: _value(pay, stated))


def explain(pay: Pay, digest: Digest, value: float | None) -> Reasons:
    """Return the range beside the expectation."""
    found = None if digest.pay is None else _said(digest.pay)
    hint = "An expectation within the range."
    if value is None:
        hint = "Say what you expect per year, in the job's currency."
    return plain(_said(pay), found, value, hint)


def _key(pay: Pay | None) -> tuple[float | None, str | None]:
    """Return the least that somebody would take."""
    if pay is None:
        return None, None
    return (pay.low if pay.low is not None else pay.high), pay.currency


def _most(pay: Pay) -> float | None:
    return pay.high if pay.high is not None else pay.low


def _value(pay: Pay, expected: tuple[float | None, str | None]) -> float | None:
    least, currency = expected
    most = _most(pay)
    if least is None or most is None:
        return None
    if currency is not None and pay.currency is not None and currency != pay.currency:
        return None
    # An open range, from 50,000 on, may be more than it says.
    above = 0.0 if pay.high is None and least <= 2 * most else (least - most) / most
    return min(1.0, max(0.0, 1.0 - above / TOO_FAR))


def _said(pay: Pay) -> str:
    bounds = [f"{bound:,.0f}" for bound in (pay.low, pay.high) if bound is not None]
    amount = " to ".join(dict.fromkeys(bounds))
    return f"{amount} {pay.currency or ''}".strip() + " a year"
