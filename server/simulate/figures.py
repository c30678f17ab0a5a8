"""What a rehearsal counts and how long things took."""

import math
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

SHARES = (0.50, 0.95, 0.99)


def percentile(samples: Sequence[float], share: float) -> float | None:
    """Return the smallest sample that ``share`` (0–1] of all do not exceed; None without any.

    This is the nearest-rank definition: always a value that was measured.
    """
    if not samples:
        return None
    ranked = sorted(samples)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def summary(samples: Sequence[float]) -> dict[str, float | int | None]:
    """Return count, p50, p95, p99 and max of ``samples``, to a tenth of their unit."""
    named: dict[str, float | int | None] = {"count": len(samples)}
    for share in SHARES:
        value = percentile(samples, share)
        named[f"p{share * 100:.0f}"] = None if value is None else round(value, 1)
    named["max"] = round(max(samples), 1) if samples else None
    return named


@dataclass(slots=True)
class Counts:
    """What happened, in numbers. ``resent`` counts repetitions, ``edits_sent`` does not."""

    edits_sent: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    lost: int = 0
    resent: int = 0
    answers_submitted: int = 0
    partial_scores: int = 0
    final_scores: int = 0
    scores_late: int = 0
    reads: int = 0
    screens_wrong: int = 0
    kills: int = 0
    reconnections: int = 0
    rooms_unfinished: int = 0
    server_errors: int = 0


@dataclass(slots=True)
class Figures:
    """Counts, times in milliseconds, errors by code, CPU seconds and the scorer that was met.

    ``to_ack`` runs from sending an edit; ``to_recruiter`` and ``to_score`` run from its first
    keystroke. Edits that a broken connection delayed are counted, not timed.
    """

    counts: Counts = field(default_factory=Counts)
    to_ack: list[float] = field(default_factory=list)
    to_recruiter: list[float] = field(default_factory=list)
    to_score: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    scorer: str = "none"
    server_cpu_s: float | None = None
    simulator_cpu_s: float = 0.0
    losses: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept: nothing lost, no wrong screen, every room finished."""
        counts = self.counts
        broken = counts.lost + counts.unacknowledged + counts.screens_wrong
        return broken + counts.rooms_unfinished == 0

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain JSON values; samples are summed up."""
        return {
            "clean": self.is_clean,
            "scorer": self.scorer,
            "cpu_s": {"server": self.server_cpu_s, "simulator": self.simulator_cpu_s},
            "counts": asdict(self.counts),
            "ms": {
                "edit_to_ack": summary(self.to_ack),
                "keystroke_to_recruiter": summary(self.to_recruiter),
                "keystroke_to_partial_score": summary(self.to_score),
            },
            "errors": dict(sorted(self.errors.items())),
            "losses": self.losses,
        }


@dataclass(slots=True)
class Trace:
    """Edits of one room on their way to the recruiter's screen and to a score."""

    figures: Figures
    _unseen: deque[tuple[int, int, float]] = field(default_factory=deque)
    _unscored: deque[tuple[int, int, float]] = field(default_factory=deque)

    def sent(self, question_id: int, rev: int, typed_at: float) -> None:
        """Follow an edit that was sent for the first time."""
        self._unseen.append((question_id, rev, typed_at))
        self._unscored.append((question_id, rev, typed_at))

    def seen(self, question_id: int, rev: int, now: float) -> None:
        """The recruiter sees the answer at ``rev``."""
        self.figures.to_recruiter += _arrived(self._unseen, question_id, rev, now)

    def scored(self, question_id: int, rev: int, now: float) -> None:
        """The recruiter got a score of the answer at ``rev``."""
        self.figures.to_score += _arrived(self._unscored, question_id, rev, now)

    def forget(self) -> None:
        """Stop following what is under way: a connection broke, or the answer was handed in."""
        self._unseen.clear()
        self._unscored.clear()


def _arrived(
    waiting: deque[tuple[int, int, float]], question_id: int, rev: int, now: float
) -> list[float]:
    """Take the edits that ``rev`` contains out of ``waiting``; return their ages in ms."""
    ages = []
    while waiting and waiting[0][0] == question_id and waiting[0][1] <= rev:
        ages.append((now - waiting.popleft()[2]) * 1_000)
    return ages
