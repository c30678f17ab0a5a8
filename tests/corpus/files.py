"""Every file of the corpus: who, how it looks, and what must be read in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from reportlab.lib.pdfencrypt import StandardEncryption

from domain.resumes.measuring import Exam, Expected
from tests.corpus import variants
from tests.corpus.attacks import DOCX_ATTACKS, HIDDEN, PDF_ATTACKS, WORDS, Attack, strike_out
from tests.corpus.docx import Change, write_docx
from tests.corpus.equivalents import ARGUABLE, EQUIVALENTS
from tests.corpus.look import Look, Sheet
from tests.corpus.pdf import draw_pdf
from tests.corpus.people import PEOPLE
from tests.corpus.person import TODAY, Person, marks_of
from tests.corpus.raw import layered_pdf
from tests.corpus.refused import REFUSED, scan

Build = Callable[[Person], bytes]


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file. ``build`` draws it for the person or for another one in their place."""

    name: str
    person: Person | None
    build: Build
    expected: Expected

    def content(self) -> bytes:
        """Return the file's bytes, the same each time."""
        return self.build(self.person or PEOPLE["amara"])


_LOOKS: dict[str, tuple[str, Look]] = {
    "amara-one-column.pdf": ("amara", Look()),
    "amara-word.docx": ("amara", Look(dates="long")),
    "lukasz-two-columns.pdf": ("lukasz", Look("two", skills="chips", font="Vera")),
    "lukasz-word.docx": ("lukasz", Look(dates="slash", headings="caps")),
    "priya-dark-sidebar.pdf": (
        "priya",
        Look("left", dates="slash", icons=True, skills="bars", font="Vera"),
    ),
    "priya-nested-tables.docx": ("priya", Look("nested", dates="iso")),
    "diego-light-sidebar.pdf": ("diego", Look("right", dates="dots")),
    "diego-spaced-by-font.pdf": ("diego", Look(name="charspace", dates="since")),
    "meiling-spaced-name.pdf": ("meiling", Look(name="spaced", dates="long_dash")),
    "meiling-text-boxes.docx": ("meiling", Look("boxes", dates="short")),
    "noah-timeline.pdf": ("noah", Look("timeline", name="small_caps", dates="slash")),
    "fatima-timeline.docx": ("fatima", Look("timeline", dates="iso", name="small_caps")),
    "thabo-one-company.pdf": ("thabo", Look(by_company=True)),
    "thabo-one-company.docx": ("thabo", Look(by_company=True, dates="slash")),
    "grace-table.pdf": ("grace", Look("table", dates="long")),
    "grace-header.docx": ("grace", Look("header", dates="long_dash")),
    "helen-latex.pdf": ("helen", Look(latex=True, font="Vera", dates="long_dash")),
    "helen-titled.docx": ("helen", Look(name="titled", dates="slash")),
    "rosa-running-header.pdf": ("rosa", Look("header", dates="seasons")),
    "samuel-no-headings.docx": ("samuel", Look(headings="none", dates="long_dash")),
    "david-capitals.pdf": ("david", Look(name="caps", headings="caps", dates="slash")),
    "david-last-name-first.docx": ("david", Look(name="comma")),
    "linh-chips.pdf": ("linh", Look(skills="chips", dates="quarters")),
    "jack-inline.pdf": ("jack", Look(dates_at="inline", dates="short", headings="none")),
    "aisha-dates-below.pdf": ("aisha", Look(dates_at="below", dates="long")),
    "olivia-times.pdf": ("olivia", Look(font="Times-Roman", dates="short", icons=False)),
    "kenji-two-columns.pdf": ("kenji", Look("two", by_company=True, dates="dots")),
    "earl-inline.pdf": ("earl", Look(dates_at="inline", dates="slash", headings="caps")),
    "ivan-caps-by-font.docx": ("ivan", Look(name="caps", icons=True, dates="iso")),
    "maria-sidebar.docx": ("maria", Look("right", dates="short", dates_at="below")),
    "giulia-dark-sidebar.docx": ("giulia", Look("left", dates="long", dates_at="above")),
    "sofia-dark-sidebar.pdf": ("sofia", Look("left", dates="short", font="Vera", icons=True)),
    "pieter-dates-above.pdf": ("pieter", Look(dates_at="above", dates="iso")),
    "pieter-dates-left.pdf": ("pieter", Look(dates_at="left", dates="dots")),
    "annalena.pdf": ("annalena", Look(dates="since_slash")),
    "annalena.docx": ("annalena", Look(dates="german_until", dates_at="above")),
    "juergen-table.pdf": ("juergen", Look("table", dates="german")),
    "claire.pdf": ("claire", Look(dates="since")),
    "julien.docx": ("julien", Look(dates="long_dash")),
    "julien-dark-sidebar.pdf": ("julien", Look("left", dates="slash")),
    "zhangwei.pdf": ("zhangwei", Look(dates="zh", font="STSong-Light")),
    "zhangwei.docx": ("zhangwei", Look(dates="zh_dots")),
    "lina-table.pdf": ("lina", Look("table", dates="zh_dots", font="STSong-Light")),
    "lina.docx": ("lina", Look(dates="zh")),
}
_YEARS_ONLY: dict[str, tuple[str, Look, float]] = {
    # From the middle of a year to the middle of a year; until today where the job lasts.
    "maria-years-only.pdf": ("maria", Look(dates="years"), 12.0),  # mid-2014 to 6/2026
    "ivan-apostrophe.pdf": (
        "ivan",
        Look(dates="apostrophe", dates_at="below"),
        14.0,
    ),  # mid-2012 on
    "giulia-years-only.docx": ("giulia", Look(dates="years"), 13.0),  # mid-2013 to 6/2026
}
_VARIANTS: dict[str, tuple[Callable[[], Person], Look]] = {
    "amara-overlapping.pdf": (variants.overlapping, Look(dates="slash")),
    "noah-volunteering.docx": (variants.volunteering, Look()),
    "samuel-four-pages.pdf": (variants.very_long, Look(dates="long")),
    "fatima-very-short.pdf": (variants.very_short, Look(dates="since_slash", dates_at="inline")),
    "earl-functional.docx": (variants.functional, Look(dated=False)),
}
_PLAIN = Look()
_ATTACKED = ("grace", "rosa", "david", "earl", "olivia", "linh")


