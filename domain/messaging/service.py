"""Queueing mails, and reading what became of them."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.kit.actor import Actor, Role
from domain.kit.jobs import enqueue
from domain.kit.paging import Page, fetch_page
from domain.kit.work import Work
from domain.messaging.letters import write_letter
from domain.messaging.models import OutgoingMail
from domain.messaging.schemas import MailQuery, MailView

SEND_MAIL = "send_mail"


async def queue_mail(work: Work, text: str, recipient: str, *, key: str, **values: object) -> None:
    """Write the letter ``text`` to ``recipient``; it is sent after the commit of ``work``.

    ``key`` names the cause (nothing personal, 100 characters at most): a second mail with the
    same key is not written.
    """
    letter = write_letter(text, recipient, **values)
    mail = OutgoingMail(
        idempotency_key=key,
        recipient=letter.recipient,
        subject=letter.subject,
        body=letter.body,
        state="queued",
        attempts=0,
        created_at=work.now,
    )
    try:
        async with work.session.begin_nested():
            work.session.add(mail)
            await work.session.flush()
    except IntegrityError:
        return
    await enqueue(work, SEND_MAIL, mail_id=mail.id)


async def list_mails(
    work: Work, actor: Actor, query: MailQuery, *, with_text: bool
) -> Page[MailView]:
    """Return one page of mails, newest first; for administrators.

    Without ``with_text`` their bodies, which may hold links into accounts, are left out.
    """
    actor.require(Role.ADMIN)
    mails = select(OutgoingMail)
    if query.state is not None:
        mails = mails.where(OutgoingMail.state == query.state)
    rows, cursor, total = await fetch_page(work.session, mails, OutgoingMail.id, query)
    views = [MailView.model_validate(row) for row in rows]
    if not with_text:
        views = [view.model_copy(update={"body": None}) for view in views]
    return Page(items=views, next_cursor=cursor, total=total)
