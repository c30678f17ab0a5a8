"""What matching announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatchProgressed:
    """A run of a job got further; it is over when ``done`` is ``total``."""

    job_id: int
    run_id: int
    done: int
    total: int
