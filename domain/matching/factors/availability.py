"""How soon somebody can start, where the job says by when."""

import numpy as np

from domain.matching.batch import Batch, Judged, judged
from domain.matching.digest import Digest
from domain.matching.evidence import Reasons, plain

TOO_LATE_DAYS = 60
"""So many days after the wanted start are worth nothing; fewer are in between."""


def judge(within_days: int | None, batch: Batch) -> Judged | None:
    """Return 1 for who can start in time; None where the job does not say."""
    if within_days is None:
        return None
    days = batch.numbers(lambda digest: digest.start_in_days)
    return judged(np.clip(1.0 - (days - within_days) / TOO_LATE_DAYS, 0.0, 1.0))


def explain(within_days: int, digest: Digest, value: float | None) -> Reasons:
    """Return the wanted start beside the stated one."""
    days = digest.start_in_days
    wanted = f"start within {within_days} days"
    if days is None:
        return plain(wanted, None, None, "Say when you can start.")
    return plain(wanted, f"in {days} days", value, "An earlier start.")
