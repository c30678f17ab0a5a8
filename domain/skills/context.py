"""What stands around a word, and whether it speaks for the word being a skill."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from domain.skills.catalogue import Meaning

_CUED = 0.85
_HEADED = 0.9
_CAPITAL = 0.75
_NEAR = 80
_MOST_CUES = 4
_LONGEST_ADDRESS = 100

_BULLET = r"•\u00b7▪●‣\u2219◦"
_SEPARATOR = (
    rf"[,;/|{_BULLET}、\uff0c\uff1b&+]|\n\s*[-*{_BULLET}]?|\s[-\u2013\u2014]\s|"
    r"\b(?:and|or|und|oder|et|ou|y|e|和|及|与|或)\b"
)
_GAP = re.compile(
    # At most one thing that nobody knows may stand between two skills of a list.
    rf"\s*(?:{_SEPARATOR})\s*(?:(?:{_SEPARATOR})\s*|[^\s,;/|•]+(?: [^\s,;/|•]+)?\s*(?:[,;/|•])\s*)?"
    r"(?:(?:and|or|und|oder|et|ou|&)\s+)?"
)
_LONGEST_GAP = 40
_BRACKETED = re.compile(
    r"\s*\(\s*|\s*\)\s*[,;/|]?\s*(?:(?:and|und|et)\s+)?|\s*[(\uff08][^()\uff08\uff09]{0,30}[)\uff09]\s*[,;/|]?\s*"
)

_PREPOSITION = re.compile(r"(?<!\w)(?:in|with|mit|avec|en)\s+$", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?<!\w)(?:experience (?:with|in|of|using)|experienced (?:in|with)|knowledge of|"
    r"proficien(?:t|cy) (?:in|with)|skilled in|fluent in|using|use of|written in|wrote|writing|"
    r"program\w* (?:in|with)|cod(?:e|ing) in|expert(?:ise)? in|buil[dt] (?:with|in|on)|"
    r"familiar(?:ity)? with|years? (?:of|with|in)|work(?:ing|ed)? with|learn(?:ed|ing|t)?|"
    r"develop(?:ed|ing|ment)? (?:in|with)|migrat\w+ (?:to|from)|based on|"
    r"erfahrung(?:en)? (?:mit|in)|kenntnisse (?:in|von)|maîtrise (?:de|d')|expérience (?:en|avec)|"
    r"programmiert in|entwickl\w+ (?:in|mit)|développement (?:en|avec)|"
    r"advanced|senior|junior|lead)\s+$|(?:熟悉|精通|掌握|使用|了解)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s+(?:\d{1,2}(?:\.\d+)*(?![\d.]*\s*(?:hours|h|people|days|years|months|minutes))|"
    r"developers?|development|engineers?|program(?:mer|mers|ming)|codebases?|coding|scripts?|"
    r"scripting|frameworks?|librar\w+|apps?|applications?|(?:micro|web )?services?|back-?end|"
    r"components?|hooks|modules?|packages?|SDK|APIs?|certifi\w+|macros?|formulas?|spreadsheets?|"
    r"pipelines?|clusters?|playbooks?|manifests?|pivot|charts|cookbooks?|skills|"
    r"Entwickl\w+|Programm\w+|Kenntnisse|développeu\w+|projects?)(?!\w)"
    r"|-(?:Entwickl|Programm|Kenntnis|Skript|Makro|based)\w*)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\s+(?:databases?|data warehouses?|clusters?|servers?|instances?|codebases?|"
    r"microservices?|APIs?|SDK|playbooks?|manifests?|ERP|Datenbank\w*)(?!\w)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:^|[.!?:;\n•\u00b7▪●‣*\"“(]|[-\u2013\u2014]\s)\s*$")

_ASKED = (
    r"(?:(?:technical|key|core|it|edv|fach|professional|other|further|programming|computer|"
    r"relevant|language|software|digital|hard|soft|meine|weitere|besondere)[\s-]*){0,2}"
    r"(?:skills?|skill ?set|technologies|tech(?:nology|nical)?[ -]stack|tools|stack|languages|"
    r"competenc(?:ies|es)|expertise|frameworks|databases|software|kenntnisse|fähigkeiten|"
    r"programmiersprachen|sprachkenntnisse|sprachen|werkzeuge|technologien|kompetenzen|"
    r"compétences(?: \w+)?|langages(?: de programmation)?|outils|langues|logiciels|"
    r"(?:专业)?技能|技术栈|编程语言|语言|工具)"
    r"(?:\s*(?:&|and|und|et|/)\s*\w+)?"
)
_OTHER = (
    r"(?:(?:work|professional|employment)\s+)?(?:experience|history)|employment|education|projects|"
    r"profile|summary|objective|references|awards|publications|certifications|about me|"
    r"berufserfahrung|werdegang|ausbildung|bildung|studium|projekte|profil|"
    r"expériences?(?: professionnelles?)?|formation|projets|工作经历|工作经验|教育背景|项目经历"
)
_PASTIMES = (
    r"(?:hobbies|interests|personal interests|leisure)(?:\s*(?:&|and)\s*\w+)?|hobbys|interessen|"
    r"freizeit|loisirs|centres d'intérêt|兴趣爱好"
)
_HEADING = re.compile(
    rf"^[ \t•*#>-]{{0,8}}(?:(?P<asked>{_ASKED})|(?P<pastimes>{_PASTIMES})|(?P<other>{_OTHER}))"
    r"[ \t]*(?:(?P<inline>[:\uff1a])[ \t]*(?=\S)|[:\uff1a]?[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(
    r"@|://|^www\.|\.(?:com|org|io|de|fr|ch|at|cn|co|uk|dev|eu|edu|gov|info|me)(?:[/:?]|$)",
    re.IGNORECASE,
)
_INITIAL_AFTER = re.compile(r"\.\s*(?:[A-Z]\.\s*)?[A-ZÄÖÜ][a-zäöüß]")
_INITIAL_BEFORE = re.compile(r"(?:^|\n|[A-Z]\.\s*|(?<!\w)[A-ZÄÖÜ][a-zäöüß]+\s+)$")


@dataclass(slots=True)
class Spot:
    """A place in a text that may name a skill, its possible meanings, and the chosen one."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    chosen: Meaning | None = None
    confidence: float = 0.0

    def settle(self, meaning: Meaning, confidence: float) -> None:
        """Choose a meaning."""
        self.chosen, self.confidence = meaning, confidence

    def is_exact(self, text: str) -> bool:
        """Tell whether the text writes it as the taxonomy does."""
        return any(_same(text[self.start : self.end], m.written) for m in self.meanings)


