"""What a job asks for, as a run keeps it: enough to explain each of its scores later."""

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from domain.jobs.service import PER_YEAR
from domain.kit.fields import View
from domain.kit.search import folded

WorkMode = Literal["remote", "hybrid", "on_site"]
TeamSize = Literal["small", "large"]
Travel = Literal["none", "some", "much"]
FactorKey = Literal[
    "must_haves",
    "nice_to_haves",
    "experience",
    "text",
    "location",
    "salary",
    "availability",
    "preferences",
]
Share = Annotated[float, Field(ge=0, le=1)]


class WantedSkill(View):
    """A skill of the job; ``related`` says how much each skill brings of it, by ``skill_key``."""

    name: str
    years: int | None = None
    related: dict[str, Share] = Field(default_factory=dict)


class Pay(View):
    """What is paid or expected per year of full-time work; None where it is not said."""

    low: float | None
    high: float | None
    currency: str | None


class Wanted(View):
    """One job for one run. ``terms`` are words of its text with their inverse frequency."""

    job_id: int
    title: str
    must_haves: list[WantedSkill]
    nice_to_haves: list[WantedSkill]
    experience_years: int | None
    location: str | None
    work_mode: WorkMode | None
    pay: Pay | None
    start_within_days: int | None
    team_size: TeamSize | None
    travel: Travel | None
    weights: dict[FactorKey, int]
    text: str
    terms: dict[str, float] = Field(default_factory=dict)
    meaning: list[int] = Field(default_factory=list)
    engine: str = ""


@lru_cache(maxsize=20_000)
def skill_key(name: str) -> str:
    """Return by what two spellings of a skill are the same: folded words, or the signs it is of."""
    return folded(name) or name.strip()


def yearly_pay(
    low: float | None, high: float | None, currency: str | None, period: str | None
) -> Pay | None:
    """Return a salary per year; None where nothing is said or the period is not known."""
    times = next((times for name, times in PER_YEAR.items() if name == period), None)
    if times is None or (low is None and high is None):
        return None
    return Pay(
        low=None if low is None else low * times,
        high=None if high is None else high * times,
        currency=currency,
    )
