"""Answers that are given again to the same question for a while."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from pydantic import BaseModel

from domain.kit.clock import Clock
from domain.language.ports import Reply, T

KEPT_FOR = timedelta(minutes=15)
MOST_BYTES = 16 * 1_048_576
LARGEST_BYTES = MOST_BYTES // 64


@dataclass(frozen=True, slots=True)
class _Kept:
    reply: Reply[Any]
    size: int
    until: datetime


class AnswerCache:
    """Keeps answers in memory, for ``kept_for`` and up to ``most_bytes`` of their JSON.

    The answers that were not asked for longest go first; one above LARGEST_BYTES is not kept.
    """

    def __init__(
        self, clock: Clock, kept_for: timedelta = KEPT_FOR, most_bytes: int = MOST_BYTES
    ) -> None:
        self._clock = clock
        self._kept_for = kept_for
        self._most_bytes = most_bytes
        self._answers: OrderedDict[tuple[str, type[BaseModel]], _Kept] = OrderedDict()
        self._bytes = 0

    def recall(self, question: str, schema: type[T]) -> Reply[T] | None:
        """Return the answer to the ``question`` of that hash as ``schema``, or None."""
        self._forget_old()
        kept = self._answers.get((question, schema))
        if kept is None:
            return None
        self._answers.move_to_end((question, schema))
        reply = cast("Reply[T]", kept.reply)
        # A caller may change what it got.
        return replace(reply, value=reply.value.model_copy(deep=True), is_cached=True)

    def keep(self, question: str, reply: Reply[T]) -> None:
        """Remember ``reply`` as the answer to ``question``."""
        key = (question, type(reply.value))
        self._drop(key)
        size = len(reply.value.model_dump_json().encode())
        if size > min(LARGEST_BYTES, self._most_bytes):
            return
        copied = replace(reply, value=reply.value.model_copy(deep=True))
        self._answers[key] = _Kept(copied, size, self._clock() + self._kept_for)
        self._bytes += size
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._answers)))

    def _forget_old(self) -> None:
        now = self._clock()
        for key in [key for key, kept in self._answers.items() if kept.until <= now]:
            self._drop(key)

    def _drop(self, key: tuple[str, type[BaseModel]]) -> None:
        kept = self._answers.pop(key, None)
        self._bytes -= kept.size if kept else 0