class Surroundings:
    """A text's headings, and what they and the neighbouring words say about a spot."""

    def __init__(self, text: str) -> None:
        """Read the headings of ``text``."""
        self.text = text
        self._starts, self._kinds = [0], [""]
        for found in _HEADING.finditer(text):
            kind = found.lastgroup if found.lastgroup != "inline" else _kind_of(found)
            if found["inline"] is None:
                self._add(found.end(), kind or "")
                continue
            before = self._kinds[-1]
            line_end = text.find("\n", found.end())
            self._add(found.end(), kind or "")
            if line_end >= 0:
                self._add(line_end, before)

    def _add(self, start: int, kind: str) -> None:
        self._starts.append(start)
        self._kinds.append(kind)

    def _kind_at(self, place: int) -> str:
        return self._kinds[bisect_right(self._starts, place) - 1]

    def is_pastime(self, place: int) -> bool:
        """Tell whether a place is in a list of hobbies."""
        return self._kind_at(place) == "pastimes"

    def support(self, spot: Spot, meaning: Meaning) -> float:
        """Return how surely a word with a rule is meant as the skill; 0 where nothing says so."""
        rule, text = meaning.rule, self.text
        if rule is None or self.is_pastime(spot.start):
            return 0.0
        cued = _cued(text, spot, rule.cues)
        if not _same(text[spot.start : spot.end], meaning.written):
            return cued if rule.needs == "case" else 0.0
        if self._kind_at(spot.start) == "asked":
            return max(_HEADED, cued)
        if cued or self._has_company(spot, prepositions=rule.prepositions):
            return max(_CUED, cued)
        return _CAPITAL if rule.needs == "case" and _stands_out(text, spot, meaning) else 0.0

    def _has_company(self, spot: Spot, *, prepositions: bool) -> bool:
        """Tell whether the word before or after is one that goes with skills."""
        left = max(0, spot.start - _NEAR)
        if _AFTER.match(self.text, spot.end) or _BEFORE.search(self.text, left, spot.start):
            return True
        return prepositions and _PREPOSITION.search(self.text, left, spot.start) is not None


