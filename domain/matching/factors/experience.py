"""Years of professional work, up to what the job asks: more than that counts for nothing."""

import numpy as np

from domain.matching.batch import Batch, Judged, judged
from domain.matching.digest import MOST_YEARS, Digest
from domain.matching.evidence import Reasons, plain


def judge(asked: int | None, batch: Batch) -> Judged | None:
    """Return the share of the years asked for; None where the job asks for none."""
    if not asked:
        return None
    years = batch.numbers(lambda digest: digest.years)
    return judged(np.minimum(years / min(asked, MOST_YEARS), 1.0))


def explain(asked: int, digest: Digest, value: float | None) -> Reasons:
    """Return the years asked for beside the years stated, as far as they count."""
    wanted = f"{asked} years of experience"
    if digest.years is None:
        return plain(wanted, None, None, "Say how many years you have done this work.")
    counted = min(digest.years, asked)
    more = "" if digest.years <= asked else " or more"
    hint = f"{asked - counted:.1f} more years of experience."
    return plain(wanted, f"{counted:g} years{more}", value, hint)
