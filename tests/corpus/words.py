"""Headings and dates as people of four languages write them."""

from tests.corpus.person import Job

HEADINGS = {
    "en": {
        "profile": "Profile",
        "jobs": "Experience",
        "studies": "Education",
        "skills": "Skills",
        "languages": "Languages",
        "personal": "Personal details",
        "contact": "Contact",
    },
    "de": {
        "profile": "Profil",
        "jobs": "Berufserfahrung",
        "studies": "Ausbildung",
        "skills": "Kenntnisse",
        "languages": "Sprachen",
        "personal": "Persönliche Daten",
        "contact": "Kontakt",
    },
    "fr": {
        "profile": "Profil",
        "jobs": "Expérience professionnelle",
        "studies": "Formation",
        "skills": "Compétences",
        "languages": "Langues",
        "personal": "État civil",
        "contact": "Coordonnées",
    },
    "zh": {
        "profile": "个人简介",
        "jobs": "工作经历",
        "studies": "教育经历",
        "skills": "技能",
        "languages": "语言",
        "personal": "个人信息",
        "contact": "联系方式",
    },
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_NOW = {"en": "Present", "de": "heute", "fr": "aujourd’hui", "zh": "至今"}
_SEASONS = ("Winter", "Spring", "Summer", "Fall")
Month = tuple[int, int]


def span_of(job: Job, style: str, lang: str = "en") -> str:
    """Return the job's time in one of the ``STYLES``."""
    form, dash, now = STYLES[style]
    start = _month(job.start, form, lang)
    if job.end is not None:
        return f"{start}{dash}{_month(job.end, form, lang)}"
    if now == "since":
        since = {"en": "since", "de": "seit", "fr": "depuis", "zh": ""}[lang]
        return f"{since} {start}"
    return f"{start}{dash}{now or _NOW[lang]}"


STYLES = {
    "short": ("short", " – ", ""),
    "long": ("long", " to ", "present"),
    "long_dash": ("long", " – ", ""),
    "slash": ("slash", " - ", ""),
    "iso": ("iso", " to ", "now"),
    "dots": ("dots", "-", ""),
    "german": ("german", " – ", ""),
    "german_until": ("german", " bis ", ""),
    "years": ("years", "–", ""),
    "apostrophe": ("apostrophe", "–", "now"),
    "quarters": ("quarters", " – ", "current"),
    "seasons": ("seasons", " – ", ""),
    "since": ("long", " – ", "since"),
    "since_slash": ("slash", " – ", "since"),
    "zh": ("zh", " – ", "至今"),
    "zh_dots": ("dots", " - ", "至今"),
}


def _month(month: Month, form: str, lang: str) -> str:
    year, number = month
    if form in {"short", "long"}:
        name = _MONTHS[lang].split()[number - 1]
        return f"{name[:3] if form == 'short' else name} {year}"
    return {
        "slash": f"{number:02}/{year}",
        "iso": f"{year}-{number:02}",
        "dots": f"{year}.{number:02}",
        "german": f"{number:02}.{year}",
        "years": str(year),
        "apostrophe": f"’{year % 100:02}",
        "quarters": f"Q{(number + 2) // 3} {year}",
        "seasons": f"{_SEASONS[number % 12 // 3]} {year}",
        "zh": f"{year}年{number}月",
    }[form]
