"""Invented jobs and people in any number: rows as the tables want them.

A new column of jobs, people or applications is filled here and nowhere else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from domain.candidates.people import fingerprints
from domain.kit.actor import SYSTEM, Actor
from domain.kit.crypto import keyring, new_token, token_hash
from server.demo.texts import read_texts

Row = dict[str, Any]
JOBS_SINCE = timedelta(days=730)
APPLICATIONS_SINCE = timedelta(days=365)
HOW_MANY_APPLICATIONS = ((1, 75), (2, 18), (3, 7))
DECIDED_WITHIN_DAYS = 21
_LETTERS = "bcdfghjkmnpqrstvwxyz"
_FIELDS_ALIKE = 0.8
"""How many apply for something they have worked in."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A stored job, as far as its applicants care."""

    id: int
    title: str
    field: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who applies, the same in each of their applications."""

    name: str
    email: str
    phone: str
    city: str
    field: int
    years: int
    company: str
    position: str


class Crowd:
    """Makes rows; the same seed makes the same people, jobs and letters."""

    def __init__(self, seed: int, now: datetime) -> None:
        """Everything happens in the two years before ``now``."""
        self._random = Random(seed)  # noqa: S311  # repeatable on purpose; guards nothing
        self._now = now
        self._words = read_texts("scale")
        self._openings: list[Opening] = []
        self._popularity: list[float] = []
        self._decider = SYSTEM

    def job(self, share: float) -> tuple[Row, int]:
        """Return a job posted at ``share`` (0 to 1) of the time, and its field of work."""
        words, pick = self._words, self._random.choice
        number = self._random.randrange(len(words["fields"]))
        field = words["fields"][number]
        level, prefix, _, most_years = pick(words["levels"])
        at = self._now - JOBS_SINCE * (1 - share)
        low = round(field["base"] * (1 + most_years / 25) * self._random.uniform(0.9, 1.2), -3)
        company = self._company()
        facts = {"company": company, "size": self._random.randrange(20, 4_000)}
        facts |= {"team": self._random.randrange(3, 12), "duty": field["duty"]}
        row = {
            "title": f"{prefix} {pick(field['titles'])}".strip(),
            "description": self._text(
                ("about", "work", "offer"), department=field["department"], **facts
            ),
            "company": company,
            "location": pick(words["cities"]),
            "salary_range": f"£{low:,.0f} – £{low * 1.25:,.0f}",
            "job_type": pick(words["job_types"]),
            "work_mode": pick(words["work_modes"]),
            "experience_level": level,
            "department": field["department"],
            "skills_required": self._random.sample(field["skills"], k=5),
            "status": self._weighted(words["job_statuses"]),
            "created_at": at,
            "updated_at": at,
        }
        return row, number

    def open(self, openings: list[Opening], decider: Actor = SYSTEM) -> None:
        """Take applications for ``openings``; a few of them draw most of the people.

        ``decider`` moves them; nobody is rejected where that is no person.
        """
        self._decider = decider
        self._openings = list(openings)
        self._random.shuffle(self._openings)
        self._popularity = list(accumulate(1 / (rank + 2) for rank in range(len(openings))))

    def person(self, number: int) -> Person:
        """Return a person; ``number`` makes the address one of its kind."""
        words, pick = self._words, self._random.choice
        given, family = pick(words["given"]), pick(words["family"])
        field = self._random.randrange(len(words["fields"]))
        return Person(
            name=f"{given} {family}",
            email=f"{given}.{family}.{_in_letters(number)}@example.org".lower(),
            phone=f"+44 7700 9{number % 100_000:05}",
            city=pick(words["cities"]),
            field=field,
            years=min(40, int(self._random.expovariate(1 / 7)) + 1),
            company=self._company(),
            position=pick(words["fields"][field]["titles"]),
        )

    def candidate(self, person: Person, applications: list[Row]) -> Row:
        """Return the row of a person who sent ``applications``."""
        began = min(row["applied_at"] for row in applications)
        return {
            "user_id": None,
            "merged_into_id": None,
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "location": person.city,
            **fingerprints(person.name, person.email, person.phone),
            "created_at": began,
            "updated_at": began,
            "last_active_at": max(row["updated_at"] for row in applications),
        }

    def move(self, application: Row) -> Row:
        """Return how an application came to its status, which is not the first."""
        return {
            "from_status": "Applied",
            "to_status": application["status"],
            "by": self._decider.key,
            "by_user_id": self._decider.user_id,
            "reason": application["rejection_reason"],
            "at": application["updated_at"],
            "undone_at": None,
        }

    def applications(self, person: Person, share: float) -> list[Row]:
        """Return a person's applications, all sent at ``share`` (0 to 1) of the time."""
        wanted = self._weighted(HOW_MANY_APPLICATIONS)
        jobs = {job.id: job for job in (self._drawn_to(person) for _ in range(wanted))}
        at = self._now - APPLICATIONS_SINCE * (1 - share)
        return [self._application(person, job, at) for job in jobs.values()]

    def _application(self, person: Person, job: Opening, at: datetime) -> Row:
        words, pick = self._words, self._random.choice
        salary = words["fields"][person.field]["base"] * (1 + person.years / 25)
        status = self._weighted(words["statuses"])
        if status == "Rejected" and self._decider.user_id is None:
            status = "Under Review"
        rejected = status == "Rejected"
        return {
            "job_id": job.id,
            "duplicate_of_id": None,
            "user_id": None,
            "applicant_name": person.name,
            "applicant_email": person.email,
            "email_index": keyring().blind_index(person.email),
            "applicant_phone": person.phone,
            "resume_url": None,
            "cover_letter": self._letter(person, job),
            "experience_years": person.years,
            "current_company": person.company,
            "current_position": person.position,
            "expected_salary": f"£{round(salary, -3):,.0f}",
            "availability": pick(words["availability"]),
            "answers": None,
            "form_version": None,
            "source": pick(words["sources"]),
            "status": status,
            "rejected_by": self._decider.user_id if rejected else None,
            "rejection_reason": pick(words["rejections"]) if rejected else None,
            "receipt_hash": token_hash(new_token()),
            "applied_at": at,
            "updated_at": at if status == "Applied" else self._later(at),
        }

    def _later(self, moment: datetime) -> datetime:
        days = self._random.uniform(0, DECIDED_WITHIN_DAYS)
        return min(self._now, moment + timedelta(days=days))

    def _letter(self, person: Person, job: Opening) -> str:
        field = self._words["fields"][person.field]
        skill, second = self._random.sample(field["skills"], k=2)
        facts = {"years": person.years, "company": person.company, "position": person.position}
        facts |= {"skill": skill, "second": second, "title": job.title, "city": person.city}
        return self._text(("hello", "proof", "why", "bye"), department=field["department"], **facts)

    def _text(self, parts: tuple[str, ...], **facts: object) -> str:
        return " ".join(self._random.choice(self._words[part]) for part in parts).format(**facts)

    def _drawn_to(self, person: Person) -> Opening:
        [job] = self._random.choices(self._openings, cum_weights=self._popularity)
        if job.field != person.field and self._random.random() < _FIELDS_ALIKE:
            [job] = self._random.choices(self._openings, cum_weights=self._popularity)
        return job

    def _company(self) -> str:
        pick = self._random.choice
        return f"{pick(self._words['company_first'])} {pick(self._words['company_second'])}"

    def _weighted(self, choices: Any) -> Any:
        values, weights = zip(*choices, strict=True)
        return self._random.choices(values, weights)[0]


def _in_letters(number: int) -> str:
    """Return ``number`` in letters: those whose addresses differ in digits alone look like one."""
    letters = ""
    while number:
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters
