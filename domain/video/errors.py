"""What meetings and their host refuse."""

from domain.kit.errors import DomainError, Kind


class HostDown(DomainError):
    """The host of meetings does not answer."""

    kind = Kind.UNAVAILABLE
    message = "The video service does not answer. Greenroom keeps trying; the interview can go on."


class HostBusy(DomainError):
    """The host asks to be left alone for ``retry_after_s`` seconds."""

    kind = Kind.UNAVAILABLE
    message = "The video service takes no more requests for now. Greenroom tries again by itself."


class HostRefused(DomainError):
    """The account at the host is wrong, expired or lacks a right; a person has to act."""

    kind = Kind.UNAVAILABLE
    message = "The video service refused our account. An administrator has to check its settings."


class MeetingGone(DomainError):
    """The host knows no such meeting any more."""

    kind = Kind.MISSING
    message = "This meeting is no longer there. Make a new one for the interview."


class NoMeeting(DomainError):
    """The interview has no meeting, or it is not there yet or any more."""

    kind = Kind.CONFLICT
    message = "This interview has no open meeting. Wait until it is open, or make one."


class NoMeetingSdk(DomainError):
    """Meetings cannot be joined inside the page with these settings."""

    kind = Kind.CONFLICT
    message = "Joining inside the page is not set up. Open the meeting's link instead."
