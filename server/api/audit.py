"""The audit, for administrators."""

from quart import Blueprint

from domain.audit import service
from domain.audit.schemas import AuditView, ListAudit, VerdictView
from domain.kit.paging import Page
from server.api.limits import per_minute
from server.api.route import ADMIN, route
from server.context import begin_look, current_actor, house

blueprint = Blueprint("audit", __name__, url_prefix="/api/gdpr/audit")


@route(blueprint, "GET", "", guard=ADMIN, query=ListAudit, answer=Page[AuditView])
async def list_entries(query: ListAudit) -> Page[AuditView]:
    """List who touched which personal data, newest first."""
    async with begin_look() as work:
        return await service.list_entries(work, current_actor(), query)


@route(blueprint, "GET", "/verify", guard=ADMIN, answer=VerdictView, limit=per_minute(6))
async def verify_chain() -> VerdictView:
    """Check that no entry was changed, deleted, moved or cut off; names the first that was."""
    return await service.verify_chain(house().workshop)
