"""The same résumés told of somebody else: no score may move when who they are does.

Name, e-mail and links, words for gender, pronouns, photo, street, years of study and of birth
change; jobs, skills, texts and layout stay. Run ``python -m tests.corpus --swapped FOLDER``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from tests.corpus.files import CorpusFile, corpus
from tests.corpus.person import Job, Person, Study

EARLIER = 7
"""Studies and birth move by so many years into the past; length and order stay."""
_PAIRS = (
    "she he",
    "her his",  # the corpus writes "her" for what is hers alone, never for herself
    "mrs mr",
    "mother father",
    "female male",
    "weiblich männlich",
    "softwareentwicklerin softwareentwickler",
    "entwicklerin entwickler",
    "bilanzbuchhalterin bilanzbuchhalter",
    "buchhalterin buchhalter",
    "industriekauffrau industriekaufmann",
    "infirmière infirmier",
    "diplômée diplômé",
    "féminin masculin",
    "née né",
    "développeuse développeur",
    "intégratrice intégrateur",
    "女 男",
)
_OTHER = {a: b for pair in _PAIRS for a, b in (pair.split(), pair.split()[::-1])}
_WORD = re.compile("|".join(rf"(?<!\w){word}(?!\w)" for word in _OTHER), re.IGNORECASE)
_HAN = re.compile("[女男]")
_YEAR = re.compile(r"\b(?:19|20)\d\d")


def swapped(person: Person) -> Person:
    """Return the person as somebody else with the same career."""
    return replace(
        person,
        name=person.other_name,
        other_name=person.name,
        email=person.other_email,
        other_email=person.email,
        street=person.other_street,
        other_street=person.street,
        photo=person.photo + 3,
        headline=_told(person, person.headline),
        summary=_told(person, person.summary),
        jobs=tuple(_job(person, job) for job in person.jobs),
        studies=tuple(_study(person, study) for study in person.studies),
        links=tuple(_link(person, link) for link in person.links),
        extras=tuple(
            (heading, tuple(_told(person, line) for line in lines))
            for heading, lines in person.extras
        ),
        personal=tuple(_YEAR.sub(_earlier, _told(person, line)) for line in person.personal),
    )


def swapped_corpus() -> Iterator[tuple[CorpusFile, CorpusFile]]:
    """Yield each file about a person beside the same file about somebody else."""
    for file in corpus():
        if file.person is not None:
            other = swapped(file.person)
            contacts = {"name": other.name, "emails": (other.email,)}
            expected = file.expected.model_copy(update=contacts)
            yield file, CorpusFile(file.name, other, file.build, expected)


def swap_words(text: str) -> str:
    """Return the text with its words for gender turned round, capitals kept."""
    return _HAN.sub(lambda m: _OTHER[m[0]], _WORD.sub(_turned, text))


def _turned(match: re.Match[str]) -> str:
    word, other = match[0], _OTHER[match[0].lower()]
    return other.capitalize() if word[0].isupper() else other


def _told(person: Person, text: str) -> str:
    old, new = person.name.split(), person.other_name.split()
    text = text.replace(person.name, person.other_name)
    if len(old) > 1:
        # Authors' lists write the last name and one letter.
        text = text.replace(f"{old[-1]} {old[0][0]}.", f"{new[-1]} {new[0][0]}.")
        for name, other in ((old[0], new[0]), (old[-1], new[-1])):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", other, text)
    return swap_words(text)


def _job(person: Person, job: Job) -> Job:
    points = tuple(_told(person, point) for point in job.points)
    return replace(job, title=_told(person, job.title), points=points)


def _study(person: Person, study: Study) -> Study:
    degree = _told(person, study.degree)
    return replace(study, degree=degree, start=study.start - EARLIER, end=study.end - EARLIER)


def _link(person: Person, link: str) -> str:
    slug = re.sub(r"\W+", "-", person.other_name.lower()).strip("-")
    host, slash, _ = link.removeprefix("https://").rpartition("/")
    return f"{host}{slash}{slug}" if host else f"https://{slug}.example"


def _earlier(match: re.Match[str]) -> str:
    return str(int(match[0]) - EARLIER)
