"""Making, revoking and recognising API keys."""

from datetime import timedelta

from sqlalchemy import or_, select, update

from domain.api_keys.models import ApiKey
from domain.api_keys.schemas import ApiKeyView, CreateApiKey, NewApiKey
from domain.kit.actor import Actor, Role
from domain.kit.crypto import new_token, token_hash
from domain.kit.errors import FieldsInvalid, NotFound, SignInNeeded
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work

MARK = "grk_"
USE_NOTED_EVERY = timedelta(minutes=1)
_VISIBLE = 12


async def create_api_key(work: Work, actor: Actor, command: CreateApiKey) -> NewApiKey:
    """Make a key and return it, this once; for administrators, like all of these."""
    actor.require(Role.ADMIN)
    if command.expires_at is not None and command.expires_at <= work.now:
        raise FieldsInvalid(fields={"expires_at": "Choose a time in the future, or none."})
    secret = MARK + new_token()
    key = ApiKey(
        name=command.name,
        prefix=secret[:_VISIBLE],
        key_hash=token_hash(secret),
        scopes=sorted(set(command.scopes)),
        created_by=actor.user_id,
        created_at=work.now,
        expires_at=command.expires_at,
    )
    work.session.add(key)
    await work.session.flush()
    return NewApiKey(**ApiKeyView.model_validate(key).model_dump(), key=secret)


async def list_api_keys(work: Work, actor: Actor, query: PageQuery) -> Page[ApiKeyView]:
    """Return one page of keys, newest first, revoked and expired ones too."""
    actor.require(Role.ADMIN)
    rows, cursor, total = await fetch_page(work.session, select(ApiKey), ApiKey.id, query)
    views = [ApiKeyView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


async def revoke_api_key(work: Work, actor: Actor, key_id: int) -> ApiKeyView:
    """End a key at once and for good; again changes nothing. Raises NotFound."""
    actor.require(Role.ADMIN)
    key = await work.session.get(ApiKey, key_id, with_for_update=True)
    if key is None:
        raise NotFound("There is no such API key.")
    key.revoked_at = key.revoked_at or work.now
    await work.session.flush()
    return ApiKeyView.model_validate(key)


async def find_api_key(work: Work, secret: str) -> tuple[Actor, bool]:
    """Return who a key acts as, and whether its use is to be noted. Raises SignInNeeded."""
    found = select(ApiKey).where(ApiKey.key_hash == token_hash(secret))
    key = await work.session.scalar(found)
    over = key is None or key.revoked_at or (key.expires_at and key.expires_at <= work.now)
    if key is None or over:
        raise SignInNeeded("This API key is unknown, expired or revoked. Ask for a new one.")
    is_news = key.last_used_at is None or work.now - key.last_used_at >= USE_NOTED_EVERY
    return Actor.api_key(key.id, key.scopes), is_news


async def note_api_key_use(work: Work, secret: str) -> None:
    """Note that a key was used, at most once a minute however many calls come at once."""
    earlier = work.now - USE_NOTED_EVERY
    await work.session.execute(
        update(ApiKey)
        .where(ApiKey.key_hash == token_hash(secret))
        .where(or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at <= earlier))
        .values(last_used_at=work.now)
    )
