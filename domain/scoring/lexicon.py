"""Closed word lists of English: the scorer's whole built-in knowledge of single words."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS: Final = _words(
    "a an the this that these those each every either neither another such some any no all both "
    "half several many much more most few fewer less least my your his her its our their whose"
)
PREPOSITIONS: Final = _words(
    "of in on at by for with from into onto over under between among through during before after "
    "above below about against across along around behind beside beyond despite except inside "
    "like near off outside per since than toward towards until till upon via within without as"
)
PRONOUNS: Final = _words(
    "i you he she it we they me him us them myself yourself himself herself itself ourselves "
    "themselves one someone anyone everyone something anything everything nothing mine yours ours "
    "theirs i'm i've i'd i'll you're we're they're it's that's there's he's she's we've they've "
    "we'd we'll they'll you'll there here"
)
AUXILIARIES: Final = _words(
    "am is are was were be been being do does did done have has had having can could will would "
    "shall should may might must cannot can't won't don't doesn't didn't isn't aren't wasn't "
    "weren't hasn't haven't hadn't wouldn't couldn't shouldn't mustn't ain't"
)
CONJUNCTIONS: Final = _words(
    "and or but nor so yet because if although though while whereas unless whether once"
)
QUESTION_WORDS: Final = _words("what which who whom when where why how whenever wherever whatever")
ADVERBS: Final = _words(
    "not never also only just then too very even still again always often sometimes usually "
    "already almost quite rather instead however therefore thus hence otherwise up down out away "
    "back together else ever really well now later maybe perhaps first"
)
FUNCTION_WORDS: Final = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | AUXILIARIES
    | CONJUNCTIONS
    | QUESTION_WORDS
    | ADVERBS
    | _words("to let's etc ok okay yes um uh er hmm yeah")
)

# Words that carry little meaning of their own in an answer, though they are not closed-class.
LIGHT_WORDS: Final = _words(
    "thing things way ways lot kind sort use used uses using make makes made get gets got go goes "
    "going know think say said see need needs want example basically actually explain describe "
    "define discuss tell give name list main answer question principle principles important"
)

NEGATORS: Final = _words(
    "not no never none neither nor without cannot can't won't don't doesn't didn't isn't aren't "
    "wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't mustn't ain't nothing nobody "
    "non lacks lacking"
)
# After these a negator does not deny what follows: "not only", "no doubt".
NEGATION_EXEMPT_NEXT: Final = _words("only just merely doubt matter longer")
SCOPE_ENDS: Final = _words(
    "but however although though whereas instead rather because unless until"
)

_ANTONYM_PAIRS: Final = """
increase decrease|increases decreases|more less|more fewer|higher lower|high low|faster slower
fast slow|before after|first last|always never|above below|open closed|allow forbid|allow prevent
allows prevents|enable disable|public private|static dynamic|mutable immutable|same different
true false|begin end|start stop|start end|early late|large small|larger smaller|big small
maximum minimum|best worst|success failure|succeed fail|safe unsafe|secure insecure|cheap expensive
positive negative|add remove|insert delete|push pop|buy sell|client server|sender receiver
stateless stateful|synchronous asynchronous|internal external|input output|read write|left right
hot cold|wet dry|gain loss|profit loss|raise reduce|raises reduces|raise lower|accept reject
include exclude|includes excludes|easier harder|easy hard|strong weak|stronger weaker|up down
over under|inside outside|connected disconnected|complete incomplete|possible impossible
necessary unnecessary|valid invalid|correct incorrect|equal unequal|stable unstable|often rarely
agree disagree|like dislike|honest dishonest|calm angry|optional mandatory|optional required
short long|shorter longer|shallow deep|full empty|many few|increase reduce|improve worsen
"""


def _antonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _ANTONYM_PAIRS.replace("\n", "|").split("|"):
        if pair:
            one, other = pair.split()
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {word: frozenset(opposites) for word, opposites in found.items()}


ANTONYMS: Final = _antonyms()
