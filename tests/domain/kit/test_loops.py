"""Background loops: they go on after failures and never cut a step in two."""

import asyncio

from domain.kit.loops import Loop


async def test_a_failing_step_is_tried_again() -> None:
    tries = 0
    third = asyncio.Event()

    async def step() -> None:
        nonlocal tries
        tries += 1
        if tries == 3:
            third.set()
        raise RuntimeError("this step fails")

    loop = Loop(step, every_s=0.001)
    loop.start()
    await asyncio.wait_for(third.wait(), 10)

    await loop.stop()
    assert tries >= 3


async def test_stopping_lets_the_running_step_finish() -> None:
    begun, finish = asyncio.Event(), asyncio.Event()
    finished = False

    async def step() -> None:
        nonlocal finished
        begun.set()
        await finish.wait()
        finished = True

    loop = Loop(step, every_s=0.001)
    loop.start()
    await begun.wait()
    stopping = asyncio.create_task(loop.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    finish.set()

    await stopping
    assert finished


async def test_stopping_does_not_wait_for_the_next_step() -> None:
    steps = 0

    async def step() -> None:
        nonlocal steps
        steps += 1

    loop = Loop(step, every_s=3_600)
    loop.start()
    await asyncio.sleep(0)

    await asyncio.wait_for(loop.stop(), 10)
    assert (steps, loop.is_running) == (0, True)


async def test_a_loop_that_never_ran_stops_at_once() -> None:
    async def step() -> None:
        raise AssertionError

    loop = Loop(step, every_s=3_600)

    await loop.stop()
    assert not loop.is_running
