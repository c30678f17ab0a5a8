"""What people's texts may hold that is meant for the machine and not for a reader."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from domain.scoring.service import sentences_of, split_instructions

_HIDDEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)
_MARKUP: Final = re.compile(
    r"<\|?\s*/?\s*(?:im_start|im_end|system|assistant|user|data|instructions?|endoftext)\b"
    r"|\[/?(?:INST|SYS|SYSTEM)\b|^\W*#{2,}\s*(?:system|instructions?|assistant|new task)\b"
    r"|^\W*(?:system|assistant|developer|grader)\s*:"
    r"|\b(?:begin|end) of (?:data|answer|input|prompt)\b",
    re.IGNORECASE | re.MULTILINE,
)
_REPORT: Final = re.compile(
    r"[{\[][^{}\[\]]{0,200}[\"'](?:status|score|overall|points|quote|verdict|rating)[\"']\s*:",
    re.IGNORECASE,
)
_ORDER: Final = re.compile(
    r"""(?:^\W*|[,;:(\["']\s*|\b(?:please|must|and|now|to|should)\s+)
      (?:ignor\w+|disregard\w*|overrid\w+|bypass\w*|forget)\b .{0,50}
        \b(?:instruct\w*|prompt\w*|rubric\w*|rules?|criteri\w+|guideline\w*|above|previous)
    | \b(?:
      (?:ignorier\w*|vergiss|missachte\w*)\b .{0,50}
        \b(?:anweisung\w*|vorgabe\w*|regel\w*|kriteri\w+|bewertung\w*|oben)
    | (?:ignore[zr]?|oublie[zr]?|néglige[zr]?)\b .{0,50}
        \b(?:instruction\w*|consigne\w*|règle\w*|critère\w*|barème|ci-dessus)
    | (?:ignora|olvida|descarta)\w*\b .{0,50}
        \b(?:instruccion\w*|reglas?|criterios?|r[úu]brica|anterior\w*)
    | (?:mark|treat|count|consider|rate|report|judge)\b .{0,40} \b(?:all|every|each)\b .{0,30}
        \b(?:key\s?)?(?:points?|criteria|items?)\b
    | (?:all|every|each)\b .{0,20} \bkey\s?points? \b .{0,40}
        \b(?:met|covered|satisfied|fulfilled|present|achieved|done)\b
    | (?:alle|sämtliche)\b .{0,30} \b(?:punkte|kernpunkte|kriterien)\b .{0,40}
        \b(?:erfüllt|genannt|abgedeckt|bewerte\w*|werte\w*)
    | (?:tous|toutes)\b .{0,30} \b(?:points|critères)\b .{0,40}
        \b(?:couverts?|remplis?|atteints?|validés?)\b
    | (?:todos|todas)\b .{0,30} \b(?:puntos|criterios)\b .{0,40} \b(?:cumplid\w+|cubiert\w+)\b
    | (?:you\ are|act\ as|pretend|du\ bist|tu\ es|eres)\b .{0,40}
        \b(?:grader|scorer|evaluator|examiner|assistant|model|prüfer|bewerter|correcteur
        |evaluador|interviewer|teacher|ai|ki|ia)\b
    | (?:give|award|assign|return|output|set|vergib|gib|donne[zr]?|attribue[zr]?|dame|otorga)\b
        .{0,40} (?:\b(?:10|ten|100|full|max\w*|perfect|top|highest|voll\w*|höchst\w*|zehn|dix|diez
        |maximal\w*|máxim\w+|met)\b .{0,15}
        (?:scores?|marks?|points?|grades?|ratings?|credits?|punkt\w*|note|nota|puntuaci\w+
        |/\s?10|(?:out\ )?of\ 10|von\ 10|sur\ 10|de\ 10)
      | \b(?:scores?|marks?|grades?|ratings?|note|nota|punktzahl|puntuaci\w+)\b .{0,20}
        \b(?:10|ten|100|full|max\w*|perfect|top|highest|höchst\w*|máxim\w+)\b)
    | (?:base64|rot13)\b .{0,20} \b(?:decode|encoded|follow|instruct\w*)
    | (?:decode|decrypt)\b .{0,40} \b(?:follow|obey|execute|instruct\w*)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CHINESE: Final = re.compile(
    r"(?:忽略|无视|忘记|忽視|無視).{0,12}(?:指令|说明|說明|规则|規則|标准|標準|以上|之前|评分)"
    r"|(?:满分|滿分|最高分)|所有.{0,6}要点.{0,8}(?:满足|覆盖|达到)"
)
_ENCODED: Final = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/=])")
_MIXED: Final = (re.compile(r"\d"), re.compile("[a-z]"), re.compile("[A-Z]"))


@dataclass(frozen=True, slots=True)
class Screened:
    """A text as it may be sent: ``text`` without what addresses the machine, and whether any was.

    Hidden characters are gone and look-alike letters are plain, so offsets differ from the
    original; quotes are looked for in the original again.
    """

    text: str
    is_suspicious: bool


def screen(text: str) -> Screened:
    """Return ``text`` without hidden characters and without sentences that give orders.

    Stricter than the scorer's own screening, because a model obeys where a formula does not;
    what is cut here still counts for the score if the scorer kept it.
    """
    visible = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    spans, is_suspicious = split_instructions(visible)
    is_suspicious = is_suspicious or visible != unicodedata.normalize("NFKC", text)
    if _REPORT.search(visible) or _MARKUP.search(visible):
        is_suspicious = True
        spans = [span for span in spans if not _is_markup(visible[span[0] : span[1]])]
    kept = []
    for start, end in spans:
        sentence = visible[start:end]
        if _gives_orders(sentence):
            is_suspicious = True
        else:
            kept.append(sentence)
    return Screened("\n".join(kept), is_suspicious)


def is_order(text: str) -> bool:
    """Tell whether any sentence of ``text`` gives orders to a machine."""
    return any(_gives_orders(text[start:end]) for start, end in sentences_of(text))


def _is_markup(sentence: str) -> bool:
    return bool(_MARKUP.search(sentence) or _REPORT.search(sentence))


def _gives_orders(sentence: str) -> bool:
    return bool(
        _ORDER.search(sentence)
        or _CHINESE.search(sentence)
        or any(_is_mixed(found) for found in _ENCODED.findall(sentence))
    )


def _is_mixed(letters: str) -> bool:
    """Tell base64 from a long path, an identifier or a hexadecimal number."""
    return all(pattern.search(letters) for pattern in _MIXED)
