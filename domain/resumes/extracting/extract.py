"""Turns a résumé's text into facts, each pointing at its words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.resumes.extracting import contacts, experience
from domain.resumes.extracting.dates import Period, find_periods
from domain.resumes.extracting.headings import SectionKind
from domain.resumes.extracting.instructions import find_instructions
from domain.resumes.extracting.language import detect_language
from domain.resumes.extracting.names import Evidence, find_name, lines_of, rank_names, two_people
from domain.resumes.extracting.ports import SkillFinder, SkillHit
from domain.resumes.extracting.positions import Job, employers, find_jobs, mark_studies
from domain.resumes.extracting.sections import Section, cut, is_document_title
from domain.resumes.extracting.sheet import Sheet, lay_out
from domain.resumes.extracting.skills import join_skills
from domain.resumes.extracting.stated import StatedSkill, find_stated
from domain.resumes.extracting.studies import Study, find_studies
from domain.resumes.extracting.tongues import find_languages
from domain.resumes.extracting.warnings import warn
from domain.resumes.facts import Fact, Reading, ResumeFacts

_LETTER_OF_BUSINESS = re.compile(
    r"\b(?:invoice|amount\s+due|bill\s+to|subtotal|vat\s+(?:no|id)|payment\s+terms|rechnung|rechnungsnummer"
    r"|gesamtbetrag|zahlbar|facture|montant\s+(?:ttc|ht)|total\s+ttc|purchase\s+order)\b|发票|应付金额",
    re.IGNORECASE,
)
_BUSINESS_WORDS = 2
_BODY: tuple[SectionKind, ...] = ("experience", "education", "references", "publications")


@dataclass(frozen=True, slots=True)
class _Contacts:
    emails: list[Fact[str]]
    phones: list[Fact[str]]
    links: list[Fact[str]]
    location: Fact[str] | None

    def spans(self) -> list[tuple[int, int]]:
        facts = [*self.emails, *self.phones, *self.links]
        return _spans([*facts, self.location] if self.location else facts)


@dataclass(frozen=True, slots=True)
class _Page:
    sheet: Sheet
    sections: list[Section]
    periods: list[Period]
    language: str | None
    today: date


def extract_facts(reading: Reading, today: date, skills: SkillFinder) -> ResumeFacts:
    """Return what the visible text says, with spans into ``reading.text``.

    Orders to machines are left out of everything and told as warnings, wherever they stand. An
    unreadable scan, or a page that is nobody's résumé, yields few facts or none. ``today`` ends the
    jobs that last.
    """
    orders = find_instructions(reading.text)
    sheet = lay_out(reading, [(order.start, order.end) for order in orders])
    language = detect_language(sheet.text)
    page = _Page(sheet, cut(sheet), find_periods(sheet.text), language, today)
    reached = _contacts(page)
    hits = skills(sheet.text)
    evidence = _evidence(page, reached, hits)
    name = find_name(sheet, evidence)
    is_business = _is_business(page)
    jobs, studies = _careers(page) if not is_business else ([], [])
    stated = experience.stated_years(sheet.text)
    total = experience.dated_years(jobs)
    people = two_people(rank_names(sheet, evidence), evidence)
    # Nobody can tell whose jobs they are when two people share a file.
    years = None if people else stated if total is None else total
    return ResumeFacts(
        language=language,
        name=None if is_business else name,
        emails=reached.emails,
        phones=reached.phones,
        links=reached.links,
        location=reached.location,
        languages=find_languages(sheet.text, page.sections),
        education=[study.education for study in studies],
        positions=[job.position for job in jobs],
        experience_years=years,
        experience_level=experience.level(years, experience.newest_titles(jobs)),
        skills=join_skills(
            [*hits, *_stated(page, reached, hits)],
            jobs,
            [*_not_told(page, reached, name), *employers(sheet.text, jobs)],
        ),
        warnings=warn(reading, orders, [*jobs, *studies], people),
    )


def _contacts(page: _Page) -> _Contacts:
    sheet, sections = page.sheet, page.sections
    others = _span_of(sections, "references")
    emails = _own(contacts.find_emails(sheet.text), others)
    body = _begin_of_body(sections, len(sheet.text))
    own = contacts.contact_spans(sheet, _span_of(sections, "contact"), _spans(emails), body)
    links = contacts.find_links(sheet, own, emails)
    dates = [(period.start, period.end) for period in page.periods]
    location = contacts.find_location(sheet, own, [*_spans([*emails, *links]), *dates])
    regions = contacts.regions_of(location, emails, page.language)
    phones = _own(contacts.find_phones(sheet, own, dates, regions), others)
    return _Contacts(emails, phones, links, location)


def _not_told(page: _Page, reached: _Contacts, name: Fact[str] | None) -> list[tuple[int, int]]:
    """Return where words that look like skills are none: contacts, the name, pastimes."""
    pastimes = _span_of(page.sections, "interests")
    return [*reached.spans(), *(_spans([name]) if name else []), *pastimes]


def _stated(page: _Page, reached: _Contacts, hits: Sequence[SkillHit]) -> list[StatedSkill]:
    """Return the skills that the finder does not know, from the person's own lists."""
    known = [*((hit.start, hit.end) for hit in hits), *reached.spans()]
    dates = [(period.start, period.end) for period in page.periods]
    return find_stated(page.sections, known, dates)


def _begin_of_body(sections: Sequence[Section], end: int) -> int:
    starts = (
        section.heading.piece.start
        for section in sections
        if section.heading and section.kind in {*_BODY, "projects"}
    )
    return min(starts, default=end)


def _own(facts: list[Fact[str]], others: Sequence[tuple[int, int]]) -> list[Fact[str]]:
    """Leave out what stands among the referees, unless nothing else is there."""
    own = [fact for fact in facts if not any(a <= fact.span.start < b for a, b in others)]
    return own or facts


def _evidence(page: _Page, reached: _Contacts, hits: Sequence[SkillHit]) -> Evidence:
    facts = [*reached.emails, *reached.phones]
    titled = any(is_document_title(line.text) for line in page.sheet.lines[:5])
    return Evidence(
        emails=tuple(email.value for email in reached.emails),
        contacts=lines_of(page.sheet, _spans([*facts, *reached.links])),
        is_person=bool(facts) or titled or any(section.kind for section in page.sections),
        links=tuple(link.value for link in reached.links),
        body=tuple(span for kind in _BODY for span in _span_of(page.sections, kind)),
        skip=(*((hit.start, hit.end) for hit in hits), *reached.spans()),
    )


def _careers(page: _Page) -> tuple[list[Job], list[Study]]:
    careers = find_jobs(page.sections, page.periods, page.today)
    studies = find_studies(page.sections, careers.studies, page.periods, page.today)
    return mark_studies(careers.jobs, [one.stretch for one in studies if one.stretch]), studies


def _is_business(page: _Page) -> bool:
    """Whether the page is a bill or the like: its words, and none of a résumé's headings."""
    said = {match[0].casefold() for match in _LETTER_OF_BUSINESS.finditer(page.sheet.text)}
    telling = {section.kind for section in page.sections} & {"experience", "education", "skills"}
    return len(said) >= _BUSINESS_WORDS and not telling


def _span_of(sections: Iterable[Section], kind: SectionKind) -> list[tuple[int, int]]:
    return [
        (section.lines[0].piece.start, section.end)
        for section in sections
        if section.kind == kind and section.lines
    ]


def _spans(facts: Iterable[Fact[str]]) -> list[tuple[int, int]]:
    return [(fact.span.start, fact.span.end) for fact in facts]
