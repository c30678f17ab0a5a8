"""Making the next thing while the last is used."""

import asyncio
from collections.abc import AsyncGenerator
from typing import TypeVar

Item = TypeVar("Item")


async def one_ahead(source: AsyncGenerator[Item]) -> AsyncGenerator[Item]:
    """Yield what ``source`` yields, which goes on to its next item meanwhile, but no further.

    Close it (``contextlib.aclosing``) where not all is taken: that stops ``source`` as well.
    """
    coming = asyncio.ensure_future(_next(source))
    try:
        while found := await coming:
            coming = asyncio.ensure_future(_next(source))
            yield found[0]
    finally:
        # Waited for and not cancelled: a query cut short would leave its connection open.
        await asyncio.wait([coming])
        await source.aclose()


async def _next(source: AsyncGenerator[Item]) -> tuple[Item] | None:
    try:
        return (await anext(source),)
    except StopAsyncIteration:
        return None
