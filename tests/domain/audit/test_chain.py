"""The chain: whatever is done to stored entries, the first bad place is named."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.audit.chain import START, Entry, Head, Link, Walk, next_head, read_head

KEY = b"k" * 32
NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def entries(count: int) -> list[Entry]:
    return [Entry(10 + n, f"user:{n % 3}", "read", "users", (n, n + 1), NOW) for n in range(count)]


def chained(told: Sequence[Entry]) -> list[Link]:
    head, links = Head(), []
    for entry in told:
        head = next_head(KEY, head, entry)
        links.append(Link(head.position, entry.id, head.mac, entry))
    return links


def head_of(links: Sequence[Link]) -> Head:
    return Head(links[-1].position, links[-1].mac)


def first_bad(links: Sequence[Link], head: Head, anchor: Head | None = None) -> int | None:
    walk = Walk(KEY, anchor)
    walk.follow(links)
    fault = walk.end(head)
    return None if fault is None else fault.position


def test_a_chain_as_it_was_written_holds() -> None:
    links = chained(entries(20))

    assert first_bad(links, head_of(links)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "user:9"},
        {"action": "delete"},
        {"entity": "candidates"},
        {"ids": (7,)},
        {"at": NOW.replace(microsecond=1)},
        {"id": 99},
    ],
    ids=lambda change: str(next(iter(change))),
)
def test_a_changed_entry_is_named(change: dict[str, object]) -> None:
    links = chained(entries(9))
    changed = replace(entries(9)[4], **change)  # type: ignore[arg-type]  # a table

    links[4] = replace(links[4], entry=changed)

    assert first_bad(links, head_of(links)) == 5


def test_a_deleted_entry_is_named() -> None:
    links = chained(entries(9))
    head = head_of(links)

    assert first_bad([*links[:3], replace(links[3], entry=None), *links[4:]], head) == 4
    assert first_bad([*links[:3], *links[4:]], head) == 4


def test_entries_that_changed_places_are_named() -> None:
    links = chained(entries(9))

    swapped = [replace(links[2], entry=links[3].entry), replace(links[3], entry=links[2].entry)]

    assert first_bad([*links[:2], *swapped, *links[4:]], head_of(links)) == 3


@pytest.mark.parametrize("left", [0, 1, 8])
def test_a_chain_that_was_cut_is_shorter_than_its_head(left: int) -> None:
    links = chained(entries(9))

    assert first_bad(links[:left], head_of(links)) == left + 1


def test_whoever_cuts_the_head_as_well_is_shown_by_an_anchor() -> None:
    links = chained(entries(9))
    anchor = head_of(links)

    assert first_bad(links[:6], head_of(links[:6])) is None
    assert first_bad(links[:6], head_of(links[:6]), anchor) == 7


def test_a_chain_that_was_written_anew_does_not_pass_through_the_anchor() -> None:
    anchor = head_of(chained(entries(5)))
    told = entries(9)
    anew = chained([replace(told[0], actor="user:8"), *told[1:]])

    assert first_bad(anew, head_of(anew), anchor) == 5


@given(st.integers(0, 11), st.data())
def test_whatever_is_altered_nothing_behind_it_holds(place: int, data: st.DataObject) -> None:
    links = chained(entries(12))
    head = head_of(links)
    entry = links[place].entry
    assert entry is not None
    other = data.draw(st.text(max_size=20).filter(lambda word: word != entry.actor))

    links[place] = replace(links[place], entry=replace(entry, actor=other))

    assert first_bad(links, head) == place + 1


def test_codes_need_the_key() -> None:
    [link] = chained(entries(1))

    assert next_head(os.urandom(32), Head(), entries(1)[0]).mac != link.mac


def test_a_head_is_read_as_it_is_written() -> None:
    head = head_of(chained(entries(3)))

    assert read_head(f" {head}\n") == head


@pytest.mark.parametrize("written", ["", "3", "x:" + START, "3:abc", "3:" + "G" * 64])
def test_what_is_no_head_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_head(written)
