"""Reads how a person can be reached: e-mail addresses, telephone numbers, links, place."""

import re
from collections.abc import Iterable, Sequence

import phonenumbers

from domain.resumes.extracting.place_words import NOT_ALONE, STATES
from domain.resumes.extracting.places import country_of, find_place
from domain.resumes.extracting.sheet import Piece, Sheet, cells
from domain.resumes.facts import Fact

_EMAIL = re.compile(
    r"(?<![\w.+%-])(?P<local>[^\W_](?:[\w.+%'-]{0,62}[\w+%-])?|[^\W_])[@＠]\n?"
    r"(?P<host>[^\W_](?:[\w-]*\w)?(?:\.[^\W_](?:[\w-]*\w)?)*\.[^\W\d_]{2,24})(?![\w@])"
)
_SPELLED = re.compile(
    r"(?<![\w.])(?P<local>\w[\w.+-]{0,62})\s*[(\[{]\s*(?:at|ät|arobase|@)\s*[)\]}]\s*"
    r"(?P<host>[\w-]+(?:\s*(?:[(\[{]\s*(?:dot|punkt|point|\.)\s*[)\]}]|\.)\s*[\w-]+)+)",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s*(?:[(\[{]\s*(?:dot|punkt|point|\.)\s*[)\]}]|\.)\s*", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]{}\"'，。、|]+"
    r"|(?<![\w@./-])(?:[\w-]+\.)?(?:linkedin\.com/(?:in|pub)|xing\.com/(?:profile|people)"
    r"|github\.com|gitlab\.com|bitbucket\.org|behance\.net|dribbble\.com|medium\.com|kaggle\.com"
    r"|stackoverflow\.com/users|orcid\.org)/[\w@%./~-]+",
    re.IGNORECASE,
)
_BARE_SITE = re.compile(
    r"(?<![\w@./-])(?:[a-z\d-]+\.)+(?:com|net|org|dev|io|me|de|fr|cn|co|uk|eu|info|design|app|blog"
    r"|page|tech|site|online|studio|at|ch)(?:/[\w@%./~-]*)?(?![\w@.])"
)
_PHONE_LABEL = re.compile(
    r"(?:\b(?:phone|tel|telephone|mobile|mob|cell|ph|telefon|handy|mobil|fon|tél|téléphone|portable"
    r"|whatsapp|[tmpc])\b|电话|手机|联系方式|联系电话|☎|📞|📱|✆)[^\w+(]*$",
    re.IGNORECASE,
)
_NUMBER_OF_SOMETHING = re.compile(
    r"(?:\b(?:id|nr|no|number|nummer|matrikel\w*|passport|iban|bic|vat|ust\w*|steuer\w*|siret|siren"
    r"|license|licence|reg\w*|cert\w*|credential\w*|isbn|doi|issn|orcid|invoice|rechnung\w*|order"
    r"|account|konto\w*|kunden\w*|fax|n°|ref|patent\w*|ssn)\b\.?|身份证号?|学号|编号|证书号|[#№])[\s:.#]*$",
    re.IGNORECASE,
)
_CONTACT_LABEL = re.compile(
    r"^(?:(?:address|location|city|based\s+in|residence|adresse|anschrift|wohnort|ort|standort"
    r"|ville|lieu|domicile|lives\s+in|place)\b|现居地?|所在地|居住地|地址|现居住地|所在城市|城市)\s*(?:[:：]\s*|$)|^(?:现居地?|所在地|居住地|地址|现居住地|所在城市)\s*",
    re.IGNORECASE,
)
_REGION_OF_LANGUAGE = {"de": "DE", "fr": "FR", "zh": "CN", "en": "US"}
_SOLD_TO_ALL = {"AC", "AI", "CC", "CO", "FM", "IO", "ME", "TV", "WS"}
"""Countries whose domains people everywhere use."""
_CONTACT_LINES = 14

Spans = list[tuple[int, int]]


def find_emails(text: str) -> list[Fact[str]]:
    """Return the e-mail addresses, in small letters, each once."""
    found = [(m, f"{m['local']}@{m['host']}", 0.99) for m in _EMAIL.finditer(text)]
    found += [
        (m, f"{m['local']}@{_DOT.sub('.', m['host'])}", 0.85) for m in _SPELLED.finditer(text)
    ]
    facts = (
        _fact(email.casefold(), Piece(match[0], match.start()), sure)
        for match, email, sure in sorted(found, key=lambda one: one[0].start())
        if ".." not in email
    )
    return _each_once(facts)


def find_links(sheet: Sheet, contact: Spans, emails: Iterable[Fact[str]]) -> list[Fact[str]]:
    """Return profiles and sites as absolute addresses; bare host names only among contacts."""
    taken = [(email.span.start, email.span.end) for email in emails]
    matches = [(match, 0.95) for match in _URL.finditer(sheet.text)]
    for start, end in contact:
        matches += [(match, 0.7) for match in _BARE_SITE.finditer(sheet.text, start, end)]
    facts = []
    for match, sure in sorted(matches, key=lambda one: one[0].start()):
        piece = Piece(match[0].rstrip(".,;:!?"), match.start())
        if not _touches(piece, taken):
            taken.append((piece.start, piece.end))
            address = piece.text if "://" in piece.text else f"https://{piece.text}"
            facts.append(_fact(address, piece, sure))
    return _each_once(facts)


