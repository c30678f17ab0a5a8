"""Reads which languages a person speaks, and how well they say so."""

import re
from collections.abc import Sequence

from domain.resumes.extracting.sections import Section
from domain.resumes.extracting.sheet import Piece
from domain.resumes.extracting.word_lists import words
from domain.resumes.facts import Fact

_NAMES = words(
    """english englisch anglais 英语 英文 german deutsch allemand 德语 德文 french französisch
    français 法语 法文 spanish spanisch espagnol 西班牙语 italian italienisch italien 意大利语
    portuguese portugiesisch portugais 葡萄牙语 dutch niederländisch néerlandais 荷兰语 russian
    russisch russe 俄语 polish polnisch polonais 波兰语 turkish türkisch turc 土耳其语 arabic
    arabisch arabe 阿拉伯语 chinese chinesisch chinois mandarin 中文 汉语 普通话 cantonese
    kantonesisch cantonais 粤语 japanese japanisch japonais 日语 日文 korean koreanisch coréen
    韩语 hindi urdu bengali punjabi tamil telugu marathi gujarati vietnamese vietnamesisch
    vietnamien 越南语 thai 泰语 indonesian malay tagalog swahili yoruba igbo hausa amharic hebrew
    hebräisch hébreu persian persisch persan farsi greek griechisch grec czech tschechisch tchèque
    slovak hungarian ungarisch hongrois romanian rumänisch roumain bulgarian ukrainian ukrainisch
    ukrainien serbian serbisch croatian kroatisch swedish schwedisch suédois norwegian norwegisch
    danish dänisch danois finnish finnisch catalan luxembourgish luxemburgisch latin latein"""
)
_KNOWN = sorted(_NAMES, key=lambda name: (-len(name), name))
_LEVELS = (
    r"native(?:\s+(?:speaker|language|or\s+bilingual(?:\s+proficiency)?))?|mother\s+tongue|bilingual|fluent|fluency"
    r"|proficient|full\s+professional(?:\s+proficiency)?|(?:limited|professional)\s+working(?:\s+proficiency)?"
    r"|professional|business[\s-]fluent|upper[\s-]intermediate|intermediate|advanced|conversational|basics?|beginner"
    r"|elementary(?:\s+proficiency)?|good|very\s+good|excellent|working\s+knowledge|limited"
    r"|muttersprachlich|muttersprachler(?:in)?|muttersprache|verhandlungssicher|fließend|fliessend|sehr\s+gut"
    r"|sehr\s+gute\s+kenntnisse|gute?(?:\s+kenntnisse)?|grundkenntnisse|fortgeschritten|anfänger|zweisprachig"
    r"|langue\s+maternelle|courant|bilingue|couramment|intermédiaire|notions|débutant|avancé|scolaire|professionnel"
    r"|lu,?\s+écrit,?\s+parlé|natif|native"
    r"|母语|流利|精通|熟练|良好|一般|日常会话|基础|工作语言|CET-?[46]|[四六]级|[A-C][12]\+?(?:\s*(?:level|niveau))?"
)
_LANGUAGE = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _KNOWN))})(?![^\W_])", re.IGNORECASE
)
_LANGUAGE_ZH = re.compile(
    "|".join(name for name in _KNOWN if not name.isascii() and name[0] > "\u4e00")
)
_LEVEL_BEHIND = re.compile(
    rf"\s*(?:[-–—:：(,（=|/]|\s)\s*(?:is\s+|niveau\s+|level\s+)?(?P<level>(?:{_LEVELS})(?![^\W\d_])(?:\s*[,/(]\s*[A-C][12]\+?\)?)?)",
    re.IGNORECASE,
)
_LEVEL_AHEAD = re.compile(rf"(?P<level>(?:{_LEVELS}))\s*(?:[:：]|in|en)?\s*$", re.IGNORECASE)


def find_languages(text: str, sections: Sequence[Section]) -> list[Fact[str]]:
    """Return the languages as ``German (native)``, the level in the words of the résumé.

    Outside a section of languages only those count that have a level beside them.
    """
    places = [
        (section.lines[0].piece.start, section.lines[-1].piece.end)
        for section in sections
        if section.kind == "languages" and section.lines
    ]
    found: dict[str, Fact[str]] = {}
    for match in _matches(text):
        is_listed = any(start <= match.start() < end for start, end in places)
        fact = _fact(text, match, is_listed=is_listed)
        if fact and (is_listed or "(" in fact.value):
            found.setdefault(match[0].casefold(), fact)
    return sorted(found.values(), key=lambda fact: fact.span.start)


def is_language(words: str) -> bool:
    """Whether the words only name a language, perhaps with how well it is spoken."""
    name = _LANGUAGE.match(words) or _LANGUAGE_ZH.match(words)
    if name is None:
        return False
    level = _LEVEL_BEHIND.match(words, name.end())
    return (level.end() if level else name.end()) == len(words)


def _matches(text: str) -> list[re.Match[str]]:
    return [*_LANGUAGE.finditer(text), *_LANGUAGE_ZH.finditer(text)]


def _fact(text: str, match: re.Match[str], *, is_listed: bool) -> Fact[str] | None:
    behind = _LEVEL_BEHIND.match(text, match.end())
    name = match[0]
    if behind and "\n\n" not in behind[0]:
        piece = Piece(text[match.start() : behind.end()], match.start())
        value = f"{name} ({' '.join(behind['level'].split()).strip('(')})"
        if value.count("(") > value.count(")"):
            value += ")"
        return Fact[str](value=value, span=piece.span, confidence=0.95 if is_listed else 0.8)
    line = text.rfind("\n", 0, match.start()) + 1
    ahead = _LEVEL_AHEAD.search(text[line : match.start()])
    if ahead:
        start = line + ahead.start()
        piece = Piece(text[start : match.end()], start)
        value = f"{name} ({ahead['level']})"
        return Fact[str](value=value, span=piece.span, confidence=0.85 if is_listed else 0.6)
    piece = Piece(name, match.start())
    return Fact[str](value=name, span=piece.span, confidence=0.85) if is_listed else None
