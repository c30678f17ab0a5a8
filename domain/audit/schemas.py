"""What administrators ask of the audit, and what they are told."""

from pydantic import Field

from domain.kit.fields import Moment, View
from domain.kit.paging import PageQuery


class ListAudit(PageQuery):
    """Which entries: those of one ``actor``, one ``action``, or one table ``entity``."""

    actor: str | None = Field(default=None, max_length=50)
    action: str | None = Field(default=None, max_length=50)
    entity: str | None = Field(default=None, max_length=50)


class AuditView(View):
    """One entry: ``actor`` did ``action`` to the rows ``ids`` of table ``entity``."""

    id: int
    actor: str
    action: str
    entity: str
    ids: list[int]
    at: Moment


class FaultView(View):
    """The first place at which the chain does not hold."""

    position: int
    record_id: int | None
    problem: str


class VerdictView(View):
    """Whether the audit is as it was written.

    ``entries`` counts what holds, ``head`` is the last code that does (``position:mac``): note it
    elsewhere, and a later check can show that nothing was cut off together with the head.
    """

    holds: bool
    entries: int
    head: str
    fault: FaultView | None
