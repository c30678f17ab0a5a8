"""The background jobs that write and send mail."""

from functools import partial

import structlog

from domain.accounts.links import MAIL_LINK, Purpose, mail_link
from domain.candidates.service import MAIL_STANDING, mail_standing
from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.messaging.ports import MailDelayed, Mailer, MailRefused
from domain.messaging.sending import note_delay, note_refusal, note_sent, take_mail
from domain.messaging.service import SEND_MAIL
from server.jobs import Conclusion, JobRunner

log = structlog.get_logger(__name__)


class MailRoom:
    """Writes and sends the mails of one installation."""

    def __init__(self, workshop: WorkShop, mailer: Mailer, base_url: str) -> None:
        """Links in mails begin with ``base_url``."""
        self._workshop = workshop
        self._mailer = mailer
        self._base_url = base_url

    def serve(self, runner: JobRunner) -> None:
        """Let ``runner`` do the mail jobs."""
        runner.learn(SEND_MAIL, self._send)
        runner.learn(MAIL_LINK, self._mail_link)
        runner.learn(MAIL_STANDING, self._mail_standing)

    async def _mail_link(self, user_id: int, purpose: Purpose) -> Conclusion:
        return partial(mail_link, user_id=user_id, purpose=purpose, base_url=self._base_url)

    async def _mail_standing(self, application_id: int) -> Conclusion:
        return partial(mail_standing, application_id=application_id)

    async def _send(self, mail_id: int) -> Conclusion | None:
        async with self._workshop.begin(SYSTEM) as work:
            letter = await take_mail(work, mail_id)
        if letter is None:
            return None
        try:
            await self._mailer.send(letter)
        except MailDelayed as delay:
            log.warning("mail_delayed", mail_id=mail_id, reason=str(delay))
            return partial(note_delay, mail_id=mail_id, reason=str(delay))
        except MailRefused as refusal:
            log.warning("mail_refused", mail_id=mail_id, reason=str(refusal))
            return partial(note_refusal, mail_id=mail_id, reason=str(refusal))
        return partial(note_sent, mail_id=mail_id, keep_text=self._mailer.keeps_text)
