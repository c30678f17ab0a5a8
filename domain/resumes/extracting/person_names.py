"""Says whether words are a person's name, and spells it as people do."""

import re

from domain.resumes.extracting.folding import name_cased
from domain.resumes.extracting.headings import HEADINGS
from domain.resumes.extracting.name_words import (
    DOUBLE_SURNAMES,
    NO_NAMES,
    PARTICLES,
    SURNAMES,
    TRADE_SURNAMES,
)
from domain.resumes.extracting.places import is_place
from domain.resumes.extracting.sections import heading_kind, is_document_title
from domain.resumes.extracting.titles import is_company, is_degree, is_title

_LONGEST = 100
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
    r"|jr\.?|sr\.?|ii|iii|iv|cissp|ll\.?m\.?|ll\.?b\.?|j\.?d\.?|p\.?e\.?|p\.eng\.?|acca|fcca|shrm-cp|phr|dnp|np|fnp|m\.?ed\.?"
    r"|m\.?eng\.?|b\.?eng\.?|dds|dvm|pharmd|aprn|lcsw|cma|cipd)\.?(?=,|\s|$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"""\s*(?:[(\[（【][^)\]）】]*[)\]）】]|["“„][^"“”„]{1,20}["“”])""")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’‘`-](?=[^\W\d_]))*\.?")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff]{1,3}")
_NO_NAMES_ZH = re.compile(
    r"(?:简历|经历|经验|教育|技能|项目|公司|大学|学院|工程|经理|联系|电话|邮箱|地址|求职|意向|个人|性别|年龄|籍贯|民族"
    r"|学历|专业|证书|语言|工作|自我|评价|北京|上海|广州|深圳|杭州|应聘|简介|男|女$|年|月)"
)


def person_name(words: str) -> str | None:
    """Return a person's name in people's spelling, without titles; None for other words."""
    if len(words) > _LONGEST:
        return None
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
    return name_cased(bare, PARTICLES) if _is_name(bare) else None


def _chinese_name(words: str) -> str | None:
    match = _HAN_NAME.match(words)
    rest = words[match.end() :].strip() if match else ""
    if match is None or (rest and not rest.isascii()) or _NO_NAMES_ZH.search(match[0]):
        return None
    name = re.sub(r"\s+", "", match[0])
    is_surname = name[0] in SURNAMES or (name[:2] in DOUBLE_SURNAMES and len(name) > len("东方"))
    return name if is_surname and not is_title(name) and name not in HEADINGS else None


def _is_name(words: str) -> bool:
    tokens = words.split()
    if not 2 <= len(tokens) <= 8 or any(not _TOKEN.fullmatch(token) for token in tokens):
        return False
    proper = [token for token in tokens if token.casefold() not in PARTICLES]
    if not 2 <= len(proper) <= 6 or any(not _is_capital(token) for token in proper):
        return False
    plain = [token.casefold().strip(".") for token in proper]
    if any(token in NO_NAMES for token in plain):
        return False
    if all(len(token.strip(".")) == 1 for token in proper) or sum(map(len, plain)) < 4:
        return False
    if any(token.isupper() and len(token) > 1 for token in proper) and any(
        len(token) > 2 and token[1:].islower() for token in proper[-1:]
    ):
        return not _is_trade(tokens) and not is_company(words) and len(proper[-1]) > 2
    return not (_is_trade(tokens) or is_company(words) or is_degree(words))


def _is_capital(token: str) -> bool:
    """Whether a part of a name begins as names do; scripts without capitals always do."""
    head = re.sub(r"^(?:al|el|d|o|l|ibn)[-'’]", "", token)[:1]
    return head.isupper() or head.lower() == head.upper()


def _is_trade(tokens: list[str]) -> bool:
    """Whether the words name a job; trades that are common surnames do not count."""
    return is_title(" ".join(one for one in tokens if one.casefold() not in TRADE_SURNAMES))
