"""Carrying letters: by SMTP, or not at all where no mail server is set."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib
import structlog

from domain.messaging.ports import Letter, MailDelayed, Mailer, MailRefused

TAKES_AT_MOST_S = 20.0
_PORTS = {"smtp": 25, "smtps": 465}
_PERMANENT, _AUTHENTICATION = 500, {530, 534, 535, 538}

log = structlog.get_logger(__name__)


class OfflineMailer:
    """Sends nothing: the letter stays readable in its row, and the log names no more than that."""

    keeps_text = True

    async def send(self, letter: Letter) -> None:
        """Note that there is something to read."""
        log.info("mail_kept", reference=letter.reference)


class SmtpMailer:
    """Hands letters to the mail server at ``smtp://…`` (STARTTLS) or ``smtps://…`` (TLS)."""

    keeps_text = False

    def __init__(self, url: str, sender: str) -> None:
        """Raise ValueError for an address that is not one of a mail server."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("SMTP_URL must look like smtp://user:password@host:587")
        self._host, self._port = parts.hostname, parts.port or _PORTS[parts.scheme]
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._use_tls = parts.scheme == "smtps"
        self._sender = sender

    async def send(self, letter: Letter) -> None:
        """Hand ``letter`` over. Raises MailDelayed or MailRefused."""
        try:
            message = self._compose(letter)
        except (MessageError, ValueError, IndexError) as error:
            raise MailRefused(f"unusable: {type(error).__name__}") from error
        try:
            await aiosmtplib.send(
                message,
                sender=parseaddr(self._sender)[1],
                recipients=[letter.recipient],
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._use_tls,
                # A password is never said on an open line; otherwise TLS where it is offered.
                start_tls=True if self._user and not self._use_tls else None,
                timeout=TAKES_AT_MOST_S,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _verdict(error) from error

    def _compose(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        # An address object holds exactly one address, whatever the text contains.
        message["To"] = Address(addr_spec=letter.recipient)
        message["Subject"] = letter.subject
        message["Date"] = formatdate()
        domain = parseaddr(self._sender)[1].rpartition("@")[2] or "localhost"
        message["Message-ID"] = f"<{letter.reference}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message


def open_mailer(url: str, sender: str) -> Mailer:
    """Return who carries letters with these settings."""
    return SmtpMailer(url, sender) if url else OfflineMailer()


def _verdict(error: Exception) -> MailDelayed | MailRefused:
    """Tell a refusal for good from one that may pass; wrong credentials are ours to mend."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        error = error.recipients[0]
    code = error.code if isinstance(error, aiosmtplib.SMTPResponseException) else 0
    reason = f"{type(error).__name__} {code or ''}".strip()
    if code >= _PERMANENT and code not in _AUTHENTICATION:
        return MailRefused(reason)
    if isinstance(error, aiosmtplib.SMTPNotSupported):
        return MailRefused(reason)
    return MailDelayed(reason)
