"""How long ranking and scoring take from sealed features, without a database."""

import asyncio
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from domain.kit.crypto import Keyring
from domain.matching.features import unpack
from domain.matching.maker import BATCH
from domain.matching.ranking import rank_people
from domain.matching.wanted import Wanted
from server.matching import MatchingRoom
from server.simulate.figures import percentile
from tests.bench.matching.rematch import watch


def measure_ranking(keyring: Keyring, job: Wanted, sealed: Sequence[str]) -> str:
    """Return the line about ranking from sealed features, in this process."""
    began, cpu = time.perf_counter(), time.process_time()
    people = [unpack(keyring.open(line)) for line in sealed]
    opened = time.perf_counter() - began
    best = np.argsort(-rank_people(job, people).scores, kind="stable")[:10]
    took, used = time.perf_counter() - began, time.process_time() - cpu
    return (
        f"ranking {len(sealed):,} people from sealed features: {took:.2f} s "
        f"({opened:.2f} s of it opening, {used:.2f} s of processor; best first: {best[:3]})\n"
    )


async def measure_rematch(
    key: str, models: Path, job: Wanted, sealed: Sequence[str], count: int
) -> str:
    """Return the line about scoring everybody anew, in another process."""
    room = MatchingRoom(models, [key], 1)
    await room.score(job, [(0, sealed[0])])
    late: list[float] = []
    watcher = asyncio.create_task(watch(late))
    began, size = time.perf_counter(), 0
    for start in range(0, count, BATCH):
        batch = [(n, sealed[n % len(sealed)]) for n in range(start, min(start + BATCH, count))]
        scored = await room.score(job, batch)
        size += sum(len(one.factors) for one in scored)
    took = time.perf_counter() - began
    watcher.cancel()
    await asyncio.to_thread(room.close)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"scoring {count:,} people anew with reasons: {took:.1f} s, "
        f"{used.ru_utime + used.ru_stime:.1f} s of processor "
        f"({size / count:,.0f} sealed bytes each); the loop was late by "
        f"{percentile(late, 0.5) or 0:.1f} ms (p50), {percentile(late, 0.99) or 0:.1f} ms (p99)\n"
    )
