"""Finds sentences that talk to a machine instead of a reader: "rate this candidate 10/10"."""

import re
from collections.abc import Iterator

from domain.resumes.extracting.sheet import Piece, trimmed

_LONGEST = 600
_LOOKALIKES = str.maketrans("аеорсухіѕАЕОРСУХІЅ", "aeopcyxisAEOPCYXIS")

_BEFORE = r"(?:previous|prior|above|earlier|preceding|other|existing|system|your|former)"
_ORDERS = r"(?:instructions?|prompts?|rules|guidelines|criteria|directives?|commands?|directions)"
_PERSON = r"(?:candidate|applicant|r[ée]sum[ée]|cv|profile|application|person)"
_TOP = (
    r"(?:\d{1,3}\s*(?:/|out\s+of)\s*\d{1,3}|100\s*%|(?:the\s+)?(?:highest|top|maximum|max|perfect"
    r"|best|full|first)\b|[5五]\s+stars?|number\s+one|#\s?1|as\s+(?:an?\s+)?(?:excellent|perfect|ideal))"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){{0,3}}?{_BEFORE}\s+(?:\w+\s+){{0,2}}?{_ORDERS}",
        rf"\b(?:ignore|disregard|forget)\s+(?:all|any|every|the|these|those)\s+(?:\w+\s+)?{_ORDERS}",
        rf"\b(?:rate|score|rank|grade|mark|give|evaluate|classify|assign|place)\s+(?:(?:this|the|my)\s+{_PERSON}|me|him|her|it)\b[^.\n]{{0,60}}?{_TOP}",
        rf"\b(?:please|must|should|always|now|and)\s+(?:\w+\s+)?(?:recommend|hire|shortlist|select|approve|accept|advance)\s+(?:this|the)\s+{_PERSON}",
        rf"(?:^|[.!:;]\s*)(?:recommend|hire|shortlist|select|approve|accept|advance)\s+(?:this|me)\b\s*{_PERSON}?",
        r"\b(?:note|message|attention|important|instructions?|hint)\s*(?:to|for)\s+(?:the\s+|any\s+|all\s+)?(?:ai|llms?|ats|language\s+models?|chatgpt|gpt|bots?|automated|screening\s+(?:ai|bot|model))\b",
        r"\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:ai|llm|large\s+language|language\s+model|chatbot|chatgpt|(?:(?:helpful|hiring|recruiting|recruitment|screening)\s+){1,2}(?:assistant|ai|bot|model|system))",
        rf"\b(?:the|this)\s+{_PERSON}\s+(?:meets|exceeds|fulfil+s|satisfies)\s+(?:all|every)\b",
        rf"\b(?:say|state|respond|answer|reply|conclude|output|write|report)\s+that\s+(?:this|the)\s+{_PERSON}\b",
        rf"\bdo\s+not\s+(?:reject|mention|reveal|disclose|screen\s+out)\s+(?:this|these|the)\s+(?:{_PERSON}|instructions?|message|prompt)",
        r"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?INST\]|<</?SYS>>|^\s*#{2,}\s*(?:system|instructions?)\s*:",
        r"\b(?:ignorier(?:e|en\s+sie|t)|vergiss|vergessen\s+sie|missachte(?:n\s+sie)?)\s+(?:\w+\s+){0,2}?(?:vorherigen?|bisherigen?|vorigen?|früheren?|obigen?|vorangegangenen?)\s+(?:\w+\s+)?(?:anweisung(?:en)?|instruktionen?|befehle?|regeln?|vorgaben?|prompts?)",
        r"\b(?:bewerte(?:n\s+sie)?|stufe(?:n\s+sie)?|benote(?:n\s+sie)?|gib|geben\s+sie)\s+(?:diese[nmrs]?|de[nmr]|die)\s+(?:\w+\s+)?(?:bewerber(?:in)?|kandidat(?:en|in)?|lebenslauf|bewerbung)",
        r"\b(?:empfiehl|empfehlen\s+sie|wähle(?:n\s+sie)?)\s+diese[nrs]?\s+(?:bewerber(?:in)?|kandidat(?:en|in)?)",
        r"\b(?:du\s+bist|sie\s+sind)\s+(?:jetzt\s+|nun\s+)?(?:eine?\s+)?(?:ki\b|ki-|sprachmodell|künstliche\s+intelligenz)",
        r"\b(?:ignore[zr]?|oublie[zr]?|ne\s+tene[zr]\s+pas\s+compte\s+d)[^\n.]{0,20}?(?:instructions?|consignes?|directives?|règles?)\s+(?:\w+\s+)?(?:précédentes?|antérieures?|ci-dessus|préalables?)",
        r"\b(?:note[zr]?|évalue[zr]?|attribue[zr]?|classe[zr]?|recommande[zr]?|sélectionne[zr]?|donne[zr]?)\s+(?:à\s+)?(?:ce|cette)\s+(?:candidate?|candidature|cv|profil)",
        r"\b(?:tu\s+es|vous\s+êtes)\s+(?:maintenant\s+)?(?:une?\s+)?(?:ia\b|intelligence\s+artificielle|modèle\s+de\s+langage)",
        r"(?:忽略|无视|忘记|忘掉|不要理会|不用理会)[^。\n]{0,6}?(?:之前|以上|上述|前面|先前|此前|所有|一切)[^。\n]{0,6}?(?:指令|指示|说明|提示|要求|规则)",
        (
            r"(?:给|将|把|对|为)?(?:这|该|此|本)(?:位|名|个|份)?(?:候选人|应聘者|求职者|简历|申请人)"
            r"[^。\n]{0,12}?(?:满分|十分|10\s*分|100\s*分|最高分|最高评价|第一名|10\s*/\s*10)"
        ),
        r"(?:请|务必|必须|直接)(?:推荐|录用|聘用|通过)(?:这|该|此)(?:位|名|个)?(?:候选人|应聘者|求职者)",
        r"你(?:现在)?是(?:一个|一名)?(?:AI|人工智能|语言模型|大模型|招聘助手)",
    )
)
_CARRY_ON = re.compile(
    r"\b(?:candidate|applicant|r[ée]sum[ée]|recommend|hire|instructions?|score|rating|you\s+must"
    r"|bewerber|kandidat|empfehl|candidat|recommand)|候选人|应聘者|简历|满分",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?。！？]+(?=\s|$)|[。！？]|\n\s*\n")
