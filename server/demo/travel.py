"""A clock that can be set, for telling the past."""

from datetime import datetime, time, timedelta


class TravellingClock:
    """Stands at a moment until it is moved."""

    def __init__(self, home: datetime) -> None:
        """Start at ``home``, the present."""
        self._home = home
        self._now = home

    def __call__(self) -> datetime:
        """Return the moment the clock stands at."""
        return self._now

    def go_back(self, *, days: int, at: time | None = None) -> None:
        """Stand ``days`` before the present, at the present's or the given time of day (UTC)."""
        self._now = self._home - timedelta(days=days)
        if at is not None:
            self._now = self._now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)

    def go_on(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        self._now += timedelta(seconds=seconds)

    def come_home(self) -> None:
        """Stand in the present again."""
        self._now = self._home

    def ahead(self, days: int, at: time) -> datetime:
        """Return the moment ``days`` after the present at a time of day (UTC)."""
        moment = self._home + timedelta(days=days)
        return moment.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
