"""Time that a test moves by hand."""

from datetime import UTC, datetime, timedelta


class SettableClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
