"""Tells job titles, employers, schools and courses of study from one another by their words."""

import re
from collections.abc import Iterable

from domain.resumes.extracting.job_words import TITLE_ENDS, TITLE_WORDS
from domain.resumes.extracting.places import is_place

_TITLE_ZH = re.compile(
    r"(?:工程师|经理|总监|主管|专员|助理|教师|老师|讲师|教授|护士长?|医生|医师|药师|会计师?|出纳|设计师|顾问"
    r"|分析师|架构师|开发者?|程序员|主任|总裁|总经理|董事|店长|厨师|司机|技师|技工|电工|焊工|文员|秘书|编辑"
    r"|记者|翻译|律师|法务|销售(?:代表|员)?|实习生?|组长|负责人|研究员|合伙人|创始人|运营|客服|志愿者|代表"
    r"|策划|采购员?|审计员?|培训师|班长)$"
)
_COMPANY_WORDS = re.compile(
    r"(?:\b(?:inc|corp|corporation|llc|llp|ltd|limited|plc|co|gmbh|ag|kg|kgaa|ohg|ug|e\.?\s?v|se|sa"
    r"|sas|sarl|s\.a|sàrl|bv|nv|oy|ab|aps|a/s|srl|spa|pty|pte|group|gruppe|groupe|holdings?|company"
    r"|hospital|clinic|klinik|klinikum|krankenhaus|clinique|hôpital|chu|pflegeheim|seniorenheim"
    r"|bank|banque|sparkasse|insurance|versicherung|school|schule|college|university|universität"
    r"|université|institute?|institut|laborator(?:y|ies)|labs?|studios?|agency|agentur|agence"
    r"|restaurant|hotel|hôtel|café|bistro|bakery|bäckerei|foundation|stiftung|fondation|ministry"
    r"|department\s+of|council|city\s+of|logistics|logistik|industries|solutions|technologies"
    r"|systems?|services?|software|partners|associates|consulting|consultants|kanzlei|cabinet"
    r"|nhs|trust|centre|center|zentrum|airlines?|motors|manufacturing|shipyard|werft|steel|media"
    r"|pharma|pharmacy|apotheke|pharmacie|supermarket|stores?|retail|freelance|self-employed"
    r"|selbstständig|indépendant)\b\.?|&\s*co\b)"
    r"|(?:公司|集团|医院|学校|小学|中学|银行|大学|事务所|研究院|研究所|中心|工厂|厂|科技|酒店|餐厅|超市|局|委员会)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:university|universität|université|universidad|università|uni|college|school|institute|institut"
    r"|hochschule|fachhochschule|fh|tu|tum|rwth|eth|epfl|mit|ucla|academy|akademie|académie|école"
    r"|lycée|collège|gymnasium|realschule|gesamtschule|berufsschule|berufskolleg|berufsfachschule"
    r"|polytechnic|polytechnique|faculty|conservatory|schule|iut|insa|hec|essec|iit|nit|iim"
    r"|oberschule|grundschule|seminary)\b|\w+(?:schule|universität|hochschule|gymnasium|kolleg)\b"
    r"|(?:大学|学院|学校|中学|高中|职校|技校)",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"(?<!\w)(?:bachelor(?:['’]?s)?(?:\s+degree)?(?:\s+of\s+(?:science|arts|engineering|business"
    r"\s+administration|commerce|laws?|education|fine\s+arts|technology|nursing|social\s+work))?"
    r"|master(?:['’]?s)?(?!\s*(?:card|data))(?:\s+degree)?(?:\s+of\s+(?:science|arts|engineering|business"
    r"\s+administration|laws?|education|fine\s+arts|public\s+health|technology|philosophy))?"
    r"|b\.?\s?sc\.?|m\.?\s?sc\.?|b\.a\.?|m\.a\.?|ba|ma|b\.?eng\.?|m\.?eng\.?|b\.?tech\.?|m\.?tech\.?"
    r"|b\.?s\.?(?:n\.?)?(?=[\s,]+(?:in\b|[A-Z]))|m\.?s\.?(?:n\.?)?(?=[\s,]+(?:in\b|[A-Z]))|bsn|msn|b\.?com\.?|ll\.?b\.?|ll\.?m\.?|b\.?ed\.?"
    r"|m\.?ed\.?|bfa|mfa|bba|e?mba|mph|ph\.?\s?d\.?|dphil|doctorate|doctor\s+of\s+\w+|j\.?d\.|juris\s+doctor"
    r"|m\.d\.|mbbs|pharm\.?d\.?|associate(?:['’]?s)?(?:\s+degree|\s+of\s+\w+)|a\.?a\.?s\.?(?=[\s,])"
    r"|high\s+school\s+diploma|ged|a[\s-]levels?|gcses?|pgce|diploma|certificate\s+(?:iii|iv|of|in)\b|nvq|hnd|btec"
    r"|diplom(?:-?(?:ingenieur(?:in)?|kauf(?:mann|frau)|informatiker(?:in)?|betriebswirt(?:in)?|\w+))?|dipl\.-\w+\.?"
    r"|magister|staatsexamen|promotion|dr\.\s?(?:rer|phil|ing|med)\.?\s?\w*\.?|abitur|fachabitur|fachhochschulreife"
    r"|(?:allgemeine\s+)?hochschulreife|mittlere\s+reife|realschulabschluss|hauptschulabschluss|matura|ausbildung\s+(?:zu[mr]|als)"
    r"|berufsausbildung|lehre\s+(?:als|zu[mr])|meisterprüfung|examen"
    r"|licence|maîtrise|master\s+[12]|m[12](?=\s)|doctorat|thèse|baccalauréat|bac(?:\s?(?:pro|\+\s?\d|[sl]|es))?"
    r"|bts|dut|but(?=\s+(?:informatique|gestion|techniques))|deug|dess|dea|cap|bep|diplôme(?:\s+d['’e]\s?\w+)?|brevet)(?![\w])"
    r"|(?:本科|学士|硕士(?:研究生)?|博士(?:后|研究生)?|大专|专科|研究生|高中|中专|MBA)",
    re.IGNORECASE,
)  # fmt: skip
_INTERN = re.compile(
    r"\b(?:intern|internship|articling|referendar(?:in)?|praktikum|praktikant(?:in)?|pflichtpraktikum|werkstudent(?:in)?|stage|stagiaire"
    r"|alternan(?:t|te|ce)|working\s+student|co-op|placement|apprentie?|auszubildende[r]?"
    r"|azubi|famulatur|studentische|hiwi|student\s+assistant)\b|实习",
    re.IGNORECASE,
)
_VOLUNTEER = re.compile(
    r"\b(?:volunteer(?:ing|ed)?|ehrenamt(?:lich\w*)?|bénévol(?:e|at)|fsj|freiwillig\w*)\b|志愿",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"\b(?:career\s+break|(?:parental|maternity|paternity|family|sick)\s+leave|sabbatical|gap\s+year"
    r"|unemployed|job\s*seeking|full-time\s+parent|elternzeit|(?:eltern)?karenz|mutterschutz|erziehungszeit|familienpause"
    r"|auszeit|arbeits(?:los|suchend)|congé\s+(?:parental|maternité|sabbatique)"
    r"|recherche\s+d['’]emploi|année\s+sabbatique)\b|待业|产假|间隔年",
    re.IGNORECASE,
)
_STUDENT = re.compile(
    r"\b(?:student(?:in)?|ph\.?d\.?\s+(?:student|candidate)|doctoral\s+(?:student|candidate)|doktorand(?:in)?"
    r"|doctorante?|étudiante?|undergraduate|pupil|schüler(?:in)?|élève)\b|学生",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CERTIFICATE = re.compile(
    r"\bcertifi\w*|\blicen[cs]e|\bzertifi\w*|\baward|\bpublished|\bscholarship|证书", re.IGNORECASE
)


def is_title(words: str) -> bool:
    """Whether the words hold what jobs are called by."""
    if _TITLE_ZH.search(words.strip(" ()")):
        return True
    return any(
        word in TITLE_WORDS or word.endswith(TITLE_ENDS) or _parts_title(word)
        for word in map(str.casefold, _WORD.findall(words))
    )


def is_company(words: str) -> bool:
    """Whether the words hold what employers are called by: a legal form or a kind of house."""
    return bool(_COMPANY_WORDS.search(words))


def is_school(words: str) -> bool:
    """Whether the words hold what schools and universities are called by."""
    return bool(_SCHOOL.search(words))


def is_degree(words: str) -> bool:
    """Whether the words name a degree or a course of study."""
    return bool(DEGREE.search(words))


def is_internship(words: str | None) -> bool:
    """Whether the job belongs to somebody's studies."""
    return bool(words and _INTERN.search(words))


def is_unpaid_or_study(words: str | None) -> bool:
    """Whether the title is that of a volunteer, a pupil or a student, or tells of a break."""
    return bool(
        words
        and (
            _BREAK.search(words)
            or _VOLUNTEER.search(words)
            or (_STUDENT.search(words) and not is_internship(words))
        )
    )


def is_certificate(words: str) -> bool:
    """Whether the words tell of a certificate, a licence or a prize, not of a job."""
    return bool(_CERTIFICATE.search(words))


def strongest(words: Iterable[str]) -> str | None:
    """Return the first of the words that is a title and no employer, else the first title."""
    titles = [word for word in words if is_title(word)]
    return next((word for word in titles if not is_company(word)), titles[0] if titles else None)


def is_locality(words: str) -> bool:
    """Whether the words are a place or a way to work from anywhere."""
    return words.casefold().strip("()") in {
        "remote",
        "hybrid",
        "on-site",
        "homeoffice",
    } or is_place(words)


def _parts_title(word: str) -> bool:
    return "-" in word and any(part in TITLE_WORDS for part in word.split("-"))
