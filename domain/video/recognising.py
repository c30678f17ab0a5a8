"""Who somebody in a meeting is: by registration, address or exact name; values in, values out.

Where two answers are possible nothing is guessed: the role stays unknown until a person says it.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.interviews.service import PersonRole
from domain.video.inbox_reading import Person

Names = Mapping[str, PersonRole]


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who may come: name ('' if only an address is known), addresses, registrations."""

    role: PersonRole
    name: str = ""
    emails: frozenset[str] = frozenset()
    registrants: frozenset[str] = frozenset()

    def has_address(self, email: str) -> bool:
        """Tell whether ``email`` is theirs; case does not count."""
        return email.casefold() in {one.casefold() for one in self.emails}


def folded(name: str) -> str:
    """Return a name without case, accents, order of words, and what stands in brackets."""
    bare = name.partition("(")[0].partition("[")[0]
    plain = unicodedata.normalize("NFKD", bare).casefold()
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(letters.split()))


def role_of(person: Person, expected: Iterable[Expected]) -> PersonRole:
    """Return who a participant is: registration first, then host, address, and exact name.

    An address that nobody is known by speaks against a name that somebody has.
    """
    people = list(expected)
    if any(person.registrant_id in one.registrants for one in people):
        return _only(one.role for one in people if person.registrant_id in one.registrants)
    if person.is_host:
        return "interviewer"
    if person.email is not None:
        email = person.email
        return _only(one.role for one in people if one.has_address(email))
    return role_of_speaker(person.name, roles_by_name((one.name, one.role) for one in people))


def roles_by_name(people: Iterable[tuple[str, PersonRole]]) -> dict[str, PersonRole]:
    """Return roles by folded name; a name that stands for several roles stands for none.

    Somebody unknown of the same name is another role: either may have spoken.
    """
    found: dict[str, set[PersonRole]] = defaultdict(set)
    for name, role in people:
        if folded(name):
            found[folded(name)].add(role)
    return {name: _only(roles) for name, roles in found.items()}


def role_of_speaker(name: str | None, names: Names) -> PersonRole:
    """Return a speaker's role; unknown names stay unknown."""
    return "unknown" if name is None else names.get(folded(name), "unknown")


def _only(roles: Iterable[PersonRole]) -> PersonRole:
    found = set(roles)
    return found.pop() if len(found) == 1 else "unknown"
