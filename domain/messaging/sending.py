"""The steps around handing a mail over."""

from datetime import timedelta

from domain.kit.crypto import token_hash
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.messaging.models import OutgoingMail
from domain.messaging.ports import Letter
from domain.messaging.service import SEND_MAIL

# Greylisting servers refuse a stranger for some minutes, and a broken one is mended in an hour:
# the tries are 15 s, 1 min, 4 min, 16 min and 64 min apart.
MOST_TRIES = 6
FIRST_PAUSE = timedelta(seconds=15)


async def take_mail(work: Work, mail_id: int) -> Letter | None:
    """Count a try and return the letter; None if there is nothing to send any more."""
    mail = await work.session.get(OutgoingMail, mail_id, with_for_update=True)
    if mail is None or mail.state != "queued" or mail.body is None:
        return None
    mail.attempts += 1
    reference = f"{mail.id}.{token_hash(mail.idempotency_key)[:16]}"
    return Letter(mail.recipient, mail.subject, mail.body, reference)


async def note_sent(work: Work, mail_id: int, *, keep_text: bool) -> None:
    """Note that the mail left, and forget its text unless it is the only copy."""
    mail = await work.session.get_one(OutgoingMail, mail_id)
    mail.state, mail.sent_at, mail.error = "sent", work.now, None
    if not keep_text:
        mail.body = None


async def note_delay(work: Work, mail_id: int, reason: str) -> None:
    """Plan the next try after a growing pause, or give up after the sixth."""
    mail = await work.session.get_one(OutgoingMail, mail_id)
    if mail.attempts >= MOST_TRIES:
        await note_refusal(work, mail_id, reason)
        return
    mail.error = reason[:100]
    pause = FIRST_PAUSE * 4 ** (mail.attempts - 1)
    await enqueue(work, SEND_MAIL, after=pause, mail_id=mail_id)


async def note_refusal(work: Work, mail_id: int, reason: str) -> None:
    """Give the mail up, and forget its text."""
    mail = await work.session.get_one(OutgoingMail, mail_id)
    mail.state, mail.error, mail.body = "failed", reason[:100], None