def _cued(text: str, spot: Spot, cues: re.Pattern[str] | None) -> float:
    """Return how much the words nearby speak for a spot: more of them for one meaning win."""
    if cues is None:
        return 0.0
    before = cues.findall(text, max(0, spot.start - _NEAR), spot.start)
    found = len(before) + len(cues.findall(text, spot.end, spot.end + _NEAR))
    return _CUED + min(found - 1, _MOST_CUES) / 100 if found else 0.0


def _stands_out(text: str, spot: Spot, meaning: Meaning) -> bool:
    """Tell whether its capital is its own, and not that of a sentence's beginning."""
    if meaning.written.islower():
        return False
    left = max(0, spot.start - _NEAR)
    return not meaning.written.istitle() or not _OPENING.search(text, left, spot.start)


def is_denied(text: str, start: int, end: int, meaning: Meaning) -> bool:
    """Tell whether the words beside a name say that it is no skill here."""
    rule = meaning.rule
    if rule is None:
        return False
    left = max(0, start - _NEAR)
    if rule.denied_after is not None and rule.denied_after.match(text, end):
        return True
    # "the Oracle database": an article speaks against a name only where no such thing follows.
    before = None if _THING.match(text, end) else rule.denied_before
    if before is not None and before.search(text, left, start):
        return True
    return end - start == 1 and _is_initial(text, start, end)


def is_listed(text: str, end: int, start: int) -> bool:
    """Tell whether the text between two names is what stands between the items of a list."""
    if start - end > _LONGEST_GAP:
        return False
    return bool(_GAP.fullmatch(text, end, start) or _BRACKETED.fullmatch(text, end, start))


def in_address(text: str, start: int, end: int) -> bool:
    """Tell whether a name is only a part of a mail or web address."""
    name = text[start:end]
    before = text[max(0, start - _LONGEST_ADDRESS) : start].rsplit(maxsplit=1)
    after = text[end : end + _LONGEST_ADDRESS].split(maxsplit=1)
    left = "" if start == 0 or text[start - 1].isspace() else before[-1]
    right = "" if end == len(text) or text[end].isspace() else after[0]
    if not left and not right:
        return False
    whole = f"{left}{name}{right}".strip(".,;:()<>[]'\"")
    found = _ADDRESS.search(whole)
    return found is not None and whole != name and not _covers(name, found)


def _covers(name: str, found: re.Match[str]) -> bool:
    return found.group() not in {"@", "://"} and _ADDRESS.search(name) is not None


def _is_initial(text: str, start: int, end: int) -> bool:
    after = _INITIAL_AFTER.match(text, end)
    before = _INITIAL_BEFORE.search(text, max(0, start - _NEAR), start)
    return after is not None and before is not None


def _kind_of(found: re.Match[str]) -> str:
    return next(kind for kind in ("asked", "pastimes", "other") if found[kind] is not None)


def _same(said: str, written: str) -> bool:
    return said == written or " ".join(said.split()) == written
