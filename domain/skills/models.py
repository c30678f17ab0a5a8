"""Skills that administrators added, and the mark that tells when they changed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.tables import NOT_PERSONAL, Base, UtcTime


class SkillEntry(Base):
    """A skill beside Greenroom's own; one that is not ``active`` is kept but not known."""

    __tablename__ = "skill_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True, info=NOT_PERSONAL)
    aliases: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    category: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    parents: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    active: Mapped[bool] = mapped_column(default=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)


class SkillCatalogue(Base):
    """One row, whose ``mark`` is a new one after every change of the entries."""

    __tablename__ = "skill_catalogues"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(40), info=NOT_PERSONAL)
