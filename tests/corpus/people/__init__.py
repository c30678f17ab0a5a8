"""Thirty made-up people of many fields and four languages."""

from tests.corpus.people import care, office, software, trades, world
from tests.corpus.person import Person

PEOPLE: dict[str, Person] = {
    person.key: person for part in (software, care, office, trades, world) for person in part.PEOPLE
}
