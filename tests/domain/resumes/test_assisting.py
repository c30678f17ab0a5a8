"""A model fills what our reader left open, with the résumé's own words alone."""

from datetime import date

import pytest

from domain.resumes.assisting import SeenPosition, SeenResume, ask_for_facts, assist, needs_help
from domain.resumes.facts import Fact, Month, ResumeFacts, Span

TODAY = date(2026, 6, 15)
TEXT = """Grace Hopper
grace@navy.example
Lives near Lyon
Hobby: compilers
Wrote compilers for the Yard as chief artisan of words, 03/2018 to 02/2022"""


def facts(**known: object) -> ResumeFacts:
    nothing: dict[str, object] = dict.fromkeys(
        ("language", "name", "location", "experience_years", "experience_level")
    )
    lists: dict[str, object] = {
        field: []
        for field in (
            "emails",
            "phones",
            "links",
            "languages",
            "education",
            "positions",
            "skills",
            "warnings",
        )
    }
    return ResumeFacts.model_validate(nothing | lists | known)


def name() -> Fact[str]:
    return Fact[str](value="Grace Hopper", span=Span(start=0, end=12), confidence=0.9)


def test_what_was_open_is_filled_from_the_text() -> None:
    seen = SeenResume(
        location="Lyon",
        positions=(
            SeenPosition(
                title="chief artisan of words", employer="the Yard", dates="03/2018 to 02/2022"
            ),
        ),
    )

    filled = assist(facts(), seen, TEXT, TODAY)

    [position] = filled.positions
    assert filled.location is not None
    assert (filled.location.value, position.title, position.company) == (
        "Lyon",
        "chief artisan of words",
        "the Yard",
    )
    assert (position.start, position.end) == (Month(year=2018, month=3), Month(year=2022, month=2))
    assert filled.experience_years == 4.0
    assert filled.assisted == ["location", "positions"]
    assert position.confidence <= 0.5


@pytest.mark.parametrize(
    "seen",
    [
        SeenResume(),
        SeenResume(location="Paris"),
        SeenResume(positions=(SeenPosition(title="admiral", dates="03/2018 to 02/2022"),)),
        SeenResume(positions=(SeenPosition(employer="the Yard"),)),
    ],
)
def test_what_the_text_does_not_say_is_not_taken(seen: SeenResume) -> None:
    assert assist(facts(), seen, TEXT, TODAY) == facts()


def test_what_was_read_is_never_replaced() -> None:
    place = Fact[str](value="Lives", span=Span(start=32, end=37), confidence=0.9)

    assert assist(facts(location=place), SeenResume(location="Lyon"), TEXT, TODAY).assisted == []


def test_dates_that_make_no_sense_leave_the_job_undated() -> None:
    text = "chief artisan of words 2090 to 2095"
    seen = SeenResume(positions=(SeenPosition(title="artisan of words", dates="2090 to 2095"),))

    filled = assist(facts(), seen, text, TODAY)

    assert filled.positions[0].start is None
    assert filled.experience_years is None


@pytest.mark.parametrize("known", [{}, {"name": name()}])
def test_the_person_stays_here(known: dict[str, object]) -> None:
    [data] = ask_for_facts(TEXT, facts(**known)).data

    assert "artisan of words" in data.text
    assert "Grace" not in data.text
    assert "navy.example" not in data.text


def test_only_gaps_need_help() -> None:
    assert needs_help(facts())
