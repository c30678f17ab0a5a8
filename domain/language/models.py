"""The log of calls to language models: figures and names, nothing anybody wrote."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime
from domain.language.budget import in_dollars


class InferenceRecord(Base):
    """One call, its repetitions included; ``at`` is when it began.

    ``question_hash`` is keyed (Keyring.content_index): the same question is known again, and
    nobody can guess what it was. ``cost_nanos`` are billionths of a US dollar: whole numbers add
    up exactly on both databases. ``outcome`` is ``ok``, an error's code, ``cancelled`` or
    ``failed``.
    """

    __tablename__ = "inference_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    prompt: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    question_hash: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    provider: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    model: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    input_tokens: Mapped[int] = mapped_column(BigInteger)
    output_tokens: Mapped[int] = mapped_column(BigInteger)
    is_estimated: Mapped[bool] = mapped_column()
    cost_nanos: Mapped[int] = mapped_column(BigInteger)
    ms: Mapped[int] = mapped_column()
    outcome: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)

    @property
    def cost(self) -> Decimal:
        """What it cost in US dollars."""
        return in_dollars(self.cost_nanos)
