"""Managing webhook endpoints: administrators only."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from domain.kit.actor import Actor, Role
from domain.kit.addresses import AddressRefused, AddressRules
from domain.kit.crypto import keyring, new_token
from domain.kit.errors import FieldsInvalid, NotFound
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.webhooks.errors import TooManyEndpoints
from domain.webhooks.models import WebhookDelivery, WebhookEndpoint
from domain.webhooks.queries import visible_endpoints
from domain.webhooks.schemas import AddEndpoint, ChangeEndpoint, EndpointSecret, EndpointView

MOST_ENDPOINTS = 50
OLD_SECRET_HOLDS = timedelta(hours=24)
_TABLE = WebhookEndpoint.__tablename__


async def add_endpoint(
    work: Work, actor: Actor, command: AddEndpoint, addresses: AddressRules
) -> EndpointSecret:
    """Add an endpoint. Raises FieldsInvalid for a forbidden URL, or TooManyEndpoints."""
    actor.require(Role.ADMIN)
    _check_url(command.url, addresses)
    if (await work.session.scalar(select(func.count(WebhookEndpoint.id))) or 0) >= MOST_ENDPOINTS:
        raise TooManyEndpoints
    secret = _new_secret()
    endpoint = WebhookEndpoint(
        **command.model_dump(),
        secret=keyring().seal(secret),
        created_by=actor.user_id,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(endpoint)
    await work.session.flush()
    work.note("create", _TABLE, endpoint.id)
    return EndpointSecret(endpoint=EndpointView.model_validate(endpoint), secret=secret)


async def list_endpoints(work: Work, actor: Actor, query: PageQuery) -> Page[EndpointView]:
    """Return one page of the endpoints, newest first."""
    visible = visible_endpoints(actor)
    rows, cursor, total = await fetch_page(work.session, visible, WebhookEndpoint.id, query)
    views = [EndpointView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


async def read_endpoint(work: Work, actor: Actor, endpoint_id: int) -> EndpointView:
    """Return one endpoint; NotFound otherwise."""
    return EndpointView.model_validate(await find_endpoint(work, actor, endpoint_id))


async def change_endpoint(
    work: Work, actor: Actor, endpoint_id: int, command: ChangeEndpoint, addresses: AddressRules
) -> EndpointView:
    """Change an endpoint; switching it on or moving it forgets that it failed."""
    endpoint = await find_endpoint(work, actor, endpoint_id, changing=True)
    fields = command.model_dump(exclude_none=True)
    if command.url is not None:
        _check_url(command.url, addresses)
    if command.active or command.url is not None:
        endpoint.failing_since = None
    if command.active is not None:
        endpoint.paused_reason = None
    for name, value in fields.items():
        setattr(endpoint, name, value)
    endpoint.updated_at = work.now
    await work.session.flush()
    work.note("change", _TABLE, endpoint.id)
    return EndpointView.model_validate(endpoint)


async def rotate_secret(work: Work, actor: Actor, endpoint_id: int) -> EndpointSecret:
    """Give an endpoint a new secret; the one before signs beside it for 24 hours."""
    endpoint = await find_endpoint(work, actor, endpoint_id, changing=True)
    secret = _new_secret()
    endpoint.old_secret, endpoint.old_secret_until = endpoint.secret, work.now + OLD_SECRET_HOLDS
    endpoint.secret = keyring().seal(secret)
    endpoint.updated_at = work.now
    await work.session.flush()
    work.note("change", _TABLE, endpoint.id)
    return EndpointSecret(endpoint=EndpointView.model_validate(endpoint), secret=secret)


async def delete_endpoint(work: Work, actor: Actor, endpoint_id: int) -> EndpointView:
    """Delete an endpoint with its log; what is still queued for it is not sent."""
    # Locked first: whoever is writing a delivery to it right now finishes before.
    visible = visible_endpoints(actor).where(WebhookEndpoint.id == endpoint_id)
    endpoint = await work.session.scalar(visible.with_for_update())
    if endpoint is None:
        raise _missing()
    view = EndpointView.model_validate(endpoint)
    log = WebhookDelivery.endpoint_id == endpoint_id
    await work.session.execute(delete(WebhookDelivery).where(log))
    await work.session.delete(endpoint)
    await work.session.flush()
    work.note("delete", _TABLE, endpoint_id)
    return view


async def find_endpoint(
    work: Work, actor: Actor, endpoint_id: int, *, changing: bool = False
) -> WebhookEndpoint:
    """Return the row of an endpoint, kept as it is by others if ``changing``; else NotFound."""
    visible = visible_endpoints(actor).where(WebhookEndpoint.id == endpoint_id)
    if changing:
        visible = visible.with_for_update(key_share=True)
    endpoint = await work.session.scalar(visible)
    if endpoint is None:
        raise _missing()
    return endpoint


def _missing() -> NotFound:
    return NotFound("There is no such webhook endpoint.")


def _new_secret() -> str:
    return f"whsec_{new_token()}"


def _check_url(url: str, addresses: AddressRules) -> None:
    try:
        addresses.target(url)
    except AddressRefused as refusal:
        raise FieldsInvalid(fields={"url": str(refusal)}) from refusal
