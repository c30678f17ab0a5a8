"""What a factor's answer rests on, in the words of the job and of the person."""

from typing import Literal, NamedTuple, NotRequired, TypedDict

from pydantic import Field

from domain.kit.fields import View
from domain.matching.wanted import FactorKey, Share
from domain.resumes.facts import Span

Status = Literal["met", "partly", "missing", "unknown"]
MET = 0.8
PARTLY = 0.3


class Evidence(View):
    """One thing the job asks for beside what is known of it.

    ``wanted`` are the job's words, ``found`` the person's; ``span`` is where the résumé says so.
    """

    wanted: str
    found: str | None = None
    status: Status
    span: Span | None = None


class Factor(View):
    """One factor of a score.

    ``value`` is None where it is unknown; ``weight`` is the factor's share of the job's weights;
    ``would_raise`` says what would bring it higher.
    """

    key: FactorKey
    status: Status
    value: Share | None
    weight: Share
    evidence: list[Evidence] = Field(default_factory=list)
    would_raise: str | None = None


class SpanLine(TypedDict):
    """A ``Span`` as it is stored."""

    start: int
    end: int


class EvidenceLine(TypedDict):
    """``Evidence`` as it is stored: without what is not known."""

    wanted: str
    found: NotRequired[str]
    status: Status
    span: NotRequired[SpanLine]


class FactorLine(TypedDict):
    """A ``Factor`` as it is stored. A run makes many: plain values cost a fraction of models."""

    key: FactorKey
    status: Status
    value: float | None
    weight: float
    evidence: NotRequired[list[EvidenceLine]]
    would_raise: NotRequired[str]


class Reasons(NamedTuple):
    """Evidence for one application, and what would raise the factor."""

    evidence: list[EvidenceLine]
    would_raise: str | None = None


def beside(wanted: str, found: str | None, status: Status) -> EvidenceLine:
    """Return one thing asked for beside what is known of it."""
    if found is None:
        return {"wanted": wanted, "status": status}
    return {"wanted": wanted, "found": found, "status": status}


def status_of(value: float, known: float) -> Status:
    """Return the word for a value of which ``known`` (0 to 1) is known."""
    if known == 0:
        return "unknown"
    if value >= MET:
        return "met"
    return "partly" if value >= PARTLY else "missing"


def plain(wanted: str, found: str | None, value: float | None, hint: str) -> Reasons:
    """Return the reasons of a factor with one piece of evidence; ``hint`` says what would raise it.

    ``value`` is None where it is unknown.
    """
    status = "unknown" if value is None else status_of(value, 1)
    return Reasons(
        evidence=[beside(wanted, found, status)],
        would_raise=None if value is not None and value >= 1 else hint,
    )
