"""Reading the mails that a server without a mail server keeps."""

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.messaging.schemas import MailQuery, MailView
from domain.messaging.service import list_mails
from tests.factories.waiting import until


async def mails_to(workshop: WorkShop, email: str) -> list[MailView]:
    """Return the mails to ``email``, newest first."""
    async with workshop.look(SYSTEM) as work:
        page = await list_mails(work, SYSTEM, MailQuery(limit=200), with_text=True)
    return [mail for mail in page.items if mail.recipient == email]


async def token_mailed_to(workshop: WorkShop, email: str, subject: str) -> str:
    """Wait for the mail with ``subject`` and return the token of its link."""

    async def came() -> bool:
        mails = await mails_to(workshop, email)
        return any(subject in mail.subject and mail.state == "sent" for mail in mails)

    await until(came)
    [mail, *_] = [m for m in await mails_to(workshop, email) if subject in m.subject]
    return token_in(mail)


def token_in(mail: MailView) -> str:
    """Return the token of the link in a mail."""
    return str(mail.body).partition("#token=")[2].split()[0]