def expected_of(person: Person) -> Expected:
    """Return what must be read about a person, whatever the layout."""
    marks = marks_of(person)
    return Expected(
        name=person.name,
        emails=(person.email,),
        phones=(person.e164,),
        skills=tuple(marks.must),
        also=tuple(marks.may),
        experience_years=person.years,
        warnings=(),
    )


@cache
def corpus() -> tuple[CorpusFile, ...]:
    """Return all files; their bytes are made when asked for."""
    return (*_honest(), *_attacked(), *_refused())


def exam() -> Exam:
    """Return the corpus as an exam."""
    files = {file.name: file.expected for file in corpus()}
    return Exam(today=TODAY, files=files, equivalents=EQUIVALENTS, also=ARGUABLE)


def _honest() -> Iterator[CorpusFile]:
    for name, (key, look) in _LOOKS.items():
        yield _file(name, PEOPLE[key], _builder(name, look))
    for name, (key, look, years) in _YEARS_ONLY.items():
        yield _file(name, PEOPLE[key], _builder(name, look), experience_years=years)
    for name, (tell, look) in _VARIANTS.items():
        yield _file(name, tell(), _builder(name, look))
    yield _file(
        "amara-zero-width.docx",
        variants.zero_width(),
        partial(_written, look=Look()),
        warnings=None,
    )
    yield _file(
        "lukasz-from-the-future.pdf",
        variants.from_the_future(),
        partial(_drawn, look=Look(dates="slash", font="Vera")),
        warnings=("implausible_dates",),
    )
    yield _file("kenji-owner-password.pdf", PEOPLE["kenji"], _owner_locked)


def _attacked() -> Iterator[CorpusFile]:
    for nth, (name, attack) in enumerate((PDF_ATTACKS | DOCX_ATTACKS).items()):
        ending = "pdf" if attack.pdf else "docx"
        person = PEOPLE[_ATTACKED[nth % len(_ATTACKED)]]

        yield _file(
            f"attack-{name}.{ending}",
            person,
            partial(_attack, attack=attack),
            hidden_skills=HIDDEN,
            warnings=attack.warnings,
        )
    yield _file(
        "attack-hidden-layer.pdf",
        PEOPLE["grace"],
        _layered,
        hidden_skills=HIDDEN,
        warnings=("hidden_text",),
    )
    yield _file(
        "attack-white-beside-sidebar.pdf",
        PEOPLE["linh"],
        partial(_attack, attack=PDF_ATTACKS["white"], look=Look("left", skills="bars")),
        hidden_skills=HIDDEN,
        warnings=("hidden_text",),
    )
    # What was struck out is no secret writing, but no part of the text either: not judged.
    yield _file(
        "attack-struck-out.docx",
        PEOPLE["rosa"],
        partial(_written, look=Look(), change=strike_out),
        hidden_skills=HIDDEN,
        warnings=None,
    )


def _refused() -> Iterator[CorpusFile]:
    for name, refused in REFUSED.items():
        expected = Expected(refused=refused.kinds)
        yield CorpusFile(f"refused-{name}", None, partial(_made_alone, refused.build), expected)
    yield _file("scan.pdf", PEOPLE["olivia"], _scanned, warnings=None, scan=True)


def _made_alone(build: Callable[[], bytes], _: Person) -> bytes:
    return build()


def _file(name: str, person: Person, build: Build, **changes: object) -> CorpusFile:
    return CorpusFile(name, person, build, expected_of(person).model_copy(update=changes))


def _builder(name: str, look: Look) -> Build:
    return partial(_drawn if name.endswith(".pdf") else _written, look=look)


def _drawn(person: Person, look: Look) -> bytes:
    return draw_pdf(Sheet(person, look))


def _written(person: Person, look: Look, change: Change | None = None) -> bytes:
    return write_docx(Sheet(person, look), change)


def _attack(person: Person, attack: Attack, look: Look = _PLAIN) -> bytes:
    if attack.docx:
        return _written(person, look, attack.docx)
    return draw_pdf(Sheet(person, look), attack.flowable)


def _owner_locked(person: Person) -> bytes:
    lock = StandardEncryption("", ownerPassword="owner", canCopy=0, strength=128)
    return draw_pdf(Sheet(person, Look()), encrypt=lock)


def _layered(person: Person) -> bytes:
    return layered_pdf(_lines(person), WORDS)


def _scanned(person: Person) -> bytes:
    return scan(_lines(person))


def _lines(person: Person) -> list[str]:
    """Return a résumé as plain lines, for the files that are not laid out."""
    sheet = Sheet(person, Look())
    lines = [sheet.name, sheet.text(person.headline), *sheet.contact, "", sheet.heading("profile")]
    lines += [sheet.text(person.summary), "", sheet.heading("jobs")]
    for job in person.jobs:
        lines += [f"{sheet.text(job.title)}, {job.company}, {sheet.span(job)}", *sheet.points(job)]
    lines += ["", sheet.heading("studies")]
    lines += [f"{sheet.text(x.degree)}, {x.school}, {x.start}-{x.end}" for x in person.studies]
    return [*lines, "", sheet.heading("skills"), *sheet.groups()]
