"""``make bench-rest``: REST calls, Greenroom beside the plain FastAPI reference.

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
from tests.bench.sides import PASSWORD, Side, both_servers

ROUNDS, CONNECTIONS = 5, 8


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
    server_cpu_s: float = 0.0

    def per_second(self) -> list[float]:
        """Answers per second, by round."""
        return [load.per_second for load in self.loads]

    def p99(self) -> list[float]:
        """The time that 99 of 100 answers needed at most in ms, by round."""
        return [percentile(load.times, 0.99) or 0.0 for load in self.loads]

    def cpu_us(self) -> tuple[float, float]:
        """Processor time for one answer in µs: the server's and the load client's."""
        answers = sum(len(load.times) for load in self.loads)
        client = sum(load.client_cpu_s for load in self.loads)
        return self.server_cpu_s / answers * 1e6, client / answers * 1e6


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
    calls.append(Call("apply", _applications("first"), 200, {201}))
    browsing = itertools.chain.from_iterable(
        [request_bytes("GET", listing)] * 9 + [application] for application in _applications("then")
    )
    calls.append(Call("nine job lists to one application", browsing, 500, {200, 201}))
    return calls


def _read(name: str, path: str, etag: str) -> Call:
    request = request_bytes("GET", path, etag=etag)
    return Call(name, itertools.repeat(request), 800, {200, 304})


def _applications(name: str) -> Iterator[bytes]:
    for number in itertools.count():
        fields = {
            "job_id": 20,
            "applicant_name": "Amina Rahimi",
            "applicant_email": f"{name}{number}@example.org",
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
    async with both_servers(folder) as sides:
        asked = [await calls_for(side.port) for side in sides.values()]
        for ours, theirs in zip(*asked, strict=True):
            if only in ours.name:
                figures = await _alternate(
                    [(sides["greenroom"], ours), (sides["reference"], theirs)], rounds
                )
                rows += _rows(ours.name, dict(zip(sides, figures, strict=True)))
    return "\n".join(["", _head(rounds), *rows, ""])


async def _alternate(contest: list[tuple[Side, Call]], rounds: int) -> list[Figures]:
    """Ask both in turns, who is first changing every time; a short round first is not counted."""
    figures = [Figures(), Figures()]
    for side, call in contest:
        await _press(side, call, max(CONNECTIONS, call.count // 5))
    for number in range(rounds):
        for index in (0, 1) if number % 2 else (1, 0):
            side, call = contest[index]
            before = side.cpu_s()
            figures[index].loads.append(await _press(side, call, call.count))
            figures[index].server_cpu_s += side.cpu_s() - before
    return figures


async def _press(side: Side, call: Call, count: int) -> Load:
    return await press(
        side.port, call.requests, count=count, connections=CONNECTIONS, expect=call.expect
    )


def _head(rounds: int) -> str:
    title = f"REST, {CONNECTIONS} connections, {rounds} rounds in turns: min / median / max of them"
    columns = f"{'answers per second':>24}{'p99 in ms':>24}{'server µs':>11}{'client µs':>11}"
    return f"{title}\n  {'':<22}{columns}"


def _rows(name: str, figures: dict[str, Figures]) -> list[str]:
    rows = [name]
    for side, found in figures.items():
        spread = f"{_spread(found.per_second(), 0):>24}{_spread(found.p99(), 1):>24}"
        rows.append(f"  {side:<22}{spread}{found.cpu_us()[0]:>11.0f}{found.cpu_us()[1]:>11.0f}")
    ours, theirs = figures.values()
    speed = statistics.median(ours.per_second()) / statistics.median(theirs.per_second())
    tail = statistics.median(ours.p99()) / statistics.median(theirs.p99())
    cpu = ours.cpu_us()[0] / theirs.cpu_us()[0]
    return [*rows, f"  {'ratio':<22}{speed:>24.2f}{tail:>24.2f}{cpu:>11.2f}"]


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
