"""Finds the person's name: by size, place, contacts beside it, and what it is not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.resumes.extracting.folding import fold, letters_of, name_cased
from domain.resumes.extracting.headings import HEADINGS
from domain.resumes.extracting.places import is_place
from domain.resumes.extracting.sections import heading_kind, is_document_title
from domain.resumes.extracting.sheet import Line, Piece, Sheet, cells
from domain.resumes.extracting.titles import is_company, is_degree, is_title
from domain.resumes.facts import Fact

_TOP_LINES = 14
_ENOUGH = 0.5
_PARTICLES = frozenset(
    """de del della der den di da dos das du la le van von zu zur vom bin bint ibn al el abu ben ter
    ten af av y e dal do st st. san dela""".split()
)
_ADDRESSED = re.compile(
    r"^(?:dear|mr|mrs|ms|miss|mx|herrn?|frau|sehr\s+geehrte|m\.|mme|mlle|madame|monsieur|chère?|hi|hello|to|an|attn)\b",
    re.IGNORECASE,
)
_HONOURS = re.compile(
    r"^(?:(?:univ\.-)?prof(?:essor)?\.?|dr\.?|dipl\.-\w+\.?|pd|ing\.|mag\.|rev\.|sir|med\.|rer\.|nat\.|phil\.|h\.c\.)\s+",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:,\s*|\s+)(?:ph\.?d\.?|mba|m\.?sc\.?|b\.?sc\.?|m\.?a\.?|b\.?a\.?|md|m\.d\.|rn|bsn|msn|cpa|cfa|pmp|esq\.?"
    r"|jr\.?|sr\.?|ii|iii|iv|cissp|ll\.?m\.?|ll\.?b\.?|j\.?d\.?|pe|p\.eng\.?|acca|fcca|shrm-cp|phr|dnp|np|fnp|m\.?ed\.?"
    r"|m\.?eng\.?|b\.?eng\.?|dds|dvm|pharmd|aprn|lcsw|cma|cipd)\.?(?=,|\s|$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]")  # noqa: RUF001  # full-width brackets
_LABEL = re.compile(
    r"^(?:(?:full\s+)?name|name\s+of\s+applicant|vor-?\s*und\s+nachname|nom\s+(?:et\s+)?prénom|nom|姓\s*名)\s*[:：]\s*"
    r"|^姓\s*名\s+",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(
    r"^(?:(?:resume|résumé|curriculum\s+vitae|cv|lebenslauf)\s*(?:of|von|de|d['’]|[-–—:|])?\s+|个人简历\s*[:：-]?\s*)",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"\s+[-–—/]\s+|\s*[:：;；]\s*")  # noqa: RUF001  # as people write them
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’‘`-](?=[^\W\d_]))*\.?")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff]{1,3}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤欧阳司马上官诸葛温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒"
    "阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉"
    "缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎"
    "甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NO_NAMES = frozenset(
    """lorem ipsum dolor page seite street straße strasse road avenue lane drive boulevard rue platz weg
    summary skills experience education profile contact objective references languages projects
    university college school institute department faculty team company invoice bill receipt total
    date amount order customer number january february march april june july august september
    october november december januar februar märz mai juni juli oktober dezember janvier février
    mars avril juin juillet août septembre octobre novembre décembre key core technical professional
    personal work relevant selected additional career employment history management marketing sales
    finance software data science machine learning computer design development business project
    communication leadership customer service health care web mobile cloud security network systems
    microsoft google amazon adobe office excel native fluent english german french spanish chinese
    italian russian arabic deutsch englisch französisch anglais allemand français espagnol chinois
    available remote full part time driving licence license female male single married nationality
    born date birth geboren geburtsdatum familienstand staatsangehörigkeit née né nationalité
    confidential application bewerbung cover letter anschreiben motivation candidature and und et or
    the of for with in to an die das der les des this is are strategic planning problem solving
    critical thinking public speaking quality assurance resources human financial accounting
    bachelor master degree honours certificate certified training terms conditions best regards
    sincerely yours kind mit freundlichen grüßen cordialement thank you rechnung facture dear""".split()
)
_NO_NAMES_ZH = re.compile(
    r"(?:简历|经历|经验|教育|技能|项目|公司|大学|学院|工程|经理|联系|电话|邮箱|地址|求职|意向|个人|性别|年龄|籍贯|民族"
    r"|学历|专业|证书|语言|工作|自我|评价|北京|上海|广州|深圳|杭州|应聘|简介|男|女$|年|月)"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: str
    piece: Piece
    line: int
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a name: e-mail addresses, and whether this is a person's page at all.

    ``skip`` are spans that cannot be names: skills, places, links, hidden orders to machines.
    """

    emails: tuple[str, ...]
    contacts: tuple[int, ...]
    is_person: bool
    skip: tuple[tuple[int, int], ...]


