"""The next item is made while the last one is used, and no more than that."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from domain.kit.ahead import one_ahead


class Source:
    """Counts up to ``count``, then fails or ends; notes what it made and that it was closed."""

    def __init__(self, count: int, failure: Exception | None = None) -> None:
        self.made: list[int] = []
        self.is_closed = False
        self._count = count
        self._failure = failure

    async def items(self) -> AsyncGenerator[int]:
        try:
            for number in range(self._count):
                self.made.append(number)
                yield number
            if self._failure is not None:
                raise self._failure
        finally:
            self.is_closed = True


async def others_run() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize("count", [0, 1, 4])
async def test_everything_comes_in_order(count: int) -> None:
    source = Source(count)

    assert [item async for item in one_ahead(source.items())] == list(range(count))


async def test_one_more_is_made_while_the_last_is_used() -> None:
    source = Source(4)

    async with aclosing(one_ahead(source.items())) as items:
        first = await anext(items)
        await others_run()
        made = list(source.made)

    assert (first, made) == (0, [0, 1])
    assert source.is_closed


async def test_a_failure_comes_after_what_was_made_before() -> None:
    source = Source(2, ValueError("no more"))
    items = one_ahead(source.items())

    assert [await anext(items), await anext(items)] == [0, 1]
    with pytest.raises(ValueError, match="no more"):
        await anext(items)
    assert source.is_closed
