"""The audit's chain: each entry is bound to all before it, so that none can be changed unseen."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

START = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An audit entry as it is stored; ``id`` is its row's."""

    id: int
    actor: str
    action: str
    entity: str
    ids: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain as it is stored; ``entry`` is None where its row is gone."""

    position: int
    record_id: int
    mac: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many entries it has, and the last one's code."""

    position: int = 0
    mac: str = START

    def __str__(self) -> str:
        """Return ``position:mac``, which ``read_head`` reads."""
        return f"{self.position}:{self.mac}"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where chain and entries do not agree, and a sentence that says how."""

    position: int
    record_id: int | None
    problem: str


def read_head(written: str) -> Head:
    """Return the head that ``str`` wrote. Raises ValueError."""
    position, _, mac = written.strip().partition(":")
    if len(mac) != len(START) or set(mac) - set("0123456789abcdef"):
        raise ValueError("a head is a number, a colon and 64 hexadecimal digits")
    return Head(int(position), mac)


def next_head(key: bytes, head: Head, entry: Entry) -> Head:
    """Return the chain's head behind ``entry``.

    ``h_n = HMAC-SHA256(key, h_(n-1) + canonical(n, entry))`` (RFC 2104), where canonical is JSON
    without spaces: place, row, who, what, table, rows, and the moment in UTC.
    """
    position = head.position + 1
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [position, entry.id, entry.actor, entry.action, entry.entity, entry.ids, moment]
    content = head.mac + json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    return Head(position, hmac.new(key, content.encode(), hashlib.sha256).hexdigest())


class Walk:
    """Follows a chain link by link; ``head`` is how far it holds, ``fault`` where it broke.

    ``anchor`` is a head that was noted elsewhere earlier: the chain has to pass through it.
    """

    def __init__(self, key: bytes, anchor: Head | None = None) -> None:
        self.head = Head()
        self.fault: Fault | None = None
        self._key = key
        self._anchor = anchor

    def follow(self, links: Iterable[Link]) -> None:
        """Follow ``links``, in order of position, until one does not hold."""
        for link in links:
            if self.fault is None:
                self.fault = self._judge(link)

    def end(self, stored: Head) -> Fault | None:
        """Return the first fault, once all links were followed; ``stored`` is the head kept."""
        if self.fault is None:
            self.fault = self._cut(stored, "The entry of this position was cut off the end.")
        if self.fault is None and self._anchor is not None:
            self.fault = self._cut(self._anchor, "The chain ends before the anchor.")
        return self.fault

    def _cut(self, known: Head, problem: str) -> Fault | None:
        if known.position <= self.head.position:
            return None
        return Fault(self.head.position + 1, None, problem)

    def _judge(self, link: Link) -> Fault | None:
        position = self.head.position + 1
        if link.position != position:
            return Fault(position, None, "The link of this position is missing.")
        if link.entry is None:
            return Fault(position, link.record_id, "The entry was deleted.")
        head = next_head(self._key, self.head, link.entry)
        if not hmac.compare_digest(head.mac, link.mac):
            return Fault(position, link.record_id, "The entry or its place was changed.")
        if self._anchor is not None and self._anchor.position == position and head != self._anchor:
            return Fault(position, link.record_id, "The chain does not pass through the anchor.")
        self.head = head
        return None