def find_phones(
    sheet: Sheet, contact: Spans, dates: Spans, regions: Sequence[str]
) -> list[Fact[str]]:
    """Return telephone numbers as E.164.

    A number without ``+`` is read as one of the first of ``regions`` where it is one in use, and
    only beside a label or among the contacts; there one that is dialled with a leading 0 need not
    be in use. Dates, and what is named a number of something else, are none.
    """
    facts = []
    for found in _numbers(sheet.text, regions):
        piece = Piece(found.raw_string, found.start)
        line = sheet.text[sheet.text.rfind("\n", 0, piece.start) + 1 : piece.start]
        international = piece.text.lstrip("( ").startswith(("+", "00"))
        is_labelled = bool(_PHONE_LABEL.search(line))
        is_valid = phonenumbers.is_valid_number(found.number)
        is_placed = is_labelled or _touches(piece, contact)
        if _NUMBER_OF_SOMETHING.search(line) or (_touches(piece, dates) and not international):
            continue
        is_dialled = is_valid or is_labelled or piece.text.lstrip("( ").startswith("0")
        if international or (is_placed and is_dialled):
            sure = 0.97 if international and is_valid else 0.85 if is_valid else 0.6
            e164 = phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
            facts.append(_fact(e164, piece, sure))
    return _each_once(facts)


def _numbers(text: str, regions: Sequence[str]) -> list[phonenumbers.PhoneNumberMatch]:
    """Return what may be numbers, each read as the first region reads it that knows it."""
    possible = phonenumbers.Leniency.POSSIBLE
    found: list[phonenumbers.PhoneNumberMatch] = []
    tried: Sequence[str | None] = regions or [None]
    for region in tried:
        found += phonenumbers.PhoneNumberMatcher(text, region, leniency=possible)
    return _best_of(found)


def _best_of(found: list[phonenumbers.PhoneNumberMatch]) -> list[phonenumbers.PhoneNumberMatch]:
    best: list[phonenumbers.PhoneNumberMatch] = []
    for one in sorted(found, key=lambda one: not phonenumbers.is_valid_number(one.number)):
        if not any(one.start < other.end and other.start < one.end for other in best):
            best.append(one)
    return sorted(best, key=lambda one: one.start)


def find_location(sheet: Sheet, contact: Spans, taken: Spans) -> Fact[str] | None:
    """Return city, region and country where the contacts name them, never a street."""
    best: Fact[str] | None = None
    for start, end in contact:
        for line in sheet.between(start, end):
            for cell in cells(line.piece):
                label = _CONTACT_LABEL.match(cell.text)
                bare = cell.part(label.end() if label else 0, len(cell.text))
                place = find_place(bare)
                if _touches(place[1] if place else bare, taken):
                    continue
                if place is None and label:
                    place = (bare.text, bare, 0.7) if _looks_like_town(bare.text) else None
                if place and (best is None or (label and best.confidence < 0.95)):
                    value, piece, sure = place
                    best = _fact(value, piece, 0.95 if label else sure)
    return best


def regions_of(
    location: Fact[str] | None, emails: Iterable[Fact[str]], language: str | None
) -> list[str]:
    """Return the ISO countries whose telephone numbers may need no plus here, likeliest first.

    The place says it, else the country of an address's host, else the language.
    """
    said = [_region_of_place(location.value) if location else None]
    said += [_region_of_host(email.value) for email in emails]
    said.append(_REGION_OF_LANGUAGE.get(language or ""))
    return list(dict.fromkeys(region for region in said if region))


def _region_of_place(place: str) -> str | None:
    parts = [part.strip() for part in place.split(",")]
    for part in reversed(parts):
        # Beside a town, Georgia and the like are states.
        is_state = len(parts) > 1 and part.casefold() in NOT_ALONE
        if not is_state and (region := country_of(part)):
            return region
    return "US" if parts[-1] in STATES or parts[-1].casefold() in NOT_ALONE else None


def _region_of_host(email: str) -> str | None:
    ending = email.rpartition(".")[2].upper()
    region = "GB" if ending == "UK" else ending
    return region if region in phonenumbers.SUPPORTED_REGIONS - _SOLD_TO_ALL else None


def contact_spans(
    sheet: Sheet, sections: Iterable[tuple[int, int]], emails: Spans, body: int
) -> Spans:
    """Return where contacts stand: the top, the contact sections, and around e-mail addresses.

    The top ends where the ``body`` begins, the first section that tells of jobs or studies.
    """
    lines = sheet.lines
    spans = list(sections)
    if lines:
        top = lines[min(_CONTACT_LINES, len(lines)) - 1]
        spans.insert(0, (0, min(top.piece.end, body)))
    for start, _ in emails:
        near = [n for n, line in enumerate(lines) if line.piece.start <= start < line.piece.end]
        for number in near:
            first, last = lines[max(0, number - 3)], lines[min(len(lines) - 1, number + 3)]
            end = min(last.piece.end, body) if start < body else last.piece.end
            spans.append((first.piece.start, end))
    return spans


def _looks_like_town(words: str) -> bool:
    return 0 < len(words) <= 40 and not any(map(str.isdigit, words)) and "@" not in words


def _touches(piece: Piece, spans: Iterable[tuple[int, int]]) -> bool:
    return any(piece.start < end and start < piece.end for start, end in spans)


def _fact(value: str, piece: Piece, sure: float) -> Fact[str]:
    return Fact[str](value=value, span=piece.span, confidence=sure)


def _each_once(facts: Iterable[Fact[str]]) -> list[Fact[str]]:
    first: dict[str, Fact[str]] = {}
    for fact in facts:
        first.setdefault(fact.value.casefold().rstrip("/"), fact)
    return list(first.values())
