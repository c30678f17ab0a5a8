"""Two ways of doing the same, measured in turns so that a busy moment hits both."""

import statistics
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from server.simulate.figures import percentile

Round = Callable[[], Awaitable[list[float]]]


@dataclass(frozen=True, slots=True)
class Contender:
    """One way: its name, and a round that returns the times it measured, in ms."""

    name: str
    round: Round
    times: list[float] = field(default_factory=list)


async def take_turns(ours: Contender, peer: Contender, rounds: int) -> None:
    """Run both in alternation, who is first changing every time."""
    for number in range(rounds):
        for contender in (ours, peer) if number % 2 else (peer, ours):
            contender.times.extend(await contender.round())


def comparison(title: str, ours: Contender, peer: Contender) -> str:
    """Return a small table with both contenders' times and their ratio."""
    rows = [_row(contender.name, _shares(contender)) for contender in (ours, peer)]
    pairs = zip(_shares(ours), _shares(peer), strict=True)
    ratio = [mine / other if other else float("nan") for mine, other in pairs]
    head = f"  {'milliseconds':<34}{'p50':>9}{'p95':>9}{'p99':>9}{'mean':>9}"
    return "\n".join(["", title, head, *rows, _row("ratio", ratio), ""])


def _shares(contender: Contender) -> list[float]:
    named = [percentile(contender.times, share) or 0.0 for share in (0.50, 0.95, 0.99)]
    return [*named, statistics.fmean(contender.times)]


def _row(name: str, values: list[float]) -> str:
    return f"  {name:<34}" + "".join(f"{value:>9.2f}" for value in values)
