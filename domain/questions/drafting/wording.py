"""How a skill's name stands within a sentence."""

from domain.skills.service import Skill

_PLAIN_GROUPS = frozenset(
    (
        "Accounting",
        "Architecture and interiors",
        "Building trades",
        "Corporate finance",
        "Electrical engineering",
        "Gastronomy",
        "Graphic design",
        "Hotel and travel",
        "Human resources",
        "Investment and banking",
        "Land and craft trades",
        "Law",
        "Leadership",
        "Logistics",
        "Machining",
        "Maintenance and repair",
        "Manufacturing",
        "Marketing",
        "Mechanical engineering",
        "Medicine",
        "Metal trades",
        "Motion and video",
        "Nursing",
        "Office work",
        "Product management",
        "Sales",
        "Software engineering",
        "Teaching",
        "Therapy and allied health",
        "UX design",
        "Working with others",
    )
)
"""Groups whose names of one word are everyday nouns: *triage* and not *Triage*."""
_GROUP_WORDS = frozenset(
    (
        "Accounting",
        "Advertising",
        "Audit",
        "Caching",
        "Compliance",
        "Containerisation",
        "Cryptography",
        "Cybersecurity",
        "Databases",
        "Electronics",
        "Encryption",
        "Firewalls",
        "Forecasting",
        "Gastronomy",
        "Law",
        "Leadership",
        "Logistics",
        "Machining",
        "Manufacturing",
        "Marketing",
        "Medicine",
        "Microservices",
        "Monitoring",
        "Networking",
        "Nursing",
        "Observability",
        "Robotics",
        "Sales",
        "Statistics",
        "Taxation",
        "Teaching",
        "Testing",
        "Virtualisation",
        "Webhooks",
    )
)
_NAMES = frozenset(
    (
        "Abaqus",
        "Amadeus",
        "Bayesian",
        "Clio",
        "Coq",
        "Creo",
        "Dalloz",
        "Excel",
        "Gantt",
        "Grafana",
        "Heidenhain",
        "Incoterms",
        "Kaizen",
        "Kalman",
        "Kimball",
        "Kubernetes",
        "Linux",
        "Mastercam",
        "Mathcad",
        "Mercurial",
        "Montessori",
        "Moodle",
        "Revit",
        "Lumion",
        "Navisworks",
        "Vectorworks",
        "Sinumerik",
        "Teamcenter",
        "Westlaw",
        "Windchill",
    )
)
_RULES = (" standards", " regulations", "NEC code")
_SINGULAR = ("ss", "us", "is", "ics", "sales")


def in_sentence(skill: Skill) -> str:
    """Return the name as it is written in the middle of a sentence.

    Nobody *does* a standard: of one it is the work under it that can be spoken of.
    """
    if skill.name.endswith(_RULES):
        return f"work under {_small(skill)}"
    return _small(skill)


def _small(skill: Skill) -> str:
    first, *rest = skill.name.split()
    is_word = first[0].isupper() and first[1:].islower() and first.isalpha()
    if not is_word or first in _NAMES or skill.category == "Natural languages":
        return skill.name
    plain = all(word.islower() for word in rest) if rest else _is_noun(skill)
    return skill.name[0].lower() + skill.name[1:] if plain else skill.name


def fill(text: str, skill: Skill) -> str:
    """Return ``text`` with the skill's name in its places."""
    if "{" not in text:
        return text
    name = in_sentence(skill)
    return (
        text.replace("{skill}", name)
        .replace("{Skill}", name[0].upper() + name[1:])
        .replace("{work}", _work(skill, name))
    )


def _is_noun(skill: Skill) -> bool:
    return skill.name in _GROUP_WORDS or any(group in _PLAIN_GROUPS for group in skill.parents)


def _work(skill: Skill, name: str) -> str:
    """Return the work in which the skill is used: *in wound care*, *with Kafka*, *in German*."""
    if skill.category == "Natural languages":
        return f"your work in {name}"
    if skill.category == "Working methods":
        return f"work in which {name} mattered"
    if skill.name.endswith(_RULES):
        return f"your {name}"
    is_many = name.endswith("s") and not name.endswith(_SINGULAR)
    return f"your work {'with' if is_many or name[0].isupper() else 'in'} {name}"
