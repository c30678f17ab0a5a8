"""What the house does about recordings and live transcripts: who hears of them, does, receives."""

from domain.kit.files import FileStore
from domain.kit.work import WorkShop
from domain.language.ports import LanguageModel
from domain.scoring.ports import Scoring
from domain.video.analyses import TranscriptAnalyser
from domain.video.fetching import RecordingKeeper
from domain.video.hooks import Hooks
from domain.video.listening import StreamKeeper
from domain.video.ports import MeetingHost
from domain.video.recording_rules import Policies
from domain.video.recordings import (
    FETCH_RECORDING,
    FIND_RECORDING,
    FORGET_AT_HOST,
    FORGET_FILE,
    RecordingInbox,
)
from domain.video.speaking import ANALYSE_TRANSCRIPT, SCORE_SPOKEN, SpeechScorer
from domain.video.stream_inbox import StreamInbox
from server.adapters.rtms import ZoomTranscripts
from server.config import Settings
from server.jobs import JobRunner


def open_hooks(settings: Settings) -> Hooks:
    """Return who takes the host's news of recordings and live transcripts."""
    streams = StreamInbox() if settings.takes_live_transcripts else None
    return Hooks(recordings=RecordingInbox(), streams=streams)


def open_streams(settings: Settings, workshop: WorkShop) -> StreamKeeper | None:
    """Return who receives live transcripts in this process, where they are switched on."""
    if not settings.takes_live_transcripts:
        return None
    transcripts = ZoomTranscripts(
        settings.zoom_client_id, settings.zoom_client_secret, settings.zoom_base_url
    )
    return StreamKeeper(workshop, transcripts, policies_of(settings))


def serve_recordings(  # each part once, where everything is wired
    runner: JobRunner,
    settings: Settings,
    workshop: WorkShop,
    host: MeetingHost,
    files: FileStore,
    scoring: Scoring,
) -> None:
    """Let ``runner`` fetch recordings and score what was said."""
    policies = policies_of(settings)
    deletes = settings.delete_at_zoom_after_fetch
    keeper = RecordingKeeper(workshop, host, files, policies, deletes_at_host=deletes)
    runner.learn(FIND_RECORDING, keeper.find)
    runner.learn(FETCH_RECORDING, keeper.fetch)
    runner.learn(FORGET_AT_HOST, keeper.forget_at_host)
    runner.learn(FORGET_FILE, keeper.forget_file)
    runner.learn(SCORE_SPOKEN, SpeechScorer(workshop, scoring).score)


def serve_analyses(
    runner: JobRunner, settings: Settings, workshop: WorkShop, language: LanguageModel
) -> None:
    """Let ``runner`` have transcripts read by ``language``, where that is switched on."""
    reads = settings.ai_transcripts and language.provider != "offline"
    analyser = TranscriptAnalyser(workshop, language if reads else None)
    runner.learn(ANALYSE_TRANSCRIPT, analyser.analyse)


def policies_of(settings: Settings) -> Policies:
    """Return what may be recorded and written down, and where."""
    return Policies(settings.recording_policy, settings.recording_policy_by_region)
