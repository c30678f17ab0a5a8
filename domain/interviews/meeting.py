"""The video meeting of an interview, as the room shows it; the interview goes on without one."""

from typing import Literal

from domain.kit.fields import Moment, View

MeetingProgress = Literal["open", "started", "ended", "closed", "failed"]
PersonRole = Literal["candidate", "interviewer", "unknown"]
LineSource = Literal["live", "cloud"]


class Capture(View):
    """What is written down and recorded of a meeting. ``problem`` is a sentence for interviewers.

    ``transcript`` is ``revoked`` when the host took it back: what came of it is not kept.
    ``recording`` says how far stopping it is, and null while nobody wants it stopped.
    """

    transcript: Literal["off", "on", "revoked"] = "off"
    recording: Literal["stopping", "stopped"] | None = None
    problem: str | None = None

    def for_candidate(self) -> "Capture":
        """Return what the candidate may see."""
        return self.model_copy(update={"problem": None})


class Participant(View):
    """Somebody in the meeting; ``role`` is a guess, ``left_at`` is None while they are there."""

    participant_id: int
    role: PersonRole
    name: str | None = None
    joined_at: Moment
    left_at: Moment | None = None

    def for_candidate(self) -> "Participant":
        """Return the participant without a name that is not the candidate's own."""
        return self if self.role == "candidate" else self.model_copy(update={"name": None})


class RoomMeeting(View):
    """The meeting and who is in it. ``problem`` is a sentence for interviewers only.

    A meeting that failed before it was ever opened has the state ``failed``, which candidates do
    not see; one that is open keeps its state beside it. ``started_at`` is when it last began.
    """

    provider: str
    state: MeetingProgress
    join_url: str | None = None
    passcode: str | None = None
    participants: tuple[Participant, ...] = ()
    problem: str | None = None
    started_at: Moment | None = None
    capture: Capture = Capture()

    def for_candidate(self) -> "RoomMeeting | None":
        """Return what the candidate may see; None while there is no meeting to go to."""
        if self.state == "failed":
            return None
        people = tuple(person.for_candidate() for person in self.participants)
        capture = self.capture.for_candidate()
        hidden = {"participants": people, "problem": None, "capture": capture}
        return self.model_copy(update=hidden)
