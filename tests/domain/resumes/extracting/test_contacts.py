import pytest

from domain.resumes.extracting.contacts import find_emails
from domain.resumes.extracting.places import find_place, is_place
from domain.resumes.extracting.sheet import Piece
from tests.domain.resumes.extracting.pages import facts_of


@pytest.mark.parametrize(
    ("text", "emails"),
    [
        ("Jane.Doe@Example.org", ["jane.doe@example.org"]),
        ("E-Mail: o'neil+jobs@mail.co.uk.", ["o'neil+jobs@mail.co.uk"]),
        ("<mailto:a@b.io>", ["a@b.io"]),
        ("jane.doe@\nexample.org", ["jane.doe@example.org"]),
        ("jane (at) example (dot) org", ["jane@example.org"]),
        ("jane [at] mail.example [punkt] de", ["jane@mail.example.de"]),
        ("a@b.de, a@b.de and c@d.fr", ["a@b.de", "c@d.fr"]),
        ("met at example dot org", []),
        ("@handle and me@localhost", []),
        ("a@@b.de", []),
    ],
)
def test_emails(text: str, emails: list[str]) -> None:
    assert [fact.value for fact in find_emails(text)] == emails


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Jane Doe\n+49 (0)30 1234567", ["+49301234567"]),
        ("Jane Doe\nTel: +44 7700 900123", ["+447700900123"]),
        ("Anna\nBerlin, Deutschland\nTelefon: 030 12345678", ["+493012345678"]),
        ("Jane\nBoston, MA\n(617) 555-0132", ["+16175550132"]),
        ("Marie\n75011 Paris, France\n06 12 34 56 78", ["+33612345678"]),
        ("Gareth\nNeath SA11 2BX\nMobile: 07700 900518\ng@example.co.uk", ["+447700900518"]),
        ("Imogen\nLondon N16\n020 7946 0321", ["+442079460321"]),
        ("Shanice\nAtlanta, Georgia\n470.555.0122", ["+14705550122"]),
        ("Kwame\nChicago IL, 312-555-0119", ["+13125550119"]),
        ("Åsa\n073-555 01 94\nasa@example.se", ["+46735550194"]),
        ("电话：138 0013 8000\n现居地：上海", ["+8613800138000"]),
        ("Jane\nBoston, MA\n01/2019 - 03/2021", []),
        ("Jane\nBerlin, Germany\nMatrikelnummer: 030 12345678", []),
        ("Jane\nBoston, MA\nLicense no. 617 555 0132", []),
        ("Jane\nIBAN DE89 3704 0044 0532 0130 00", []),
        ("Jane\n2019 2020 2021 2022", []),
        ("Jane\nsomewhere\n030 12345678", []),
    ],
)
def test_phones(text: str, phones: list[str]) -> None:
    assert [fact.value for fact in facts_of(text).phones] == phones


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Jane\nlinkedin.com/in/jane-doe", ["https://linkedin.com/in/jane-doe"]),
        ("Jane\nhttps://github.com/jane.", ["https://github.com/jane"]),
        ("Jane\nwww.jane.dev | jane@doe.org", ["https://www.jane.dev"]),
        ("Jane\njanedoe.io", ["https://janedoe.io"]),
        ("Jane\nNode.js, ASP.NET and jane@doe.org", []),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    assert [fact.value for fact in facts_of(text).links] == links


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Berlin, Germany", "Berlin, Germany"),
        ("Musterstraße 12, 10115 Berlin", "Berlin"),
        ("221B Baker Street, London NW1 6XE", "London"),
        ("Portland, OR", "Portland, OR"),
        ("Springfield, Illinois, USA", "Springfield, Illinois, USA"),
        ("75011 Paris", "Paris"),
        ("Genève, Suisse", "Genève, Suisse"),
        ("München, Deutschland", "München, Deutschland"),
        ("广东省深圳市南山区", "广东省深圳市"),
        ("上海", "上海"),
    ],
)
def test_places_are_read_without_street_and_postcode(words: str, place: str) -> None:
    found = find_place(Piece(words, 100))

    assert found is not None
    value, piece, _ = found
    assert value == place
    assert words[piece.start - 100 : piece.end - 100] == piece.text


@pytest.mark.parametrize(
    "words", ["City Hospital 2015", "1234 Oak Street", "Python", "March 2018", "OR", "Georgia", ""]
)
def test_other_words_are_no_places(words: str) -> None:
    assert find_place(Piece(words, 0)) is None


def test_a_known_place_is_one_in_four_languages() -> None:
    assert all(map(is_place, ["Frankreich", "Royaume-Uni", "德国", "Spain", "New York, NY"]))


def test_addresses_of_referees_are_not_the_persons() -> None:
    text = (
        "Jane Doe\njane.doe@x.org\n+44 20 7946 0018\n\nReferences\n"
        "Dr. Paul Smith, paul@uni.edu, +44 20 7946 0999"
    )

    facts = facts_of(text)

    assert [email.value for email in facts.emails] == ["jane.doe@x.org"]
    assert [phone.value for phone in facts.phones] == ["+442079460018"]
