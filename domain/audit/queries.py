"""Which audit entries somebody may see."""

from sqlalchemy import Select, false, select

from domain.audit.models import AuditRecord
from domain.audit.schemas import ListAudit
from domain.kit.actor import Actor, Role


def visible_entries(actor: Actor, query: ListAudit) -> Select[AuditRecord]:
    """Return the entries that ``query`` asks for; none for anybody below administrators."""
    found = select(AuditRecord)
    if not actor.reaches(Role.ADMIN):
        found = found.where(false())
    if query.actor is not None:
        found = found.where(AuditRecord.actor == query.actor)
    if query.action is not None:
        found = found.where(AuditRecord.action == query.action)
    if query.entity is not None:
        found = found.where(AuditRecord.entity == query.entity)
    return found
