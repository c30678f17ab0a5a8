"""Holding all interviews of a plan at once, and looking afterwards whether anything was lost."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import aiohttp

from server.app import open_accounts, open_workshop
from server.config import Settings, load_settings
from server.migrate import migrate
from server.simulate.arrange import arrange
from server.simulate.badges import keep_badge
from server.simulate.candidate import Candidate
from server.simulate.figures import Figures, Trace
from server.simulate.host import Host, free_port
from server.simulate.killer import Killer
from server.simulate.line import Line
from server.simulate.plan import Plan, write_scripts
from server.simulate.pulse import Curtain, Pulse
from server.simulate.recruiter import Recruiter
from server.simulate.remote import Demo, Desk, open_http
from server.simulate.scenes import Badge, Record, Scene
from server.simulate.verify import losses, read_stored

# Rooms open one after the other, but all of them within the first part of the time.
NEXT_ROOM_AFTER_S = 0.25
OPENING_SHARE = 0.2
FINISH_WITHIN_S = 90
Say = Callable[[str], None]


@dataclass(slots=True)
class Cast:
    """Everybody who takes part, with what they measure and remember."""

    plan: Plan
    http: aiohttp.ClientSession
    url: str
    figures: Figures = field(default_factory=Figures)
    pulse: Pulse = field(default_factory=Pulse)
    curtain: Curtain = field(init=False)
    candidates: list[Candidate] = field(default_factory=list)
    recruiters: list[Recruiter] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The curtain falls when the plan's time is over."""
        self.curtain = Curtain(self.plan.seconds)

    @property
    def records(self) -> list[Record]:
        """What each candidate knows."""
        return [candidate.record for candidate in self.candidates]

    @property
    def lines(self) -> list[Line]:
        """All sockets."""
        seats = [candidate.line for candidate in self.candidates]
        return seats + [recruiter.line for recruiter in self.recruiters]

    def seat(self, scene: Scene) -> None:
        """Give the people of one room their places and lines."""
        trace = Trace(self.figures)
        record = Record(scene.session_id)
        rng = self._rng(scene, "candidate")
        candidate = Candidate(scene, self.figures, trace, self.pulse, self.curtain, rng, record)
        candidate.line = Line(self.http, self.url, scene.candidate_auth, candidate, self.figures)
        rng = self._rng(scene, "recruiter")
        recruiter = Recruiter(scene, self.figures, trace, self.curtain, rng)
        recruiter.line = Line(self.http, self.url, scene.recruiter_auth, recruiter, self.figures)
        self.candidates.append(candidate)
        self.recruiters.append(recruiter)

    def _rng(self, scene: Scene, who: str) -> Random:
        return Random(f"{self.plan.seed}/{scene.script.room}/{who}")  # noqa: S311  # repeatable


async def rehearse_here(plan: Plan, own: Settings, say: Say) -> Figures:
    """Rehearse on a server of our own with a fresh database, killing it as planned.

    ``own`` are the caller's settings; only the scoring model is taken from there. The data folder
    stays when something was lost, and its path is said.
    """
    folder = Path(tempfile.mkdtemp(prefix="greenroom-rehearsal-"))
    settings = settings_in(folder, own)
    say(f"Planning {plan.rooms} interviews …")
    scenes = await arrange_here(plan, settings)
    host = Host(settings)
    async with _open_http() as http:
        cast = Cast(plan, http, host.url)
        before = os.times()
        try:
            await host.start(http)
            await _hold(cast, scenes, say, host)
        finally:
            await host.stop()
    _note_cpu(cast.figures, before, os.times())
    cast.figures.counts.server_errors = len(host.logged_errors())
    await _look_for_losses_here(cast, settings)
    _clear_away(folder, cast.figures, say)
    return cast.figures


async def rehearse_at(plan: Plan, url: str, demo: Demo, say: Say) -> Figures:
    """Rehearse on a running server, planning and inspecting over REST."""
    async with open_http(url) as rest, _open_http() as http:
        desk = Desk(rest, demo)
        say(f"Planning {plan.rooms} interviews at {url} …")
        scenes = await desk.arrange(write_scripts(plan))
        cast = Cast(plan, http, url)
        await _hold(cast, scenes, say)
        stored = await desk.stored(cast.records, scenes[0].badge)
    _conclude(cast, losses(cast.records, stored))
    return cast.figures


