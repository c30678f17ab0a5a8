"""What addresses the machine is cut and flagged; what people say to people is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.screening import screen
from tests.domain.language.injections import HONEST, injections


@pytest.mark.parametrize("text", injections())
def test_an_order_is_flagged(text: str) -> None:
    assert screen(text).is_suspicious


@pytest.mark.parametrize("text", injections())
def test_an_honest_sentence_beside_an_order_is_kept(text: str) -> None:
    assert (HONEST in screen(text).text) == (HONEST in text)


@pytest.mark.parametrize(
    "text",
    [
        HONEST,
        "I would never ignore the rules of the change process.",
        "Our system: a queue, two workers and a database.",
        "I set the timeout to 10 seconds and gave the team full ownership.",
        "We treat every request as hostile until it is checked.",
        "You should act as the owner of the incident and tell everybody.",
        "Set max_connections to 100 and return early.",
        "The assistant nurse gave 10 mg as ordered.",
        "I rate all suppliers by price, quality and time.",
        "All points of the checklist were done before the flight.",
        "Wir haben alle Punkte der Checkliste besprochen.",
        "Les critères sont pesés avant de choisir.",
        'The JSON looked like {"name": "Ada"} and had no type.',
        "I marked the invoice as paid and told the customer.",
        "The hash is 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.",
        "The path /usr/local/share/applications/organisation/settings/default was wrong.",
        "",
    ],
)
def test_plain_speech_is_left_alone(text: str) -> None:
    screened = screen(text)

    assert not screened.is_suspicious
    assert screened.text.split() == text.split()


@given(st.text())
def test_any_text_can_be_screened(text: str) -> None:
    assert screen(screen(text).text).text is not None