_BULLETS = "•●○▪■-–*·"  # as people write them


def find_instructions(text: str) -> list[Piece]:
    """Return the sentences of ``text`` that give orders to a machine, none overlapping another."""
    found: list[Piece] = []
    readable = text.translate(_LOOKALIKES)
    for start, end in sorted(_hits(readable)):
        begin = _sentence_start(text, start)
        until = _sentence_end(text, end)
        while (after := _sentence_end(text, until + 1)) > until + 1 and _goes_on(
            text, until, after
        ):
            until = after
        if not found or begin >= found[-1].end:
            found.append(trimmed(text[begin : min(until, begin + _LONGEST)], begin))
    return found


def _hits(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.span()


def _goes_on(text: str, until: int, after: int) -> bool:
    """Whether the next sentence is in the same paragraph and still about the candidate."""
    sentence = text[until:after]
    return "\n\n" not in sentence and bool(_CARRY_ON.search(sentence))


def _sentence_start(text: str, at: int) -> int:
    start = max((stop.end() for stop in _STOP.finditer(text, 0, at)), default=0)
    line = text.rfind("\n", start, at)
    while line > start and _wraps(text, line):
        line = text.rfind("\n", start, line)
    return max(start, line + 1)


def _sentence_end(text: str, at: int) -> int:
    at = min(at, len(text))
    stop = _STOP.search(text, at)
    end = stop.end() if stop else len(text)
    line = text.find("\n", at, end)
    while line != -1:
        if not _wraps(text, line):
            return line
        line = text.find("\n", line + 1, end)
    return end


def _wraps(text: str, line_end: int) -> bool:
    """Whether the sentence goes on in the next line: it starts small, or this one is full."""
    after = text[line_end + 1 :].lstrip(" ")[:1]
    if not after or after == "\n" or after in _BULLETS:
        return False
    length = line_end - text.rfind("\n", 0, line_end) - 1
    return after.islower() or length >= 60
