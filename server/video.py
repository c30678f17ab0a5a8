"""What the house does about recordings: which jobs there are and who does them."""

from domain.kit.files import FileStore
from domain.kit.work import WorkShop
from domain.scoring.ports import Scoring
from domain.video.fetching import RecordingKeeper
from domain.video.ports import MeetingHost
from domain.video.recording_rules import Policies
from domain.video.recordings import (
    FETCH_RECORDING,
    FIND_RECORDING,
    FORGET_AT_HOST,
    FORGET_FILE,
)
from domain.video.speaking import SCORE_SPOKEN, SpeechScorer
from server.config import Settings
from server.jobs import JobRunner


def serve_recordings(  # each part once, where everything is wired
    runner: JobRunner,
    settings: Settings,
    workshop: WorkShop,
    host: MeetingHost,
    files: FileStore,
    scoring: Scoring,
) -> None:
    """Let ``runner`` fetch recordings and score what was said."""
    policies = Policies(settings.recording_policy, settings.recording_policy_by_region)
    deletes = settings.delete_at_zoom_after_fetch
    keeper = RecordingKeeper(workshop, host, files, policies, deletes_at_host=deletes)
    runner.learn(FIND_RECORDING, keeper.find)
    runner.learn(FETCH_RECORDING, keeper.fetch)
    runner.learn(FORGET_AT_HOST, keeper.forget_at_host)
    runner.learn(FORGET_FILE, keeper.forget_file)
    runner.learn(SCORE_SPOKEN, SpeechScorer(workshop, scoring).score)