def find_name(sheet: Sheet, evidence: Evidence) -> Fact[str] | None:
    """Return the name in people's spelling; None where none or more than one person fits."""
    ranked = rank_names(sheet, evidence)
    if not ranked or len(two_people(ranked, evidence)) > 1:
        return None
    return ranked[0]


def rank_names(sheet: Sheet, evidence: Evidence) -> list[Fact[str]]:
    """Return what may be the name, the likeliest first."""
    best: dict[str, tuple[float, _Candidate]] = {}
    for candidate in _candidates(sheet, evidence):
        score = _score(candidate, sheet, evidence)
        key = " ".join(sorted(fold(candidate.value).split()))
        if score >= _ENOUGH and score > best.get(key, (0.0, candidate))[0]:
            best[key] = (score, candidate)
    ranked = sorted(best.values(), key=lambda one: (-one[0], one[1].line))
    return [
        Fact[str](value=one.value, span=one.piece.span, confidence=round(min(score, 0.98), 2))
        for score, one in ranked
    ]


def two_people(ranked: list[Fact[str]], evidence: Evidence) -> list[str]:
    """Return the names when two people with an e-mail address each fit alike, else one or none."""
    backed = {
        email: fact.value
        for fact in sorted(ranked, key=lambda fact: fact.confidence)
        for email in evidence.emails
        if supports(email, fact.value)
    }
    names = list(dict.fromkeys(backed.values()))
    return names if len(names) > 1 else [fact.value for fact in ranked[:1]]


def supports(email: str, name: str) -> bool:
    """Whether the local part of an address is made of the name: jane.doe, jdoe, doej, doe."""
    local = letters_of(email.partition("@")[0])
    tokens = [letters_of(token) for token in re.split(r"[\s-]+", name)]
    tokens = [token for token in tokens if len(token) > 1]
    if not local or not tokens:
        return False
    long_hits = [token for token in tokens if len(token) >= 3 and token in local]
    return bool(long_hits) and (len(long_hits) > 1 or any(len(token) >= 4 for token in long_hits)
                                or local == long_hits[0])


def _candidates(sheet: Sheet, evidence: Evidence) -> Iterator[_Candidate]:
    for number, line in enumerate(sheet.lines):
        if line.bullet and number > 3:
            continue
        for piece, is_labelled in _segments(line):
            value = person_name(piece.text)
            if value and (is_labelled or not _is_skipped(piece, evidence)):
                yield _Candidate(value, piece, number, is_labelled)
    yield from _stacked(sheet)


def _segments(line: Line) -> Iterator[tuple[Piece, bool]]:
    for cell in cells(line.piece):
        label = _LABEL.match(cell.text)
        if label:
            yield cell.part(label.end(), len(cell.text)), True
            continue
        if heading_kind(cell.text) or is_document_title(cell.text):
            continue
        of = _OF_PERSON.match(cell.text)
        bare = cell.part(of.end(), len(cell.text)) if of else cell
        yield bare, False
        first = _SEGMENTS.search(bare.text)
        if first:
            yield bare.part(0, first.start()), False


def _stacked(sheet: Sheet) -> Iterator[_Candidate]:
    """First and last name in two big lines, one above the other."""
    lines = sheet.lines
    for number, (upper, lower) in enumerate(zip(lines, lines[1:], strict=False)):
        is_big = sheet.body_size and upper.size >= 1.3 * sheet.body_size
        if is_big and abs(upper.size - lower.size) < 0.6 and _is_short(upper) and _is_short(lower):
            end = lower.piece.end - upper.piece.start
            start = upper.piece.start
            value = person_name(f"{upper.text} {lower.text}")
            if value:
                yield _Candidate(value, Piece(sheet.text[start : start + end], start), number, False)


