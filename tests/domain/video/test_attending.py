"""Comings and goings, in any order and number, become the times that somebody was there."""

from datetime import datetime

import pytest

from domain.video.attending import stays_of
from domain.video.inbox_rules import moment

Move = tuple[int, bool]
CAME, LEFT = True, False


def at(second: int | None) -> datetime | None:
    return None if second is None else moment(second * 1_000)


@pytest.mark.parametrize(
    ("moves", "newest", "stays"),
    [
        ([(1, CAME), (5, LEFT)], (1, 5), [(1, 5)]),
        ([(1, CAME)], (1, None), [(1, None)]),
        ([(1, CAME), (5, LEFT), (7, CAME)], (7, None), [(1, 5), (7, None)]),
        ([(1, CAME), (5, LEFT), (7, CAME), (9, LEFT)], (7, 9), [(1, 5), (7, 9)]),
        ([(1, CAME), (2, CAME), (5, LEFT)], (2, 5), [(1, 5)]),
        ([(1, CAME), (2, CAME)], (2, None), [(1, None)]),
        ([(1, CAME), (2, CAME)], (2, 8), [(1, 8)]),
        ([(1, CAME), (5, LEFT), (5, CAME), (9, LEFT)], (5, 5), [(1, 5), (5, 5)]),
        ([(0, LEFT), (1, CAME), (5, LEFT), (6, LEFT)], (1, 5), [(1, 5)]),
        ([(1, CAME), (5, LEFT), (7, CAME)], (7, 8), [(1, 5), (7, 8)]),
        ([], (7, 9), [(7, 9)]),
        ([], (7, None), [(7, None)]),
    ],
)
def test_stays(
    moves: list[Move], newest: tuple[int, int | None], stays: list[tuple[int, int | None]]
) -> None:
    told = [(moment(second * 1_000), comes) for second, comes in reversed(moves + moves)]

    found = stays_of(told, (moment(newest[0] * 1_000), at(newest[1])))

    assert found == [(at(began), at(ended)) for began, ended in stays]
