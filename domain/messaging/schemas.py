"""Queries and views of mail."""

from typing import Literal

from domain.kit.fields import Moment, View
from domain.kit.paging import PageQuery

MailState = Literal["queued", "sent", "failed"]


class MailQuery(PageQuery):
    """Which mails: all, or those in one state."""

    state: MailState | None = None


class MailView(View):
    """A mail as an administrator sees it; ``body`` is None unless mail stays in the house."""

    id: int
    recipient: str
    subject: str
    body: str | None
    state: MailState
    attempts: int
    error: str | None
    created_at: Moment
    sent_at: Moment | None
