"""The feature's doors: asking safely, and what administrators may know of the model."""

from domain.kit.actor import Actor, Role
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.language.budget import day_of
from domain.language.metering import MeteredModel
from domain.language.models import InferenceRecord
from domain.language.ports import Health
from domain.language.pseudonyms import Pseudonyms
from domain.language.queries import spent_today, visible_calls
from domain.language.quotes import find_quote
from domain.language.schemas import AiCallView, AiUsageView, AiView
from domain.language.screening import Screened, is_order, screen

__all__ = [
    "Pseudonyms",
    "Screened",
    "find_quote",
    "is_order",
    "list_calls",
    "read_ai",
    "screen",
]


async def read_ai(work: Work, actor: Actor, model: MeteredModel, health: Health) -> AiView:
    """Return who answers, whether it does, and what today took; NotAllowed below administrators.

    ``health`` is asked for before the work begins, because it may take seconds.
    """
    actor.require(Role.ADMIN)
    spent = await spent_today(work.session, work.now)
    return AiView(
        provider=model.provider,
        model=model.model,
        is_up=health.is_up,
        reason=health.reason,
        breaker=model.breaker_state,
        today=AiUsageView(
            calls=spent.calls,
            input_tokens=spent.input_tokens,
            output_tokens=spent.output_tokens,
            cost=spent.dollars,
        ),
        tokens_per_day=model.budget.tokens or None,
        dollars_per_day=model.budget.dollars or None,
        resets_at=day_of(work.now)[1],
    )


async def list_calls(work: Work, actor: Actor, query: PageQuery) -> Page[AiCallView]:
    """Return one page of the log, newest first; nobody but administrators sees any."""
    rows, cursor, total = await fetch_page(
        work.session, visible_calls(actor), InferenceRecord.id, query
    )
    views = [AiCallView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)
