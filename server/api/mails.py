"""Administrators see what became of mails, and read them where no mail server is set."""

from quart import Blueprint

from domain.kit.paging import Page
from domain.messaging import service
from domain.messaging.schemas import MailQuery, MailView
from server.api.route import ADMIN, route
from server.context import begin_look, current_actor, house

blueprint = Blueprint("mails", __name__, url_prefix="/api/admin/mails")


@route(blueprint, "GET", "", guard=ADMIN, query=MailQuery, answer=Page[MailView])
async def list_mails(query: MailQuery) -> Page[MailView]:
    """List mails, newest first; their texts only where mail stays in the house."""
    async with begin_look() as work:
        with_text = house().mailer.keeps_text
        return await service.list_mails(work, current_actor(), query, with_text=with_text)
