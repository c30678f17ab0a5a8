"""What the outside must provide: somebody who carries letters."""

from dataclasses import dataclass
from typing import Protocol


class MailDelayed(Exception):
    """The letter could not be handed over now; it may work later."""


class MailRefused(Exception):
    """The letter will never be taken, whoever tries again."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A plain-text mail to one person; ``reference`` stays the same at every try."""

    recipient: str
    subject: str
    body: str
    reference: str = ""


class Mailer(Protocol):
    """Carries letters out of the house, or keeps them readable where no mail server is set."""

    @property
    def keeps_text(self) -> bool:
        """Whether the stored text is the only copy and is to be kept."""

    async def send(self, letter: Letter) -> None:
        """Hand ``letter`` over.

        Raises MailDelayed or MailRefused, whose text holds nothing personal.
        """
