import pytest, time
pytestmark = pytest.mark.asyncio(loop_scope="module")
async def test_a(shared):
    async with shared.room() as (scene, r, c):
        await r.do("room.start"); await r.do("question.push")
        await c.vanish()
async def test_b(shared):
    async with shared.room() as (scene, r, c):
        await r.hear("room.snapshot")
        print(await c.send("disconnect", "x"), await c.send("room.snapshot"))
        print(await c.send("room.snapshot", None), await c.send("nope"), await c.send("room.start"))
        print(await c.send("answer.edit", b"\xff\x00"), await c.send("*", "x"), await c.send("connect", {}, {}))