def _is_short(line: Line) -> bool:
    return len(line.text.split()) <= 2 and person_name(f"{line.text} {line.text}") is not None


def person_name(words: str) -> str | None:
    """Return a person's name in people's spelling, without titles; None for other words."""
    bare = _ASIDE.sub("", words).strip(" ,.|•·*")
    if not bare or len(bare) > 60 or _ADDRESSED.match(bare):
        return None
    if re.search(r"[\u4e00-\u9fff]", bare):
        return _chinese_name(bare)
    if heading_kind(bare) or is_document_title(bare) or is_place(bare):
        return None
    while (shorter := _HONOURS.sub("", bare)) != bare:
        bare = shorter
    bare = _BEHIND.sub("", bare).strip(" ,")
    last, comma, first = bare.partition(",")
    if comma:
        bare = f"{first.strip()} {last.strip()}"
        if len(last.split()) > 3 or not first.strip():
            return None
    return name_cased(bare, _PARTICLES) if _is_name(bare) else None


def _chinese_name(words: str) -> str | None:
    match = _HAN_NAME.match(words)
    rest = words[match.end() :].strip() if match else ""
    if match is None or (rest and not rest.isascii()) or _NO_NAMES_ZH.search(match[0]):
        return None
    name = re.sub(r"\s+", "", match[0])
    return name if name[0] in _SURNAMES and not is_title(name) and name not in HEADINGS else None


def _is_name(words: str) -> bool:
    tokens = words.split()
    if not 2 <= len(tokens) <= 6 or any(not _TOKEN.fullmatch(token) for token in tokens):
        return False
    plain = [fold(token).strip(".") for token in tokens]
    proper = [token for token in tokens if token.casefold() not in _PARTICLES]
    if len(proper) < 2 or any(not token[0].isupper() and token[0].lower() != token[0].upper() for token in proper):
        return False
    if any(token in _NO_NAMES for token in map(str.casefold, plain)):
        return False
    if all(len(token.strip(".")) == 1 for token in proper) or sum(map(len, plain)) < 4:
        return False
    if any(token.isupper() and len(token) > 1 for token in proper) and any(
        len(token) > 2 and token[1:].islower() for token in proper[-1:]
    ):
        return not is_title(words) and not is_company(words) and len(proper[-1]) > 2
    return not (is_title(words) or is_company(words) or is_degree(words))


def _score(candidate: _Candidate, sheet: Sheet, evidence: Evidence) -> float:
    if not evidence.is_person and not candidate.is_labelled:
        return 0.0
    line = sheet.lines[candidate.line]
    largest = max((one.size for one in sheet.lines if one.page == 1), default=0.0)
    is_supported = any(supports(email, candidate.value) for email in evidence.emails)
    is_near = any(abs(candidate.line - number) <= 3 for number in evidence.contacts)
    score = 0.2
    score += 0.6 if candidate.is_labelled else 0.0
    score += max(0.0, 0.3 - 0.025 * candidate.line) if candidate.line < _TOP_LINES else 0.0
    score += _size_score(line, largest, sheet.body_size)
    score += 0.35 if is_supported else 0.0
    score += 0.1 if is_near else 0.0
    score += 0.05 if len(cells(line.piece)) == 1 and candidate.piece.text == line.text else 0.0
    return score if line.page == 1 or is_supported else 0.0


def _size_score(line: Line, largest: float, body: float) -> float:
    if not body or line.size < 1.15 * body:
        return 0.05 if line.is_bold else 0.0
    return 0.35 if line.size >= largest - 0.1 else 0.1


def _is_skipped(piece: Piece, evidence: Evidence) -> bool:
    """Whether other facts cover the words wholly, or nearly so."""
    covered = sum(
        min(end, piece.end) - max(start, piece.start)
        for start, end in evidence.skip
        if start < piece.end and piece.start < end
    )
    return covered >= 0.7 * len(piece.text)


def lines_of(sheet: Sheet, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the numbers of the lines in which the spans begin."""
    starts = [start for start, _ in spans]
    return tuple(
        number
        for number, line in enumerate(sheet.lines)
        if any(line.piece.start <= start < line.piece.end for start in starts)
    )
