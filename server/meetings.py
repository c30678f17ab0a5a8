"""Meetings in this process: interviews' wishes are noted, done, and compared with the host."""

from functools import partial

from domain.kit.work import WorkShop
from domain.video.comparing import MeetingComparer
from domain.video.ports import MeetingHost, Provider
from domain.video.recording_rules import Policies
from domain.video.service import follow_session
from domain.video.showing import follow_meeting
from domain.video.steering import STEER_MEETING, MeetingSteerer, follow_running
from domain.video.syncing import MeetingKeeper
from domain.video.wishes import SYNC_MEETING
from server.jobs import JobRunner

COMPARE_EVERY_S = 600.0


def follow_sessions(workshop: WorkShop, provider: Provider) -> None:
    """Let meetings of ``provider`` follow the interviews of ``workshop``, and rooms show them."""
    workshop.join(partial(follow_session, provider=provider))
    workshop.join(follow_meeting)
    workshop.join(follow_running)


def serve_meetings(
    runner: JobRunner,
    workshop: WorkShop,
    host: MeetingHost,
    policies: Policies | None = None,
    *,
    wants_transcripts: bool = False,
) -> None:
    """Let ``runner`` do at ``host`` what interviews want, steer what runs, and compare."""
    steerer = MeetingSteerer(
        workshop, host, policies or Policies(), wants_transcripts=wants_transcripts
    )
    runner.learn(SYNC_MEETING, MeetingKeeper(workshop, host).sync)
    runner.learn(STEER_MEETING, steerer.steer)
    runner.repeat(MeetingComparer(workshop, host).repeat, COMPARE_EVERY_S)
