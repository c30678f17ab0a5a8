"""``make bench-rest``: four REST calls, Greenroom beside the plain FastAPI reference.

Both are processes of their own on loopback, asked in turns with the same load. ``--only WORD``
narrows it to the calls whose name holds the word; ``--rounds N`` changes how often they alternate.
"""

import argparse
import itertools
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import uvloop

from server.simulate.figures import percentile
from tests.bench.load import Load, ask, press, request_bytes
from tests.bench.sides import PASSWORD, both_servers

ROUNDS, CONNECTIONS = 5, 8
SIDES = ("greenroom", "reference")


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to ask: how, how often a round, and which statuses are an answer to it."""

    name: str
    requests: Iterator[bytes]
    count: int
    expect: set[int]


@dataclass(slots=True)
class Figures:
    """What each round of one call on one side measured."""

    loads: list[Load] = field(default_factory=list)

    def per_second(self) -> list[float]:
        """Answers per second, by round."""
        return [load.per_second for load in self.loads]

    def p99(self) -> list[float]:
        """The time that 99 of 100 answers needed at most in ms, by round."""
        return [percentile(load.times, 0.99) or 0.0 for load in self.loads]


async def calls_for(port: int) -> list[Call]:
    """Return what is asked of one side; conditional requests carry the tag it gave, if any."""
    listing, one = "/api/jobs?limit=20", "/api/jobs/20"
    tags = {path: (await ask(port, request_bytes("GET", path)))[1] for path in (listing, one)}
    reads = [("job list", listing), ("job detail", one)]
    calls = [_read(name, path, "") for name, path in reads]
    calls += [_read(f"{name}, If-None-Match", path, tags[path] or '"none"') for name, path in reads]
    form = urlencode({"username": "bench", "password": PASSWORD}).encode()
    kind = "application/x-www-form-urlencoded"
    sign_in = request_bytes("POST", "/api/auth/login", form, kind)
    calls.append(Call("login", itertools.repeat(sign_in), 24, {200}))
    calls.append(Call("apply", _applications(), 200, {201}))
    return calls


def _read(name: str, path: str, etag: str) -> Call:
    request = request_bytes("GET", path, etag=etag)
    return Call(name, itertools.repeat(request), 800, {200, 304})


def _applications() -> Iterator[bytes]:
    for number in itertools.count():
        fields = {
            "job_id": 20,
            "applicant_name": "Amina Rahimi",
            "applicant_email": f"amina{number}@example.org",
            "applicant_phone": "+44 20 7946 0000",
            "cover_letter": "I have kept booking systems running for six years. " * 10,
            "current_company": "Larkspur",
            "current_position": "Engineer",
            "experience_years": 6,
        }
        yield request_bytes(
            "POST", "/api/job/apply", json.dumps(fields).encode(), "application/json"
        )


async def compare_rest(folder: Path, only: str, rounds: int) -> str:
    """Return the comparison as a table."""
    rows = []
    async with both_servers(folder) as ports:
        asked = {side: await calls_for(ports[side]) for side in SIDES}
        for pair in zip(*(asked[side] for side in SIDES), strict=True):
            if only in pair[0].name:
                figures = await _alternate(dict(zip(SIDES, pair, strict=True)), ports, rounds)
                rows += _rows(pair[0].name, figures)
    return "\n".join(["", _head(rounds), *rows, ""])


async def _alternate(
    calls: dict[str, Call], ports: dict[str, int], rounds: int
) -> dict[str, Figures]:
    """Ask both in turns, who is first changing every time; a short round first is not counted."""
    figures = {side: Figures() for side in SIDES}
    for side, call in calls.items():
        await _press(ports[side], call, max(CONNECTIONS, call.count // 5))
    for number in range(rounds):
        for side in SIDES if number % 2 else reversed(SIDES):
            figures[side].loads.append(await _press(ports[side], calls[side], calls[side].count))
    return figures


async def _press(port: int, call: Call, count: int) -> Load:
    return await press(
        port, call.requests, count=count, connections=CONNECTIONS, expect=call.expect
    )


def _head(rounds: int) -> str:
    title = (
        f"REST, {CONNECTIONS} connections, {rounds} rounds in turns; min/median/max of the rounds"
    )
    columns = f"  {'':<36}{'answers per second':>24}{'p99 in ms':>24}{'client µs':>12}"
    return f"{title}\n{columns}"


def _rows(name: str, figures: dict[str, Figures]) -> list[str]:
    rows = [f"{name}"]
    for side in SIDES:
        found = figures[side]
        asked = sum(len(load.times) for load in found.loads)
        client = sum(load.client_cpu_s for load in found.loads) / asked * 1e6
        spread = f"{_spread(found.per_second(), 0):>24}{_spread(found.p99(), 1):>24}"
        rows.append(f"  {side:<36}{spread}{client:>12.0f}")
    speed, tail = (
        statistics.median(ours) / statistics.median(theirs)
        for ours, theirs in (
            (figures["greenroom"].per_second(), figures["reference"].per_second()),
            (figures["greenroom"].p99(), figures["reference"].p99()),
        )
    )
    return [*rows, f"  {'ratio of the medians':<36}{speed:>24.2f}{tail:>24.2f}"]


def _spread(values: list[float], digits: int) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{low:.{digits}f} / {middle:.{digits}f} / {high:.{digits}f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        table = uvloop.run(compare_rest(Path(folder), options.only, options.rounds))
    sys.stdout.write(f"{table}\n")


if __name__ == "__main__":
    main()
