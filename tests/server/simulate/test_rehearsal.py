"""Rehearsals for real: a server of their own, real sockets, and kills in mid-answer."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from domain.kit.actor import SYSTEM, Role
from server.cli import main
from server.simulate.plan import Plan
from server.simulate.rehearsal import rehearse_at, rehearse_here
from server.simulate.remote import Demo
from tests.conftest import make_settings
from tests.factories.people import open_account
from tests.factories.server import PASSWORD, RunningServer


async def test_three_interviews_are_completed_and_nothing_is_lost(tmp_path: Path) -> None:
    said: list[str] = []
    own = make_settings("sqlite://", tmp_path)

    figures = await rehearse_here(Plan(rooms=3, minutes=0.1, seed=4), own, said.append)

    counts = figures.counts
    assert figures.is_clean, (figures.as_json(), said)
    assert counts.edits_sent == counts.acknowledged > 3
    assert counts.answers_submitted == counts.final_scores >= 3
    assert counts.partial_scores > 0
    assert counts.server_errors == 0
    assert len(figures.to_recruiter) > 3
    assert len(figures.to_score) > 3


async def test_two_kills_in_mid_answer_lose_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    own = make_settings("sqlite://", tmp_path)

    figures = await rehearse_here(Plan(rooms=2, minutes=0.08, seed=5, kills=2), own, said.append)

    assert figures.is_clean, (figures.as_json(), said)
    assert figures.counts.kills == 2
    assert figures.counts.reconnections >= 2 * 2 * 2
    assert figures.counts.edits_sent == figures.counts.acknowledged


async def test_a_running_server_is_rehearsed_on_over_rest(server: RunningServer) -> None:
    async with server.house.workshop.begin(SYSTEM) as work:
        for role in (Role.RECRUITER, Role.DOMAIN_EXPERT):
            await open_account(work, server.house.accounts, role.word, role, PASSWORD)
    demo = Demo(
        *({"username": name, "password": PASSWORD} for name in ("recruiter", "domain_expert"))
    )

    figures = await rehearse_at(Plan(rooms=2, minutes=0.06), server.url, demo, print)

    assert figures.is_clean, figures.as_json()
    assert figures.counts.answers_submitted >= 2
    assert figures.server_cpu_s is None


def test_somebody_elses_server_is_never_killed() -> None:
    outcome = CliRunner().invoke(main, ["simulate", "--url", "http://127.0.0.1:9", "--kill", "1"])

    assert outcome.exit_code == 2
    assert "--kill needs a server of our own" in outcome.output


def test_without_a_demo_there_is_nobody_to_sign_in_as(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    outcome = CliRunner().invoke(main, ["simulate", "--url", "http://127.0.0.1:9"])

    assert outcome.exit_code == 1
    assert "Run `greenroom demo`" in outcome.output
