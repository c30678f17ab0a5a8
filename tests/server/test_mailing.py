"""Mail: queued with its cause, handed to a real mail server, tried again, given up, forgotten."""

import asyncio
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from domain.messaging.ports import Letter, Mailer, MailRefused
from domain.messaging.schemas import MailView
from domain.messaging.sending import MOST_TRIES
from domain.messaging.service import queue_mail
from domain.scoring.schemas import ScoringPolicy
from server.adapters.mail import OfflineMailer, SmtpMailer, open_mailer
from server.jobs import JobRunner
from server.mailing import MailRoom
from server.scoring import ScoringRoom
from tests.factories.clock import SettableClock
from tests.factories.mail import mails_to

AMINA = "amina@example.org"
SENDER = "Greenroom <jobs@larkspur.example>"
_NOWHERE = Path("nowhere")


class Postbox:
    """What a mail server received; ``answer`` is what it says to the next letters."""

    def __init__(self) -> None:
        self.answer = "250 OK"
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802  # the library's name
        if self.answer.startswith("250"):
            content = envelope.original_content or b""
            letter = message_from_bytes(content, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
        return self.answer


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
async def smtp(postbox: Postbox) -> AsyncIterator[str]:
    """The address of a mail server on a socket of its own."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(postbox), "127.0.0.1", 0)
    yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    await server.wait_closed()


class Office:
    """A job runner with a mail room, whose jobs run when the test says so."""

    def __init__(self, workshop: WorkShop, mailer: Mailer) -> None:
        self.workshop = workshop
        self.runner = JobRunner(workshop, ScoringRoom(_NOWHERE, ScoringPolicy(), 0), "")
        MailRoom(workshop, mailer, "http://localhost").serve(self.runner)

    async def queue(self, key: str = "cause:1", recipient: str = AMINA) -> None:
        async with self.workshop.begin(SYSTEM) as work:
            link = {"link": "http://localhost/reset#token=secret", "hours": 1}
            await queue_mail(work, "reset", recipient, key=key, name="amina", **link)

    async def settle(self) -> None:
        await self.runner.stop()

    async def mail(self, recipient: str = AMINA) -> MailView:
        [mail] = await mails_to(self.workshop, recipient)
        return mail


@pytest.fixture
async def office(workshop: WorkShop, smtp: str) -> AsyncIterator[Office]:
    office = Office(workshop, SmtpMailer(smtp, SENDER))
    yield office
    await office.settle()


async def test_a_queued_mail_arrives_and_its_text_is_forgotten(
    office: Office, postbox: Postbox
) -> None:
    await office.queue()
    await office.settle()

    [letter] = postbox.letters
    assert (letter["To"], letter["From"]) == (AMINA, SENDER)
    assert letter["Subject"] == "Set a new password"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "http://localhost/reset#token=secret" in letter.get_content()
    mail = await office.mail()
    assert (mail.state, mail.attempts, mail.body) == ("sent", 1, None)


async def test_one_cause_makes_one_mail(office: Office, postbox: Postbox) -> None:
    await office.queue("cause:1")
    await office.queue("cause:1")
    await office.queue("cause:2", "tariq@example.org")
    await office.settle()

    assert sorted(letter["To"] for letter in postbox.letters) == [AMINA, "tariq@example.org"]


async def test_a_mail_whose_cause_is_undone_is_never_sent(
    office: Office, postbox: Postbox, workshop: WorkShop
) -> None:
    async def queue_and_crash() -> None:
        async with workshop.begin(SYSTEM) as work:
            link = {"link": "x", "hours": 1}
            await queue_mail(work, "reset", AMINA, key="k", name="amina", **link)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await queue_and_crash()
    await office.settle()

    assert not postbox.letters
    assert not await mails_to(workshop, AMINA)


async def test_a_busy_mail_server_is_tried_again_with_growing_pauses(
    office: Office, postbox: Postbox, clock: SettableClock
) -> None:
    postbox.answer = "451 come back later"
    await office.queue()
    await office.settle()
    delayed = await office.mail()

    postbox.answer = "250 OK"
    clock.pass_by(14)
    await office.runner.sweep()
    too_early = list(postbox.letters)
    clock.pass_by(1)
    await office.runner.sweep()

    assert (delayed.state, delayed.error) == ("queued", "SMTPDataError 451")
    assert not too_early
    assert len(postbox.letters) == 1
    assert ((await office.mail()).state, (await office.mail()).attempts) == ("sent", 2)


async def test_a_mail_server_that_stays_away_is_given_up(
    workshop: WorkShop, clock: SettableClock
) -> None:
    office = Office(workshop, SmtpMailer("smtp://127.0.0.1:1", SENDER))
    await office.queue()
    await office.settle()

    for _ in range(MOST_TRIES + 1):
        clock.pass_by(4 * 3_600)
        await office.runner.sweep()

    mail = await office.mail()
    assert (mail.state, mail.attempts, mail.body) == ("failed", MOST_TRIES, None)


@pytest.mark.parametrize("recipient", [AMINA, "two@example.org,others@example.org", "no address"])
async def test_what_is_refused_for_good_is_not_tried_again(
    office: Office, postbox: Postbox, recipient: str
) -> None:
    postbox.answer = "550 no such person"
    await office.queue(recipient=recipient)
    await office.settle()

    mail = await office.mail(recipient)
    assert (mail.state, mail.attempts) == ("failed", 1)
    assert recipient not in str(mail.error)


async def test_without_a_mail_server_the_mail_stays_readable(workshop: WorkShop) -> None:
    office = Office(workshop, OfflineMailer())
    await office.queue()
    await office.settle()

    mail = await office.mail()
    assert mail.state == "sent"
    assert "#token=secret" in str(mail.body)


async def test_a_password_is_not_said_on_an_open_line(smtp: str, postbox: Postbox) -> None:
    mailer = SmtpMailer(smtp.replace("//", "//jobs:secret@"), SENDER)

    with pytest.raises(Exception, match="SMTP") as refusal:
        await mailer.send(Letter(AMINA, "Hello", "Text", "1"))

    assert "secret" not in str(refusal.value)
    assert not postbox.letters


async def test_a_subject_cannot_carry_another_header(smtp: str, postbox: Postbox) -> None:
    with pytest.raises(MailRefused):
        await SmtpMailer(smtp, SENDER).send(Letter(AMINA, "Hello\nBcc: x@y.z", "Text", "1"))

    assert not postbox.letters


@pytest.mark.parametrize("url", ["http://host", "smtp://", "host:25"])
def test_an_address_of_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        SmtpMailer(url, SENDER)


def test_no_address_means_no_mail_server() -> None:
    assert isinstance(open_mailer("", SENDER), OfflineMailer)
