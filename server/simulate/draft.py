"""One answer on the candidate's side: numbered edits, what is acknowledged and what is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from server.simulate.typist import Stroke


@dataclass(slots=True, eq=False)
class Edit:
    """One revision. ``typed_at`` and ``sent_at`` are seconds of the simulator's clock."""

    base_rev: int
    rev: int
    splices: list[dict[str, Any]]
    typed_at: float
    sent_at: float = 0.0
    attempts: int = 0
    flying: bool = False
    acknowledged: bool = False


@dataclass(slots=True)
class Draft:
    """The text as typed. Edits that were not acknowledged stay in order until they are."""

    session_id: int
    question_id: int
    opened_at: float
    text: str = ""
    edits: list[Edit] = field(default_factory=list)
    _open: list[Edit] = field(default_factory=list)
    _splices: list[dict[str, Any]] = field(default_factory=list)
    _typed_at: float = 0.0

    @property
    def rev(self) -> int:
        """The newest revision that was made."""
        return self.edits[-1].rev if self.edits else 0

    @property
    def acknowledged(self) -> dict[int, str]:
        """The text at each revision that the server has acknowledged."""
        texts, text = {}, ""
        for edit in self.edits:
            text = fold_wire(text, edit.splices)
            if edit.acknowledged:
                texts[edit.rev] = text
        return texts

    @property
    def is_settled(self) -> bool:
        """Whether the server has acknowledged everything that was typed."""
        return not self._open and not self._splices

    def take(self, stroke: Stroke, now: float) -> None:
        """Put one keystroke into the text."""
        self.text = fold(self.text, [(stroke.at, stroke.remove, stroke.insert)])
        if not self._splices:
            self._typed_at = now
        self._splices.append(
            {
                "at": stroke.at,
                "remove": stroke.remove,
                "insert": stroke.insert,
                "t": int((now - self.opened_at) * 1_000),
            }
        )

    def sendable(self, window: int) -> list[Edit]:
        """Return the edits to send now, oldest first, with at most ``window`` under way."""
        if self._splices and len(self._open) < window:
            self._cut()
        return [edit for edit in self._open[:window] if not edit.flying]

    def acknowledge(self, edit: Edit) -> None:
        """Note that ``edit`` is durable on the server."""
        edit.flying, edit.acknowledged = False, True
        if edit in self._open:
            self._open.remove(edit)

    def ground(self) -> None:
        """Nothing is under way any more: the connection broke, or the server refused."""
        for edit in self._open:
            edit.flying = False

    def _cut(self) -> None:
        edit = Edit(self.rev, self.rev + 1, self._splices, self._typed_at)
        self._splices = []
        self.edits.append(edit)
        self._open.append(edit)


def fold(text: str, splices: Iterable[tuple[int, int, str]]) -> str:
    """Return ``text`` after ``splices`` of (at, remove, insert); ValueError for one outside it."""
    for at, remove, insert in splices:
        if at + remove > len(text):
            raise ValueError(f"splice at {at} removing {remove} of {len(text)} characters")
        text = text[:at] + insert + text[at + remove :]
    return text


def fold_wire(text: str, splices: Iterable[dict[str, Any]]) -> str:
    """As ``fold``, for splices as they stand on the wire and in the database."""
    return fold(text, ((s["at"], s["remove"], s["insert"]) for s in splices))
