"""Tells the language of a résumé from the small words it uses."""

import re
from collections import Counter

_FEWEST_HITS = 3
_SHARE = 0.03
_LEAD = 1.4
_CHINESE_SHARE = 0.15
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")

_PROFILES = {
    "en": """the and of to in for with on at by from as is was were have has my our we i that this
        all which who using led managed developed built work experience education skills summary
        employment references present university years languages""",
    "de": """der die das und von zu mit im für auf bei als ist war den dem des ein eine einer nach
        aus zur zum über sowie ich wir sehr seit heute berufserfahrung ausbildung kenntnisse
        lebenslauf sprachen werdegang deutsch englisch gmbh abschluss tätigkeit verantwortlich""",
    "fr": """le la les des du et de en pour avec dans sur par au aux une un est je nous chez sein
        depuis expérience expériences professionnelle professionnelles formation compétences
        langues anglais français diplôme lycée gestion équipe mise œuvre""",
    # What is none of ours, so that its words do not count for a neighbour.
    "": """el los las y una con para por del que e il di della dei gli nel per con sono o da do
        dos das em com uma não het een van met voor op te zijn bij niet aan och att som med på
        lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt ut
        labore dolore magna aliqua enim minim veniam quis nostrud experiencia educación esperienza
        formazione istruzione werkervaring opleiding""",
}
_LANGUAGES = {language: frozenset(words.split()) for language, words in _PROFILES.items()}


def detect_language(text: str) -> str | None:
    """Return ``en``, ``de``, ``fr`` or ``zh``; None when the text is too short or another's."""
    letters = sum(map(str.isalpha, text))
    if not letters:
        return None
    if _KANA_OR_HANGUL.search(text):
        return None
    if len(_HAN.findall(text)) / letters >= _CHINESE_SHARE:
        return "zh"
    words = [word.casefold() for word in _WORD.findall(text)]
    hits = Counter(
        language for word in words for language, known in _LANGUAGES.items() if word in known
    )
    ranked = hits.most_common(2)
    if not ranked:
        return None
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    is_clear = count >= max(_FEWEST_HITS, _SHARE * len(words)) and count >= _LEAD * second
    return best if is_clear and best else None
