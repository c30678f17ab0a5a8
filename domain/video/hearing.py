"""What was heard in an interview, for whoever reports on it: lines, spoken answers, recordings."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from domain.interviews.service import LineSource, PersonRole, find_session
from domain.kit.actor import Actor
from domain.kit.work import Work
from domain.scoring.schemas import Score
from domain.video.aligning import Part, moment_in, parts_of
from domain.video.analysing import AnswerAnalysis
from domain.video.lines import lines_of
from domain.video.recording_models import SpokenAnswer
from domain.video.recording_schemas import RecordingView
from domain.video.recordings import recordings_of
from domain.video.speaking import spoken_of

__all__ = ["Heard", "HeardLine", "Spoken", "parts_of", "read_heard"]


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line of what was said."""

    line_id: int
    speaker: PersonRole
    text: str
    started_at: datetime
    ended_at: datetime
    question_id: int | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A spoken answer; ``summary`` is a language model's, None without one.

    ``warnings`` is what readers of that summary should know, such as ``instruction_like_text``.
    """

    text: str
    parts: tuple[Part, ...]
    score: Score | None
    summary: str | None
    warnings: tuple[str, ...] = ()

    def without_judgement(self) -> "Spoken":
        """Return the words alone."""
        return replace(self, score=None, summary=None, warnings=())


@dataclass(frozen=True, slots=True)
class Heard:
    """All of it; ``spoken`` is by question."""

    source: LineSource = "live"
    lines: tuple[HeardLine, ...] = ()
    spoken: dict[int, Spoken] = field(default_factory=dict)
    recordings: list[RecordingView] = field(default_factory=list)

    @property
    def film(self) -> RecordingView | None:
        """The recording that moments count in: the newest film, else the newest sound."""
        kept = [one for one in self.recordings if one.url and one.kind in {"video", "audio"}]
        return max(kept, key=lambda one: (one.kind == "video", one.started_at), default=None)

    def at(self, moment: datetime) -> float | None:
        """Return how many seconds into ``film`` a moment lies; None outside of it."""
        film = self.film
        return None if film is None else moment_in(film.started_at, film.ended_at, moment)

    def line(self, line_id: int) -> HeardLine | None:
        """Return the line of that id."""
        return next((line for line in self.lines if line.line_id == line_id), None)


async def read_heard(work: Work, actor: Actor, session_id: int, *, plays: bool) -> Heard:
    """Return what was heard in an interview that ``actor`` may see; recordings with ``plays``.

    Raises NotFound.
    """
    await find_session(work, actor, session_id)
    source, lines = await lines_of(work, session_id)
    spoken = await work.session.scalars(spoken_of(session_id))
    return Heard(
        source=source,
        lines=tuple(
            HeardLine(
                line_id=row.id,
                speaker=cast("PersonRole", row.speaker),
                text=row.text,
                started_at=row.started_at,
                ended_at=row.ended_at,
                question_id=row.question_id,
            )
            for row in lines
        ),
        spoken={row.question_id: _spoken(row) for row in spoken},
        recordings=await recordings_of(work, actor, session_id) if plays else [],
    )


def _spoken(row: SpokenAnswer) -> Spoken:
    analysis = None if row.analysis is None else AnswerAnalysis.model_validate(row.analysis)
    return Spoken(
        text=row.text,
        parts=tuple(Part(**part) for part in row.lines),
        score=None if row.score is None else Score.model_validate(row.score),
        summary=None if analysis is None else analysis.summary or None,
        warnings=() if analysis is None else analysis.flags,
    )
