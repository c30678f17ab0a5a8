"""How a résumé looks: the choices that layouts of PDF and DOCX share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.corpus.person import Job, Person, bare
from tests.corpus.words import HEADINGS, span_of

Layout = Literal["one", "two", "left", "right", "table", "timeline", "header", "nested", "boxes"]
NameStyle = Literal["plain", "spaced", "charspace", "caps", "small_caps", "comma", "titled"]


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of one file. ``dates`` is a style of ``words.STYLES``."""

    layout: Layout = "one"
    dates: str = "short"
    name: NameStyle = "plain"
    headings: Literal["plain", "caps", "none"] = "plain"
    skills: Literal["lines", "chips", "bars"] = "lines"
    dates_at: Literal["right", "left", "below", "above", "inline"] = "right"
    icons: bool = False
    font: str = "Helvetica"
    latex: bool = False
    """Ligatures as single characters and words cut at line ends, as LaTeX sets them."""
    by_company: bool = False
    """Positions of one company stand under its name once."""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A person with a look: the words of every part, ready to be placed."""

    person: Person
    look: Look

    def heading(self, part: str) -> str:
        """Return a heading in the person's language, empty if the look has none."""
        if self.look.headings == "none":
            return ""
        word = HEADINGS[self.person.lang].get(part, part)
        return word.upper() if self.look.headings == "caps" else word

    @property
    def name(self) -> str:
        """Return the name as it is written."""
        name = self.person.name
        first, _, last = name.partition(" ")
        forms: dict[str, Callable[[], str]] = {
            "spaced": lambda: " \u00a0 ".join(" ".join(word) for word in name.upper().split()),
            "caps": name.upper,
            "comma": lambda: f"{last}, {first}",
            "titled": lambda: f"Dr. {name}",
        }
        return forms.get(self.look.name, lambda: name)()

    @property
    def contact(self) -> list[str]:
        """Return the contact lines, street first."""
        person = self.person
        lines = [f"{person.street}, {person.city}", person.phone, person.email, *person.links]
        if not self.look.icons:
            return lines
        # Icon fonts put their signs where Unicode has no characters.
        return [
            f"{icon} {line}"
            for icon, line in zip("\uf015\uf095\uf0e0\uf08c\uf09b", lines, strict=False)
        ]

    def span(self, job: Job) -> str:
        """Return a job's time as it is written."""
        return span_of(job, self.look.dates, self.person.lang) if self.look.dated else ""

    def groups(self) -> list[str]:
        """Return the skills as lines, each with its group's name unless there is but one."""
        groups = self.person.skill_items()
        comma = "、" if self.person.lang == "zh" else ", "
        if len(groups) == 1:
            return [comma.join(groups[0][1])]
        return [f"{group}: {comma.join(items)}" for group, items in groups]

    def companies(self) -> list[tuple[str, list[Job]]]:
        """Return the jobs under their companies, or one company per job."""
        grouped: list[tuple[str, list[Job]]] = []
        for job in self.person.jobs:
            if self.look.by_company and grouped and grouped[-1][0] == job.company:
                grouped[-1][1].append(job)
            else:
                grouped.append((job.company, [job]))
        return grouped

    def points(self, job: Job) -> list[str]:
        """Return a job's points as they are written."""
        return [self.text(point) for point in job.points]

    def text(self, marked: str) -> str:
        """Return a marked text as it is written."""
        plain = bare(marked)
        return _ligated(plain) if self.look.latex else plain


def _ligated(text: str) -> str:
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ")
