"""What may be kept, by policy, region and the candidate's word; and when the host may forget."""

from datetime import timedelta

import pytest

from domain.kit.errors import DomainError
from domain.video.errors import HostBusy, HostDown, HostRefused
from domain.video.ports import FileKind
from domain.video.recording_rules import (
    Policies,
    Policy,
    looks_like,
    may_forget_at_host,
    may_keep,
    misfit,
    pause_after,
    regions_of,
)

YES, NO, SILENT = {"record": True}, {"record": False}, dict[str, bool]()


@pytest.mark.parametrize(
    ("policy", "said", "may"),
    [
        ("off", YES, False),
        ("off", SILENT, False),
        ("opt_in", YES, True),
        ("opt_in", SILENT, False),
        ("opt_in", NO, False),
        ("opt_out", YES, True),
        ("opt_out", SILENT, True),
        ("opt_out", NO, False),
    ],
)
def test_policy_and_consent_decide_about_film_and_sound(
    policy: Policy, said: dict[str, bool], *, may: bool
) -> None:
    for kind in ("video", "audio"):
        verdict = may_keep(kind, policy, said)  # type: ignore[arg-type]  # purposes by name
        assert verdict.may is may
        assert may or str(verdict.why_not).endswith(".")


def test_a_transcript_needs_its_own_consent_and_a_chat_is_never_kept() -> None:
    assert may_keep("transcript", "opt_in", {"transcribe": True}).may
    assert not may_keep("transcript", "opt_in", {"record": True}).may
    assert not may_keep("chat", "opt_out", {"record": True, "transcribe": True}).may


@pytest.mark.parametrize(
    ("location", "phone", "policy"),
    [
        ("Bristol", None, "opt_in"),
        ("Austin, US", None, "opt_out"),
        ("Austin (US)", None, "opt_out"),
        ("Bristol", "+1 512 555 0134", "opt_out"),
        ("Austin, US", "+49 30 901820", "off"),
        ("Berlin, DE", "nonsense", "off"),
        ("US team, remote", None, "opt_in"),
    ],
)
def test_the_strictest_region_of_job_and_candidate_holds(
    location: str, phone: str | None, policy: Policy
) -> None:
    policies = Policies("opt_in", {"US": "opt_out", "DE": "off"})

    assert policies.strictest(regions_of(location, phone)) == policy


@pytest.mark.parametrize(
    ("kind", "extension", "size", "fits"),
    [
        ("video", "mp4", 10, True),
        ("video", "exe", 10, False),
        ("video", "mp4", 0, False),
        ("video", "mp4", 21 * 2**30, False),
        ("transcript", "vtt", 0, True),
        ("transcript", "vtt", 2**30, False),
        ("chat", "txt", 10, False),
    ],
)
def test_only_files_of_a_known_kind_and_size_are_fetched(
    kind: FileKind, extension: str, size: int, *, fits: bool
) -> None:
    assert (misfit(kind, extension, size) is None) is fits


@pytest.mark.parametrize(
    ("extension", "beginning", "right"),
    [
        ("mp4", b"\0\0\0\x20ftypisom", True),
        ("m4a", b"\0\0\0\x20ftypM4A ", True),
        ("mp4", b"<!doctype html>", False),
        ("vtt", b"WEBVTT\n", True),
        ("vtt", b"\xef\xbb\xbfWEBVTT\n", True),
        ("vtt", b"\0\0\0\x20ftypisom", False),
        ("mp4", b"", False),
    ],
)
def test_a_file_begins_as_its_extension_says(
    extension: str, beginning: bytes, *, right: bool
) -> None:
    assert looks_like(extension, beginning) is right


@pytest.mark.parametrize(
    ("files", "wants", "late", "may"),
    [
        ([("video", "ready")], False, False, True),
        ([("video", "ready")], True, False, False),
        ([("video", "ready")], True, True, True),
        ([("video", "ready"), ("transcript", "ready")], True, False, True),
        ([("video", "fetching"), ("transcript", "ready")], True, True, False),
        ([("video", "failed"), ("transcript", "ready")], True, True, False),
        ([("video", "refused"), ("transcript", "refused")], False, False, True),
    ],
)
def test_the_host_forgets_once_all_that_is_wanted_is_here(
    files: list[tuple[str, str]], *, wants: bool, late: bool, may: bool
) -> None:
    assert may_forget_at_host(files, wants_transcript=wants, is_late=late) is may


@pytest.mark.parametrize(
    ("refusal", "attempts", "seconds"),
    [
        (HostDown(), 1, 5),
        (HostDown(), 3, 80),
        (HostDown(), 8, None),
        (HostBusy(retry_after_s=90), 20, 90),
        (HostRefused(), 1, None),
    ],
)
def test_trouble_that_may_pass_is_waited_out(
    refusal: DomainError, attempts: int, seconds: int | None
) -> None:
    pause = pause_after(refusal, attempts)

    assert pause == (None if seconds is None else timedelta(seconds=seconds))
