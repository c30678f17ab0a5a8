"""No provider learns who somebody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.pseudonyms import Pseudonyms


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("I am Ada Lovelace.", "I am [PERSON_1]."),
        ("ada  lovelace, or Ada, or Lovelace's", "[PERSON_1], or [PERSON_1], or [PERSON_1]'s"),
        ("Adamant lovelaces stay", "Adamant lovelaces stay"),
        ("At Analytical Engines we …", "At [COMPANY_1] we …"),
        ("Write to ada@engine.example.org!", "Write to [EMAIL_1]!"),
        ("See https://ada.example/cv?x=1 now", "See [LINK_1] now"),
        ("Call +44 20 7946 0958 or (030) 123-4567", "Call [PHONE_1] or [PHONE_2]"),
        (
            "From 2019 to 2023, 1,200,000 rows in 35 ms",
            "From 2019 to 2023, 1,200,000 rows in 35 ms",
        ),
        ("a@b.org, c@d.org, a@b.org", "[EMAIL_1], [EMAIL_2], [EMAIL_1]"),
        ("[PERSON_1] is me", "PERSON_1 is me"),
    ],
)
def test_what_identifies_somebody_gets_a_stand_in(text: str, hidden: str) -> None:
    pseudonyms = Pseudonyms(people=["Ada Lovelace"], companies=["Analytical Engines"])

    assert pseudonyms.hide(text) == hidden


def test_one_person_has_one_stand_in_in_all_texts() -> None:
    pseudonyms = Pseudonyms(people=["Ada Lovelace", "Bo Li"])

    first, second = pseudonyms.hide("Ada met Bo Li."), pseudonyms.hide("Bo Li met Ada Lovelace.")

    assert first == "[PERSON_1] met [PERSON_2]."
    assert second == "[PERSON_2] met [PERSON_1]."
    assert pseudonyms.reveal(first) == "Ada met Bo Li."


@given(st.text(), st.text(min_size=2, max_size=20))
def test_hiding_never_fails_and_hides_all(text: str, name: str) -> None:
    mail = "x.y@canary.example"

    hidden = Pseudonyms(people=[name]).hide(f"{text} {mail} {text}")

    assert mail not in hidden
