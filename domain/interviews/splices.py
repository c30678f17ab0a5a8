"""Text edits as splices: pure functions over Unicode code points.

A splice takes ``remove`` characters away at offset ``at`` and puts ``insert`` there. The text of an
answer is the fold of its splices, which is what makes the wire small and the history replayable.
"""

from collections.abc import Iterable, Sequence

from pydantic import Field

from domain.kit.errors import DomainError, Kind
from domain.kit.fields import Command, Text

LONGEST_ANSWER = 20_000
MOST_SPLICES = 500


class SpliceOutsideText(DomainError):
    """An edit names characters that the text does not have."""

    kind = Kind.INVALID
    message = "The edit reaches outside the text. Send the full text instead."


class TextTooLarge(DomainError):
    """The text or the edit is longer than an answer may be."""

    kind = Kind.TOO_LARGE
    code = "TOO_LARGE"
    message = f"An answer holds at most {LONGEST_ANSWER:,} characters. Shorten it to go on saving."


class Splice(Command):
    """One edit: at ``at`` remove ``remove`` code points and put ``insert`` in their place.

    ``t`` is the time of the keystroke in milliseconds since the question was opened.
    """

    at: int = Field(ge=0, le=LONGEST_ANSWER)
    remove: int = Field(default=0, ge=0, le=LONGEST_ANSWER)
    insert: Text = Field(default="", max_length=LONGEST_ANSWER)
    t: int = Field(default=0, ge=0, le=7 * 24 * 3_600_000)


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """Return ``text`` after ``splices``, each applied to the outcome of the one before.

    Raises SpliceOutsideText when an offset lies past the end, TextTooLarge past the limit.
    """
    for splice in splices:
        end = splice.at + splice.remove
        if end > len(text):
            raise SpliceOutsideText
        text = text[: splice.at] + splice.insert + text[end:]
        if len(text) > LONGEST_ANSWER:
            raise TextTooLarge
    return text


def splice_between(before: str, after: str, t: int = 0) -> Splice | None:
    """Return the smallest single splice that turns ``before`` into ``after``; None if equal."""
    if before == after:
        return None
    if len(after) > LONGEST_ANSWER:
        raise TextTooLarge
    head = _common_length(before, after)
    tail = _common_length(before[head:][::-1], after[head:][::-1])
    removed = len(before) - head - tail
    return Splice(at=head, remove=removed, insert=after[head : len(after) - tail], t=t)


def _common_length(left: Sequence[str], right: Sequence[str]) -> int:
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))