async def _hold(cast: Cast, scenes: Sequence[Scene], say: Say, host: Host | None = None) -> None:
    """Hold all interviews: connect everybody, let the time pass, wait until all is scored."""
    for scene in scenes:
        cast.seat(scene)
    say(f"Holding them for {cast.plan.minutes:g} minutes …")
    background = [asyncio.create_task(line.keep()) for line in cast.lines]
    background += [asyncio.create_task(task) for task in _badge_keepers(cast, scenes)]
    plays = [asyncio.create_task(_play(room, cast)) for room in range(len(scenes))]
    try:
        await _let_time_pass(cast, host)
        cast.curtain.fallen.set()
        await asyncio.wait(plays, timeout=FINISH_WITHIN_S)
    finally:
        for task in [*plays, *background]:
            task.cancel()
        ends = await asyncio.gather(*plays, return_exceptions=True)
        await asyncio.gather(*background, return_exceptions=True)
    for end in ends:
        if isinstance(end, BaseException):
            cast.figures.counts.rooms_unfinished += 1
            cast.figures.errors[f"unfinished {type(end).__name__} {end}".strip()] += 1


def _badge_keepers(cast: Cast, scenes: Sequence[Scene]) -> list[Coroutine[Any, Any, None]]:
    """Return one keeper per sign-in; over REST all recruiters share one."""
    lines: dict[int, tuple[Badge, list[Line]]] = {}
    for scene, recruiter in zip(scenes, cast.recruiters, strict=True):
        lines.setdefault(id(scene.badge), (scene.badge, []))[1].append(recruiter.line)
    return [keep_badge(cast.http, cast.url, badge, held) for badge, held in lines.values()]


async def _play(room: int, cast: Cast) -> None:
    share = cast.plan.seconds * OPENING_SHARE / cast.plan.rooms
    await asyncio.sleep(room * min(NEXT_ROOM_AFTER_S, share))
    async with asyncio.TaskGroup() as people:
        people.create_task(cast.candidates[room].play())
        people.create_task(cast.recruiters[room].play())


async def _let_time_pass(cast: Cast, host: Host | None) -> None:
    seconds = cast.plan.seconds
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(seconds))
        if host is not None and cast.plan.kills:
            rng = Random(f"{cast.plan.seed}/killer")  # noqa: S311  # repeatable
            killer = Killer(host, cast.http, cast.pulse, cast.figures, rng, cast.lines)
            group.create_task(killer.strike(cast.plan.kills, seconds))


def settings_in(folder: Path, own: Settings) -> Settings:
    """Return settings of a fresh installation in ``folder`` that finds the caller's model."""
    models = (own.data_dir / "models").resolve()
    if models.is_dir():
        (folder / "models").symlink_to(models)
    port = free_port()
    return load_settings(
        environment="development",
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'greenroom.db'}",
        redis_url="",
        secret_key="",
        pii_encryption_key="",
        host="127.0.0.1",
        port=port,
        base_url=f"http://127.0.0.1:{port}",
    )


async def arrange_here(plan: Plan, settings: Settings) -> list[Scene]:
    """Migrate the settings' database and plan the interviews of ``plan`` on it."""
    workshop, accounts = open_workshop(settings), open_accounts(settings)
    try:
        await migrate(workshop.database)
        return await arrange(workshop, accounts, write_scripts(plan))
    finally:
        accounts.hasher.close()
        await workshop.database.close()


async def _look_for_losses_here(cast: Cast, settings: Settings) -> None:
    workshop = open_workshop(settings)
    try:
        _conclude(cast, losses(cast.records, await read_stored(workshop)))
    finally:
        await workshop.database.close()


def _conclude(cast: Cast, lost: list[str]) -> None:
    edits = [e for record in cast.records for draft in record.drafts for e in draft.edits]
    cast.figures.counts.unacknowledged = sum(not edit.acknowledged for edit in edits)
    cast.figures.counts.lost = len(lost)
    cast.figures.losses = lost


def _note_cpu(figures: Figures, before: os.times_result, after: os.times_result) -> None:
    figures.simulator_cpu_s = after.user + after.system - before.user - before.system
    children = after.children_user + after.children_system
    figures.server_cpu_s = children - before.children_user - before.children_system


def _clear_away(folder: Path, figures: Figures, say: Say) -> None:
    if figures.is_clean and not figures.counts.server_errors:
        shutil.rmtree(folder)
    else:
        say(f"Something went wrong; database and server log are kept in {folder}")


@asynccontextmanager
async def _open_http() -> AsyncIterator[aiohttp.ClientSession]:
    """Yield an HTTP session without a limit to its connections: every seat holds one."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        yield http
