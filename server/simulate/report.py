"""The figures of a rehearsal as a table for a person."""

from collections.abc import Sequence

from server.simulate.figures import Figures, summary
from server.simulate.plan import Plan

NAME_WIDTH, NUMBER_WIDTH = 28, 9


def table(plan: Plan, figures: Figures) -> str:
    """Return the report: what happened, how long it took, and what went wrong."""
    size = f"{plan.rooms} rooms, {plan.minutes:g} minutes, seed {plan.seed}"
    return "\n".join(
        [
            "",
            f"  {size}, {figures.counts.kills} kills, scorer {figures.scorer}",
            "",
            *_counts(figures),
            "",
            *_times(figures),
            "",
            *_cpu(figures),
            "",
            *_errors(figures),
            "",
        ]
    )


def _counts(figures: Figures) -> list[str]:
    c = figures.counts
    rows = [
        ("edits sent", c.edits_sent),
        ("acknowledged", c.acknowledged),
        ("never acknowledged", c.unacknowledged),
        ("lost", c.lost),
        ("resent", c.resent),
        ("answers submitted", c.answers_submitted),
        ("partial scores", c.partial_scores),
        ("final scores", c.final_scores),
        ("final scores not in time", c.scores_late),
        ("texts read after a gap", c.reads),
        ("wrong texts on screens", c.screens_wrong),
        ("reconnections", c.reconnections),
        ("rooms that did not finish", c.rooms_unfinished),
        ("errors in the server's log", c.server_errors),
    ]
    return [f"  {name:<{NAME_WIDTH}}{count:>{NUMBER_WIDTH},}" for name, count in rows]


def _times(figures: Figures) -> list[str]:
    rows = [
        ("edit to acknowledgement", figures.to_ack),
        ("keystroke to recruiter", figures.to_recruiter),
        ("keystroke to partial score", figures.to_score),
    ]
    head = _row("milliseconds", ["p50", "p95", "p99", "max"])
    return [head, *(_row(name, _cells(samples)) for name, samples in rows)]


def _cells(samples: Sequence[float]) -> list[str]:
    named = summary(samples)
    values = [named[key] for key in ("p50", "p95", "p99", "max")]
    return ["–" if value is None else f"{value:,.1f}" for value in values]


def _row(name: str, cells: Sequence[str]) -> str:
    return f"  {name:<{NAME_WIDTH}}" + "".join(f"{cell:>{NUMBER_WIDTH}}" for cell in cells)


def _cpu(figures: Figures) -> list[str]:
    rows = [("server", figures.server_cpu_s), ("simulator", figures.simulator_cpu_s)]
    known = [(name, seconds) for name, seconds in rows if seconds is not None]
    return [_row(f"CPU seconds of the {name}", [f"{seconds:,.1f}"]) for name, seconds in known]


def _errors(figures: Figures) -> list[str]:
    lines = [f"  {code:<{NAME_WIDTH}}{n:>{NUMBER_WIDTH},}" for code, n in figures.errors.items()]
    lines = ["  errors by code", *lines] if lines else ["  no errors"]
    return lines + [f"  LOST  {loss}" for loss in figures.losses]
